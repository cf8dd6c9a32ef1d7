/** Changing what opens the store. The master key, and with it every document and entry, stays as it is. */
import { changePassphrase, renewRecoveryKey } from '../crypto/vault.ts';
import type { Failure } from '../../shared/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readHeader, writeDurably } from './folder.ts';
import type { Store } from './store.ts';

/** From now on the store opens with this passphrase. Backups made before keep theirs. */
export async function changeStorePassphrase(store: Store, passphrase: string, random: (bytes: number) => Buffer): Promise<Result<{ readonly changed: true }, Failure>> {
  const header = readHeader(store.paths);
  if (!header.ok) return header;
  const changed = await changePassphrase(header.value, store.master, passphrase, random);
  if (!changed.ok) return changed;
  writeDurably(store.paths.header, changed.value);
  return ok({ changed: true });
}

/** A new recovery key, shown once; the one before no longer opens the store. */
export function renewStoreRecoveryKey(store: Store, random: (bytes: number) => Buffer): Result<{ readonly recoveryKey: string }, Failure> {
  const header = readHeader(store.paths);
  if (!header.ok) return header;
  const renewed = renewRecoveryKey(header.value, store.master, random);
  if (!renewed.ok) return renewed;
  writeDurably(store.paths.header, renewed.value.header);
  return ok({ recoveryKey: renewed.value.recoveryKey });
}
