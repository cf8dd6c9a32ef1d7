import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { err, ok, type Result } from '../../shared/result.ts';
import { hkdfSha256, hmacSha256 } from './hash.ts';
import { readRecoveryKey, writeRecoveryKey, type RecoveryKeyMistyped } from './recoveryKey.ts';
import { canonical, damagedHeader, kdfLimits, readHeader, writeHeader, type HeaderError, type Kdf, type VaultHeader } from './vaultHeader.ts';

// A store's random master key, wrapped by the passphrase and by the recovery key; vaultHeader.ts has the bytes.
// Pure over bytes: files are the store's business.

export type { Kdf } from './vaultHeader.ts';

export type PassphraseTooShort = { readonly type: 'PassphraseTooShort'; readonly message: string };
export type KdfRefused = { readonly type: 'KdfTooExpensive' | 'KdfTooWeak'; readonly message: string };
export type UnlockError =
  | HeaderError
  | { readonly type: 'WrongPassphrase' | 'KdfTooExpensive'; readonly message: string };
export type RecoveryError = HeaderError | RecoveryKeyMistyped | { readonly type: 'WrongRecoveryKey'; readonly message: string };

export interface Unlocked {
  readonly master: Buffer; // 32 bytes
  readonly id: string;
}

type Random = (n: number) => Buffer;

/** For ordinary machines: 256 MiB, three passes, four lanes. */
export const defaultKdf: Kdf = { memoryMiB: 256, passes: 3, lanes: 4 };

/** The least that is accepted, for small machines and tests: 19 MiB, two passes, one lane. */
export const lowestKdf: Kdf = { memoryMiB: 19, passes: 2, lanes: 1 };

/**
 * A new header, the master key it wraps and the recovery key, which is shown once and kept nowhere.
 * @param deps.id a UUID. Errors: `PassphraseTooShort` (under 8 characters), `KdfTooExpensive`, `KdfTooWeak`.
 */
export async function createVault(deps: {
  readonly passphrase: string;
  readonly kdf: Kdf;
  readonly random: Random;
  readonly id: string;
}): Promise<Result<{ readonly header: Buffer; readonly master: Buffer; readonly recoveryKey: string }, PassphraseTooShort | KdfRefused>> {
  const { passphrase, kdf, random, id } = deps;
  const refused = refusal(passphrase, kdf);
  if (refused !== null) return err(refused);
  const master = random(32);
  const slots = await passphraseSlot({ format: FORMAT, id }, master, passphrase, kdf, random);
  const { recovery, recoveryKey } = recoverySlot({ format: FORMAT, id }, master, random);
  return ok({ header: sealHeader({ format: FORMAT, id, ...slots, recovery }, master), master, recoveryKey });
}

/** Errors: `WrongPassphrase`, `HeaderDamaged`, `StoreNewer`, `KdfTooExpensive` (refused before anything is derived). */
export async function unlockWithPassphrase(header: Buffer, passphrase: string): Promise<Result<Unlocked, UnlockError>> {
  const read = readHeader(header);
  if (!read.ok) return read;
  const { format, id, kdf, passphrase: slot } = read.value;
  const limit = overLimit(kdf);
  if (limit !== null) return limit.type === 'KdfTooWeak' ? damagedHeader(limit.message) : err({ type: 'KdfTooExpensive', message: limit.message });
  const key = await deriveKey(passphrase, kdf);
  const master = openBox(key, slot, { format, id, kdf, slot: 'passphrase', nonce: slot.nonce });
  if (master === null) return err({ type: 'WrongPassphrase', message: 'The passphrase is wrong. The store stays locked and nothing was changed.' });
  return unlocked(read.value, master);
}

/** Errors: `RecoveryKeyMistyped` (its check fails), `WrongRecoveryKey` (of another store, or renewed since), `HeaderDamaged`, `StoreNewer`. */
export function unlockWithRecoveryKey(header: Buffer, recoveryKey: string): Promise<Result<Unlocked, RecoveryError>> {
  const open = (): Result<Unlocked, RecoveryError> => {
    const read = readHeader(header);
    if (!read.ok) return read;
    const bits = readRecoveryKey(recoveryKey);
    if (!bits.ok) return bits;
    const { format, id, recovery } = read.value;
    const key = recoveryBoxKey(bits.value, Buffer.from(recovery.salt, 'base64'));
    const master = openBox(key, recovery, { format, id, salt: recovery.salt, slot: 'recovery', nonce: recovery.nonce });
    if (master === null)
      return err({ type: 'WrongRecoveryKey', message: 'The recovery key is well written but not that of this store, or it was renewed since. The store stays locked and nothing was changed.' });
    return unlocked(read.value, master);
  };
  return Promise.resolve(open());
}

/**
 * The header with another passphrase; recovery key and master key stay. An old header, put back, still opens with the old passphrase.
 * @param kdf as it was, if left out.
 */
export async function changePassphrase(
  header: Buffer,
  master: Buffer,
  passphrase: string,
  random: Random,
  kdf?: Kdf,
): Promise<Result<Buffer, HeaderError | PassphraseTooShort | KdfRefused>> {
  const read = readOwn(header, master);
  if (!read.ok) return read;
  const { format, id, recovery } = read.value;
  const chosen = kdf ?? read.value.kdf;
  const refused = refusal(passphrase, chosen);
  if (refused !== null) return err(refused);
  return ok(sealHeader({ format, id, ...(await passphraseSlot({ format, id }, master, passphrase, chosen, random)), recovery }, master));
}

