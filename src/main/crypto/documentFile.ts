import { createCipheriv, createDecipheriv } from 'node:crypto';
import { closeSync, fsyncSync, openSync, unlinkSync, writeSync, writevSync } from 'node:fs';
import { chunkNonce, gather, lastTwo } from './chunks.ts';
import { createSha256, hkdfSha256, hmacSha256 } from './hash.ts';
import { checkRange, DamagedBytes, writeFully, type Source } from './source.ts';

// docs/format.md section 8, the file of a document at rest:
//   "BITIMDOC" 01 || 16 bytes salt || 16 bytes binding || chunks of 65,536 bytes of plaintext, the last shorter or (of an empty
//   file) empty, each AES-256-GCM: ciphertext || 16-byte tag; key = HKDF-SHA-256(document key, salt, "bitim document file", 32);
//   nonce of chunk i = i in 11 bytes || 1 on the last, else 0; additional data = magic and salt.
//   binding = the first 16 bytes of HMAC-SHA-256(key, SHA-256 of the content): a file under another's name is noticed at opening.

const MAGIC = Buffer.from('BITIMDOC\x01', 'latin1');
const SALT = 16;
const BINDING = 16;
const BOUND_AT = MAGIC.length + SALT;
const HEADER = BOUND_AT + BINDING;
const CHUNK = 65_536;
const TAG = 16;
const SEALED = CHUNK + TAG;
const GATHERED = 16 * SEALED;

const bindingOf = (key: Buffer, sha256: string): Buffer => hmacSha256(key, Buffer.from(sha256, 'hex')).subarray(0, BINDING);

const fileKey = (documentKey: Buffer, salt: Buffer): Buffer => hkdfSha256(documentKey, salt, 'bitim document file', 32);

/** Length of the document in a file of `length` bytes; null if no document has a file of that length. */
export function plainSize(length: number): number | null {
  const body = length - HEADER;
  const count = Math.ceil(body / SEALED);
  const last = body - (count - 1) * SEALED;
  return body < TAG || last < TAG || (last === TAG && count > 1) ? null : body - count * TAG;
}

export interface Encrypting {
  readonly path: string; // of the temporary file
  write(bytes: Uint8Array): void;
  /** Seals the last chunk. */
  finish(): { readonly sha256: string; readonly bytes: number };
  /** Writes out what is gathered and closes the file; `durably` waits until it is on the disk. */
  close(durably: boolean): void;
  /** Closes and removes the file. */
  abandon(): void;
}

/** A new encrypted file at `path`, which must not exist. @param salt 16 random bytes. */
export function encryptInto(path: string, documentKey: Buffer, salt: Buffer): Encrypting {
  const header = Buffer.concat([MAGIC, salt]);
  const key = fileKey(documentKey, salt);
  const hash = createSha256();
  const plain = Buffer.allocUnsafe(CHUNK);
  const binding = Buffer.alloc(BINDING);
  let gathered: Buffer[] = [header, binding];
  let gatheredBytes = HEADER;
  let used = 0;
  let index = 0;
  let bytes = 0;
  let fd: number | null = null;

  /** The file is made only now: one that fits into what is gathered and is there already never needs it. */
  const flush = (): number => {
    fd ??= openSync(path, 'wx', 0o600);
    writeAllFully(fd, gathered, gatheredBytes);
    gathered = [];
    gatheredBytes = 0;
    return fd;
  };
  const seal = (chunk: Uint8Array, last: boolean): void => {
    const cipher = createCipheriv('aes-256-gcm', key, chunkNonce(index++, last), { authTagLength: TAG });
    cipher.setAAD(header);
    gathered.push(cipher.update(chunk));
    cipher.final();
    gathered.push(cipher.getAuthTag());
    gatheredBytes += chunk.length + TAG;
    if (gatheredBytes >= GATHERED) flush();
  };
  const close = (): void => {
    if (fd !== null) closeSync(fd);
    fd = null;
  };
  return {
    path,
    write(piece) {
      hash.update(piece);
      bytes += piece.length;
      for (let at = 0; at < piece.length; ) {
        if (used === CHUNK) {
          seal(plain, false); // only now is it known not to be the last
          used = 0;
        }
        if (used === 0 && piece.length - at > CHUNK) {
          seal(piece.subarray(at, at + CHUNK), false);
          at += CHUNK;
          continue;
        }
        const n = Math.min(CHUNK - used, piece.length - at);
        plain.set(piece.subarray(at, at + n), used);
        used += n;
        at += n;
      }
    },
    finish() {
      seal(plain.subarray(0, used), true);
      plain.fill(0);
      const sha256 = hash.digest('hex');
      bindingOf(key, sha256).copy(binding);
      if (fd !== null) writeSync(fd, binding, 0, BINDING, BOUND_AT);
      return { sha256, bytes };
    },
    close(durably) {
      const file = flush();
      if (durably) fsyncSync(file);
      close();
    },
    abandon() {
      close();
      removeIfThere(path);
    },
  };
}

/**
 * The plaintext of a file, at random places; every chunk is authenticated when read. `close` closes `file`.
 * @throws DamagedBytes if the header, the length, the last chunk or the binding is not that of document `sha256` of this store.
 */
export function decrypted(file: Source, documentKey: Buffer, sha256: string): Source {
  const size = plainSize(file.size);
  if (size === null) throw new DamagedBytes(`its file has ${file.size} bytes, a length no document has`);
  const header = file.read(0, BOUND_AT);
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new DamagedBytes('its file does not begin as a document of this store');
  const key = fileKey(documentKey, header.subarray(MAGIC.length));
  const lastIndex = Math.max(0, Math.ceil(size / CHUNK) - 1);
  const chunk = lastTwo((index) => {
    const at = HEADER + index * SEALED;
    const sealed = file.read(at, Math.min(SEALED, file.size - at));
    const decipher = createDecipheriv('aes-256-gcm', key, chunkNonce(index, index === lastIndex), { authTagLength: TAG });
    decipher.setAAD(header);
    decipher.setAuthTag(sealed.subarray(-TAG));
    const plain = decipher.update(sealed.subarray(0, -TAG));
    try {
      decipher.final();
    } catch {
      throw new DamagedBytes(`its file does not authenticate from byte ${at} to ${at + sealed.length}`);
    }
    return plain;
  });
  chunk(lastIndex);
  if (!file.read(BOUND_AT, BINDING).equals(bindingOf(key, sha256))) throw new DamagedBytes('its file is that of another document');
  return {
    size,
    read(offset, length) {
      checkRange(offset, length, size);
      return gather(chunk, CHUNK, offset, length);
    },
    close() {
      key.fill(0);
      file.close();
    },
  };
}

/** One call for many buffers, without copying them together. */
function writeAllFully(fd: number, buffers: readonly Buffer[], length: number): void {
  const done = writevSync(fd, buffers);
  if (done < length) writeFully(fd, Buffer.concat(buffers, length).subarray(done));
}

/** Removes a file; that there is none is no fault. */
export function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
