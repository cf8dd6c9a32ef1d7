/** The engine's side of the pipe: gathers the frames of one reader, and believes none of them. */
import { factsSchema, type Facts } from '../../shared/contents/facts.ts';
import { FRAME, harmless, HEAD, type PageText } from './frames.ts';
import { ANSWER_BYTES, TEXT_CHARACTERS, THUMBNAIL_BYTES } from './limits.ts';

const FACTS_BYTES = 65_536;

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
        const found = harmless(payload.toString('utf8', 4));
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

const isWebp = (bytes: Buffer): boolean => bytes.length > 16 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