/** The header with a new recovery key; the old one no longer opens it. */
export function renewRecoveryKey(header: Buffer, master: Buffer, random: Random): Result<{ readonly header: Buffer; readonly recoveryKey: string }, HeaderError> {
  const read = readOwn(header, master);
  if (!read.ok) return read;
  const { format, id, kdf, passphrase } = read.value;
  const { recovery, recoveryKey } = recoverySlot({ format, id }, master, random);
  return ok({ header: sealHeader({ format, id, kdf, passphrase, recovery }, master), recoveryKey });
}

export interface SubKeys {
  readonly database: Buffer;
  readonly documents: Buffer;
  readonly documentNames: Buffer;
  readonly caches: Buffer;
  readonly backup: Buffer;
}

/** Keys of 32 bytes for one purpose each, by HKDF-SHA-256 of the master key. */
export function subKeys(master: Buffer): SubKeys {
  const key = (purpose: string): Buffer => hkdfSha256(master, Buffer.alloc(0), `bitim/${purpose}/1`, 32);
  return { database: key('database'), documents: key('documents'), documentNames: key('document-names'), caches: key('caches'), backup: key('backup') };
}

/** Milliseconds to wait after so many wrong attempts in a row: none after three, then 1 s, 2 s, 4 s ... to five minutes. */
export function delayAfter(failures: number): number {
  return failures < 4 ? 0 : Math.min(1_000 * 2 ** (failures - 4), 300_000);
}

const FORMAT = 'bitim-store/1';

type Name = Pick<VaultHeader, 'format' | 'id'>;
type Box = { readonly nonce: string; readonly box: string };

function refusal(passphrase: string, kdf: Kdf): PassphraseTooShort | KdfRefused | null {
  const length = [...passphrase.normalize('NFC')].length;
  if (length < 8) return { type: 'PassphraseTooShort', message: `The passphrase was not accepted: expected at least 8 characters, found ${length}. Nothing was changed.` };
  return overLimit(kdf);
}

function overLimit(kdf: Kdf): KdfRefused | null {
  for (const name of ['memoryMiB', 'passes', 'lanes'] as const) {
    const [least, most] = kdfLimits[name];
    const asked = kdf[name];
    if (asked > most) return { type: 'KdfTooExpensive', message: `Deriving the key asks for ${name} = ${asked}; the most that is accepted is ${most}. Nothing was derived and nothing was changed.` };
    if (!(Number.isSafeInteger(asked) && asked >= least)) return { type: 'KdfTooWeak', message: `Deriving the key asks for ${name} = ${asked}; the least that is accepted is ${least}. Nothing was changed.` };
  }
  return null;
}

async function passphraseSlot(name: Name, master: Buffer, passphrase: string, cost: Kdf, random: Random): Promise<Pick<VaultHeader, 'kdf' | 'passphrase'>> {
  const { memoryMiB, passes, lanes } = cost;
  const kdf = { name: 'argon2id', memoryMiB, passes, lanes, salt: random(16).toString('base64') } as const;
  const nonce = random(12).toString('base64');
  const key = await deriveKey(passphrase, kdf);
  return { kdf, passphrase: sealBox(key, nonce, master, { ...name, kdf, slot: 'passphrase', nonce }) };
}

function recoverySlot(name: Name, master: Buffer, random: Random): { readonly recovery: VaultHeader['recovery']; readonly recoveryKey: string } {
  const bits = random(32);
  const salt = random(16);
  const nonce = random(12).toString('base64');
  const box = sealBox(recoveryBoxKey(bits, salt), nonce, master, { ...name, salt: salt.toString('base64'), slot: 'recovery', nonce });
  return { recovery: { ...box, salt: salt.toString('base64') }, recoveryKey: writeRecoveryKey(bits) };
}

const ARGON2ID = 2;

const deriveKey = (passphrase: string, kdf: VaultHeader['kdf']): Promise<Buffer> =>
  hashRaw(Buffer.from(passphrase.normalize('NFC')), {
    algorithm: ARGON2ID,
    memoryCost: kdf.memoryMiB * 1024,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt: Buffer.from(kdf.salt, 'base64'),
  });

const recoveryBoxKey = (bits: Buffer, salt: Buffer): Buffer => hkdfSha256(bits, salt, 'bitim store recovery key', 32);

/** AES-256-GCM; the key is of no further use and is wiped. */
function sealBox(key: Buffer, nonce: string, master: Buffer, additional: object): Box {
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 });
  cipher.setAAD(Buffer.from(canonical(additional)));
  const box = Buffer.concat([cipher.update(master), cipher.final(), cipher.getAuthTag()]).toString('base64');
  key.fill(0);
  return { nonce, box };
}

function openBox(key: Buffer, { nonce, box }: Box, additional: object): Buffer | null {
  const sealed = Buffer.from(box, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(canonical(additional)));
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  } catch {
    return null;
  } finally {
    key.fill(0);
  }
}

type Unsealed = Omit<VaultHeader, 'check' | 'mac'>;

const macOf = ({ format, id, kdf, passphrase, recovery }: Unsealed, master: Buffer): Buffer =>
  hmacSha256(hkdfSha256(master, Buffer.alloc(0), 'bitim/header/1', 32), Buffer.from(canonical({ format, id, kdf, passphrase, recovery })));

const sealHeader = (header: Unsealed, master: Buffer): Buffer => writeHeader({ ...header, mac: macOf(header, master).toString('base64') });

function unlocked(header: VaultHeader, master: Buffer): Result<Unlocked, HeaderError> {
  if (!timingSafeEqual(macOf(header, master), Buffer.from(header.mac, 'base64'))) return damagedHeader('it was altered since it was written');
  return ok({ master, id: header.id });
}

function readOwn(header: Buffer, master: Buffer): Result<VaultHeader, HeaderError> {
  const read = readHeader(header);
  if (!read.ok) return read;
  const own = unlocked(read.value, master);
  return own.ok ? read : own;
}
