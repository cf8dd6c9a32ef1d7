/**
 * What goes through the pipe between the engine and the process that reads a file, in both directions:
 *
 *   frame = 1 byte type || 4 bytes length (big-endian) || payload
 *
 *   to the reader    0 file: the bytes of the file, one frame, the only one
 *   from the reader  1 facts: JSON, shared/contents/facts.ts; may come several times, the last one counts
 *                    2 thumbnail: a WebP picture
 *                    3 text: 4 bytes page number from 1 (big-endian) || UTF-8; pages rise
 *                    4 end: empty; all is said
 *
 * What comes from the reader is not trusted: a hostile file may have taken it over. answer.ts takes it.
 */
import { toNfc } from '../../shared/text.ts';

export const FRAME = { file: 0, facts: 1, thumbnail: 2, text: 3, end: 4 } as const;

export interface PageText {
  readonly page: number;
  readonly text: string;
}

/** Bytes of a frame before its payload. */
export const HEAD = 5;

export function frameHead(type: number, length: number): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt8(type, 0);
  head.writeUInt32BE(length, 1);
  return head;
}

export function frame(type: number, payload: Uint8Array): Buffer {
  return Buffer.concat([frameHead(type, payload.length), payload]);
}

export function textFrame({ page, text }: PageText): Buffer {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(page, 0);
  return frame(FRAME.text, Buffer.concat([number, Buffer.from(text, 'utf8')]));
}

/** What no text of ours may have, in time that grows with its length alone: U+0000, halves of surrogate pairs, more than 30 marks on one letter (UAX 15, stream-safe text). */
export const harmless = (text: string): string => text.replaceAll('\u0000', '').toWellFormed().replaceAll(/(\p{M}{30})\p{M}+/gu, '$1');

/** Fit for a table and an index: harmless, and in NFC. */
export const cleaned = (text: string): string => toNfc(harmless(text));
