// What the two chunked formats share: age's payload and documents at rest (docs/format.md section 8).

/** The nonce of a chunk: its number in 11 bytes, big-endian, || 1 on the last, else 0. */
export function chunkNonce(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Bytes of a file that is held as chunks of `size` bytes of plaintext, in a buffer of the caller's own. */
export function gather(chunk: (index: number) => Buffer, size: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const at = offset + done;
    const from = at % size;
    const piece = chunk(Math.floor(at / size)).subarray(from, from + length - done);
    piece.copy(bytes, done);
    done += piece.length;
  }
  return bytes;
}

/** Keeps the two chunks read last: a reader goes forward, with a look back at most. */
export function lastTwo(load: (index: number) => Buffer): (index: number) => Buffer {
  const kept: { readonly index: number; readonly bytes: Buffer }[] = [];
  return (index) => {
    const found = kept.findIndex((chunk) => chunk.index === index);
    const entry = kept[found] ?? { index, bytes: load(index) };
    if (found !== 0) {
      if (found > 0) kept.splice(found, 1);
      kept.unshift(entry);
      kept.length = Math.min(kept.length, 2);
    }
    return entry.bytes;
  };
}
