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
 * What comes from the reader is not trusted: a hostile file may have taken it over.
 */
import { factsSchema, type Facts } from '../../shared/contents/facts.ts';
import { toNfc } from '../../shared/text.ts';
import { ANSWER_BYTES, TEXT_CHARACTERS, THUMBNAIL_BYTES } from './limits.ts';

export const FRAME = { file: 0, facts: 1, thumbnail: 2, text: 3, end: 4 } as const;

export interface PageText {
  readonly page: number;
  readonly text: string;
}

const HEAD = 5;
const FACTS_BYTES = 65_536;

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

/** What a reader has said so far. */
export interface Answer {
  readonly facts: Facts | null;
  readonly thumbnail: Buffer | null;
  readonly text: readonly PageText[];
  /** True if it said that this is all. */
  readonly complete: boolean;
}

export interface AnswerReader {
  /** @returns false as soon as something came that no honest reader sends; then nothing more is taken. */
  take(bytes: Buffer): boolean;
  answer(): Answer;
}

/** Gathers the frames of one reader. */
export function openAnswer(): AnswerReader {
  let parts: Buffer[] = [];
  let held = 0;
  /** Bytes that must be there before the next frame can be looked at. */
  let wanted = HEAD;
  let received = 0;
  let characters = 0;
  let facts: Facts | null = null;
  let thumbnail: Buffer | null = null;
  const text: PageText[] = [];
  let complete = false;

  const takeFrame = (type: number, payload: Buffer): boolean => {
    if (complete) return false;
    switch (type) {
      case FRAME.facts: {
        const read = payload.length <= FACTS_BYTES ? factsOf(payload) : null;
        facts = read ?? facts;
        return read !== null;
      }
      case FRAME.thumbnail:
        if (payload.length > THUMBNAIL_BYTES || !isWebp(payload)) return false;
        thumbnail = Buffer.from(payload);
        return true;
      case FRAME.text: {
        const page = payload.length < 4 ? 0 : payload.readUInt32BE(0);
        if (page <= (text.at(-1)?.page ?? 0)) return false;
        const found = cleaned(payload.toString('utf8', 4));
        characters += found.length;
        if (characters > 2 * TEXT_CHARACTERS) return false;
        text.push({ page, text: found });
        return true;
      }
      case FRAME.end:
        complete = payload.length === 0;
        return complete;
      default:
        return false;
    }
  };

  return {
    take(bytes) {
      received += bytes.length;
      if (received > ANSWER_BYTES) return false;
      parts.push(bytes);
      held += bytes.length;
      if (held < wanted) return true;
      let pending = Buffer.concat(parts);
      wanted = HEAD;
      while (pending.length >= wanted) {
        const end = HEAD + pending.readUInt32BE(1);
        if (end > ANSWER_BYTES) return false;
        wanted = end;
        if (pending.length < end) break;
        if (!takeFrame(pending.readUInt8(0), pending.subarray(HEAD, end))) return false;
        pending = pending.subarray(end);
        wanted = HEAD;
      }
      parts = [pending];
      held = pending.length;
      return true;
    },
    answer: () => ({ facts, thumbnail, text, complete }),
  };
}

function factsOf(payload: Buffer): Facts | null {
  try {
    const read = factsSchema.safeParse(JSON.parse(payload.toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Fit for a table and an index: no U+0000, no halves of surrogate pairs, NFC. */
export const cleaned = (text: string): string => toNfc(text.replaceAll('\u0000', '').toWellFormed());

const isWebp = (bytes: Buffer): boolean => bytes.length > 16 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
