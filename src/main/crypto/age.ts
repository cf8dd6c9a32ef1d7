import { randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import sodium from 'sodium-native';
import { err, ok, type Result } from '../../shared/result.ts';
import { chunkNonce, gather, lastTwo } from './chunks.ts';
import { hkdfSha256 } from './hash.ts';
import { checkRange, DamagedBytes, type Sink, type Source } from './source.ts';

// age v1 (C2SP age.md) with X25519 recipients. The header is age-encryption's; the payload is written and read here, so that
// a sealed file is read at random places without a plaintext copy: 16 bytes nonce, then chunks of 64 KiB, each
// ChaCha20-Poly1305 with 16 bytes of tag; nonce of a chunk = its number in 11 bytes || 1 on the last, else 0.

export type SealError = { readonly type: 'NotSealedForThisStation' | 'DamagedSeal'; readonly message: string };

/** A new X25519 key: `AGE-SECRET-KEY-1...` and the `age1...` that others seal to. */
export async function generateAgeKey(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Whether the text is an X25519 recipient that can be sealed to. */
export function isAgeRecipient(text: string): boolean {
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the file begins as an age file does. */
export const isSealed = (source: Source): boolean =>
  source.size >= VERSION_LINE.length && source.read(0, VERSION_LINE.length).equals(VERSION_LINE);

/**
 * Output sealed for the recipients, to be written from first to last byte. `end` ends `out` too.
 * @throws if there are no recipients or one is not an X25519 recipient: certificates were checked before.
 */
export async function sealedSink(out: Sink, recipients: readonly string[]): Promise<Sink> {
  if (recipients.length === 0 || !recipients.every(isAgeRecipient)) throw new Error(`Not recipients of age: ${recipients.join(', ')}`);
  const { header, fileKey } = await newHeader(recipients);
  const nonce = randomBytes(NONCE);
  out.write(header);
  out.write(nonce);
  const key = hkdfSha256(fileKey, nonce, 'payload', 32);
  const sealed = Buffer.allocUnsafe(SEALED);
  const plain = Buffer.allocUnsafe(CHUNK);
  let used = 0;
  let index = 0;
  let open = true;

  const seal = (bytes: Buffer, last: boolean): void => {
    const cipher = sealed.subarray(0, bytes.length + TAG);
    sodium.crypto_aead_chacha20poly1305_ietf_encrypt(cipher, bytes, null, null, chunkNonce(index++, last), key);
    out.write(cipher);
  };
  return {
    write(bytes) {
      if (!open) throw new Error('The sealed output is already closed.');
      for (let at = 0; at < bytes.length; ) {
        if (used === CHUNK) {
          seal(plain, false); // only now is it known not to be the last
          used = 0;
        }
        const n = Math.min(CHUNK - used, bytes.length - at);
        plain.set(bytes.subarray(at, at + n), used);
        used += n;
        at += n;
      }
    },
    end() {
      if (!open) return;
      open = false;
      seal(plain.subarray(0, used), true);
      plain.fill(0);
      key.fill(0);
      out.end();
    },
  };
}

/**
 * The plaintext of a sealed file, at random places. Every chunk is authenticated when read (`read` throws DamagedBytes);
 * the last one here already, so that a file cut short or prolonged is refused at once. `close` closes `source`.
 */
export async function openSealed(source: Source, identity: string): Promise<Result<Source, SealError>> {
  const header = headerOf(source);
  if (header === null) return damaged('its header is not that of an age file');
  const fileKey = await unwrap(header, identity);
  if (!fileKey.ok) return fileKey;
  const start = header.length + NONCE;
  const length = source.size - start;
  const count = Math.ceil(length / SEALED);
  const rest = length - (count - 1) * SEALED; // of the last chunk
  if (length < TAG || rest < TAG || (rest === TAG && count > 1)) return damaged('it was cut short');
  const key = hkdfSha256(fileKey.value, source.read(header.length, NONCE), 'payload', 32);
  const size = length - count * TAG;

  const unseal = (index: number): Buffer => {
    const last = index === count - 1;
    const cipher = source.read(start + index * SEALED, last ? rest : SEALED);
    const plain = Buffer.allocUnsafe(cipher.length - TAG);
    try {
      sodium.crypto_aead_chacha20poly1305_ietf_decrypt(plain, null, cipher, null, chunkNonce(index, last), key);
    } catch {
      throw new DamagedBytes(`The sealed file is damaged between byte ${start + index * SEALED} and byte ${start + index * SEALED + cipher.length}.`);
    }
    return plain;
  };
  const chunk = lastTwo(unseal);
  try {
    chunk(count - 1);
  } catch (error) {
    if (error instanceof DamagedBytes) return damaged('its end does not authenticate; it was cut short, prolonged or altered');
    throw error;
  }
  return ok({
    size,
    read(offset, wanted) {
      checkRange(offset, wanted, size);
      return gather(chunk, CHUNK, offset, wanted);
    },
    close() {
      key.fill(0);
      source.close();
    },
  });
}

const CHUNK = 65_536;
const TAG = 16;
const SEALED = CHUNK + TAG;
const NONCE = 16;
const VERSION_LINE = Buffer.from('age-encryption.org/v1\n');
const LONGEST_HEADER = 65_536; // some 400 recipients

const damaged = (why: string): Result<never, SealError> => err({ type: 'DamagedSeal', message: `The sealed file cannot be opened: ${why}. Nothing was read from it.` });

/** A header for the recipients and the file key in it. age-encryption seals an empty file behind it, which is left out. */
async function newHeader(recipients: readonly string[]): Promise<{ readonly header: Buffer; readonly fileKey: Uint8Array }> {
  const encrypter = new Encrypter();
  let fileKey: Uint8Array | undefined;
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = Uint8Array.from(key);
      return [];
    },
  });
  const sealed = Buffer.from(await encrypter.encrypt(new Uint8Array(0)));
  if (fileKey === undefined) throw new Error('age-encryption did not hand over the file key.');
  return { header: sealed.subarray(0, headerLength(sealed) ?? 0), fileKey };
}

function headerOf(source: Source): Buffer | null {
  if (!isSealed(source)) return null;
  const start = source.read(0, Math.min(source.size, LONGEST_HEADER));
  const length = headerLength(start);
  return length === null ? null : start.subarray(0, length);
}

/** The header ends with the line that begins with `---`. */
function headerLength(bytes: Buffer): number | null {
  const mac = bytes.indexOf('\n--- ');
  const end = mac === -1 ? -1 : bytes.indexOf('\n', mac + 1);
  return end === -1 ? null : end + 1;
}

async function unwrap(header: Buffer, identity: string): Promise<Result<Uint8Array, SealError>> {
  const decrypter = new Decrypter();
  let forAnother = false;
  decrypter.addIdentity(identity);
  decrypter.addIdentity({
    unwrapFileKey() {
      forAnother = true; // asked only after our own identity found nothing
      return null;
    },
  });
  try {
    return ok(await decrypter.decryptHeader(Uint8Array.from(header)));
  } catch {
    return forAnother
      ? err({ type: 'NotSealedForThisStation', message: 'The file is sealed, and not for this station: ask the sender to seal it for the certificate of this station. Nothing was read from it.' })
      : damaged('its header was altered');
  }
}
