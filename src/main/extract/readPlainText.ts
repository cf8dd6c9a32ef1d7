/** Plain texts in the encodings that offices have: UTF-8, UTF-16 with and without a mark, Windows-1251. */
import type { Facts } from '../../shared/contents/facts.ts';
import { noFacts } from '../../shared/contents/noFacts.ts';
import type { Found } from './found.ts';
import { cleaned } from './frames.ts';
import { TEXT_CHARACTERS } from './limits.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';

/** In letters; what is longer is no word. */
const LONGEST_WORD = 60;
/** With more form feeds than this they end no pages. */
const MOST_PAGES = 10_000;

/** How much of a file is looked at to tell its encoding. */
const SAMPLE = 65_536;

/** The encoding of a text; null if the bytes are no text. */
export function encodingOf(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return isTextIn(bytes, 'utf-16le') ? 'utf-16le' : null;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return isTextIn(bytes, 'utf-16be') ? 'utf-16be' : null;
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.includes(0)) {
    const zeros = [0, 0];
    for (const [i, byte] of sample.entries()) if (byte <= 4) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
    const [even = 0, odd = 0] = zeros;
    const guess = odd > even ? 'utf-16le' : 'utf-16be';
    return Math.max(even, odd) > sample.length * 0.35 && isTextIn(bytes, guess) ? guess : null;
  }
  if (isTextIn(bytes, 'utf-8')) return 'utf-8';
  return isTextIn(bytes, 'windows-1251') && hasCyrillicWords(sample) ? 'windows-1251' : null;
}

/** No control characters but those of texts, and nothing that the encoding does not have. */
function isTextIn(bytes: Buffer, encoding: Encoding): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  try {
    return !/[^\P{Cc}\t\n\f\r]/u.test(new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: bytes.length > SAMPLE }));
  } catch {
    return false;
  }
}

/** Any bytes are Windows-1251; a text in it has words of Cyrillic letters. */
function hasCyrillicWords(sample: Buffer): boolean {
  const text = new TextDecoder('windows-1251').decode(sample);
  const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  const inWords = text.match(/\p{Script=Cyrillic}+/gu)?.filter((word) => word.length <= LONGEST_WORD && /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+)$/u.test(word)).join('').length ?? 0;
  return foreign > 0 && inWords >= foreign * 0.8;
}

/** A page ends at a form feed. */
export async function readPlainText(bytes: Buffer, encoding: Encoding, found: Found): Promise<void> {
  const bytesPerCharacter = encoding === 'utf-8' || encoding === 'windows-1251' ? 1 : 2;
  const limit = TEXT_CHARACTERS * bytesPerCharacter;
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, limit), { stream: bytes.length > limit });
  const split = text.split('\f');
  const pages = split.length > MOST_PAGES ? [split.join('\n')] : split;
  let withText = 0;
  let taken = true;
  for (const [i, page] of pages.entries()) {
    const clean = cleaned(page).trim();
    if (clean === '') continue;
    withText += 1;
    taken = found.text({ page: i + 1, text: clean });
    if (!taken) break;
  }
  const facts: Facts = { ...noFacts, kind: 'text', mediaType: `text/plain; charset=${encoding}`, pages: pages.length > 1 ? pages.length : null };
  found.facts({ ...facts, textLookedAt: pages.length, textFound: withText, textCut: !taken || bytes.length > limit });
}
