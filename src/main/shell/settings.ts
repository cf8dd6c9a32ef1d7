/** This workstation's settings: a small file beside the registers, readable by anybody who may log in here. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { settingsSchema, type Settings } from '../../shared/desktop.ts';

export interface SettingsFile {
  readonly read: () => Settings;
  /** Written whole, or not at all. */
  readonly write: (settings: Settings) => void;
}

export const settingsFile = (path: string): SettingsFile => ({
  read: () => {
    try {
      return settingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      // A missing or broken file costs a person two clicks, never the start.
      return settingsSchema.parse({});
    }
  },
  write: (settings) => {
    writeFileSync(`${path}.tmp`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.tmp`, path);
  },
});
