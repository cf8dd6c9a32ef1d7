/** Where things lie on this workstation, for the window and the command line alike. */
import { join } from 'node:path';

export interface Places {
  /** What must outlive a store: the copy of our own heads. */
  readonly state: string;
  /** The register that the window opens. */
  readonly store: string;
  readonly sample: string;
}

/** BITIM_STATE_DIR and BITIM_DATA_DIR go before what is customary. On Windows it is the local profile: a register never roams over a network. */
export function placesOf(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>, home: string): Places {
  const local = join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Bitim');
  const isWindows = platform === 'win32';
  const state = env.BITIM_STATE_DIR ?? (isWindows ? join(local, 'State') : join(env.XDG_STATE_HOME ?? join(home, '.local', 'state'), 'bitim'));
  const data = env.BITIM_DATA_DIR ?? (isWindows ? local : join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'bitim'));
  return { state, store: join(data, 'register'), sample: join(data, 'sample') };
}
