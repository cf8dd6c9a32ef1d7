/** The texts that cells of a workbook share. Kept as bytes outside the heap: a large workbook has a million of them. */
import { openMarkup, MarkupError, type Markup } from './markup.ts';
import { plainText } from './cells.ts';

export interface SharedStrings {
  /** Null where there is no such text. */
  readonly at: (index: number) => string | null;
}

export interface SharedStringsReader extends Markup {
  readonly strings: () => SharedStrings;
}

const BLOCK = 1024 * 1024;
/** Bytes of all shared texts. */
export const MAX_SHARED = 256 * 1024 * 1024;
const MAX_COUNT = 10_000_000;

/** Takes the XML of `sharedStrings.xml`. */
export function openSharedStrings(): SharedStringsReader {
  const store = openStore();
  let text: string[] | null = null;
  let taking = false;
  let phonetic = 0;
  const markup = openMarkup({
    open: (name) => {
      if (name === 'si') text = [];
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't') taking = phonetic === 0;
    },
    close: (name) => {
      if (name === 't') taking = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si' && text !== null) {
        store.add(plainText(text.join('')));
        text = null;
      }
    },
    text: (more) => {
      if (taking && text !== null) text.push(more);
    },
  });
  return { ...markup, strings: () => store };
}

export const noSharedStrings: SharedStrings = { at: () => null };

function openStore(): SharedStrings & { readonly add: (text: string) => void } {
  const blocks: Buffer[] = [];
  let used = BLOCK;
  let total = 0;
  let count = 0;
  let places = new Float64Array(1024);
  let lengths = new Uint32Array(1024);

  const add = (text: string): void => {
    const length = Buffer.byteLength(text);
    total += length;
    if (total > MAX_SHARED) throw new MarkupError(`its texts have more than ${String(MAX_SHARED / 1024 / 1024)} MiB`);
    if (count >= MAX_COUNT) throw new MarkupError(`it has more than ${String(MAX_COUNT)} texts`);
    let block = blocks.at(-1);
    if (block === undefined || used + length > block.length) {
      block = Buffer.allocUnsafeSlow(Math.max(BLOCK, length));
      blocks.push(block);
      used = 0;
    }
    if (count === places.length) {
      places = grown(places, new Float64Array(count * 2));
      lengths = grown(lengths, new Uint32Array(count * 2));
    }
    block.write(text, used);
    places[count] = (blocks.length - 1) * 2 ** 32 + used;
    lengths[count] = length;
    used += length;
    count += 1;
  };

  const at: SharedStrings['at'] = (index) => {
    if (!Number.isInteger(index) || index < 0 || index >= count) return null;
    const place = places[index] ?? 0;
    const start = place % 2 ** 32;
    return blocks[Math.floor(place / 2 ** 32)]?.toString('utf8', start, start + (lengths[index] ?? 0)) ?? null;
  };

  return { add, at };
}

function grown<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
