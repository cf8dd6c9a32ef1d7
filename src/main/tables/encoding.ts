/**
 * Which encoding a text file has, told by its content: a byte order mark; else zero bytes, as UTF-16 has them; else UTF-8 if every byte is;
 * else Windows-1251 if its letters look like it. The whole file is looked at, so that one late byte does not change what the beginning meant.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Encoding } from '../../shared/tables/answers.ts';
import { err, ok, type Result } from '../../shared/result.ts';

const PART = 1024 * 1024;

/** @returns the encoding, or why the file is no text, as the end of a sentence. @throws where it cannot be read. */
export function encodingOf(path: string): Result<Encoding, string> {
  const fd = openSync(path, 'r');
  try {
    const part = Buffer.alloc(PART);
    const head = part.subarray(0, readSync(fd, part, 0, PART, 0));
    const marked = markOf(head) ?? wideOf(head);
    if (marked !== null) return ok(marked);
    const counts = { valid: 0, broken: 0, letters: 0, strange: 0, firstBroken: -1 };
    let at = 0;
    for (let bytes = head; bytes.length > 0;) {
      const whole = bytes.length < PART ? bytes : bytes.subarray(0, wholeLength(bytes));
      if (!isUtf8(whole)) count(whole, at, counts);
      at += whole.length;
      bytes = part.subarray(0, readSync(fd, part, 0, PART, at));
    }
    return judged(counts);
  } finally {
    closeSync(fd);
  }
}

interface Counts {
  /** Characters of several bytes that are UTF-8, and bytes that are not. */
  valid: number;
  broken: number;
  /** Bytes above 127 that are letters in Windows-1251, and such as no text in it has. */
  letters: number;
  strange: number;
  firstBroken: number;
}

function judged({ broken, valid, letters, strange, firstBroken }: Counts): Result<Encoding, string> {
  if (broken === 0) return ok('utf-8');
  if (valid > broken) return err(`it is not UTF-8 text: byte ${String(firstBroken + 1)} is damaged`);
  if (strange > 0 || letters * 2 < broken) return err(`it is neither UTF-8, UTF-16 nor Windows-1251 text (byte ${String(firstBroken + 1)})`);
  return ok('windows-1251');
}

function markOf(head: Buffer): Encoding | null {
  if (head.length >= 3 && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head.length >= 2 && head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head.length >= 2 && head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null;
}

/** Delimiters, digits and line ends have a zero byte in UTF-16, always on the same side. */
function wideOf(head: Buffer): Encoding | null {
  const zeros = [0, 0];
  const looked = Math.min(head.length, 4096);
  for (let i = 0; i < looked; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < looked / 40) return null;
  if (odd > even * 20) return 'utf-16le';
  return even > odd * 20 ? 'utf-16be' : null;
}

/** Without the beginning of a character that goes on in the next part. */
function wholeLength(bytes: Buffer): number {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function count(bytes: Buffer, at: number, counts: Counts): void {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      if (byte < 0x09 || (byte > 0x0d && byte < 0x20)) counts.strange += 1;
      continue;
    }
    const length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 0;
    if (length > 0 && isUtf8(bytes.subarray(i, i + length)) && i + length <= bytes.length) {
      counts.valid += 1;
      i += length - 1;
      continue;
    }
    if (counts.firstBroken < 0) counts.firstBroken = at + i;
    counts.broken += 1;
    if (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8 || byte === 0xa1 || byte === 0xa2) counts.letters += 1;
    if (byte === 0x98) counts.strange += 1;
  }
}
