/** RTF: its text, and the number of pages as the program that saved it counted. Pictures and embedded objects are passed over. */
import type { Facts } from '../../shared/contents/facts.ts';
import { noFacts } from '../../shared/contents/noFacts.ts';
import type { Found } from './found.ts';
import { cleaned } from './frames.ts';
import { TEXT_CHARACTERS } from './limits.ts';

/** Groups that hold no text of the document. */
const OMITTED: ReadonlySet<string> = new Set(['fonttbl', 'colortbl', 'stylesheet', 'info', 'pict', 'object', 'objdata', 'themedata', 'datastore', 'listtable', 'listoverridetable', 'fldinst', 'generator', 'xmlnstbl', 'rsidtbl', 'latentstyles']);
const SIGNS: Readonly<Record<string, string>> = {
  par: '\n', line: '\n', row: '\n', cell: '\t', tab: '\t', page: '\f', sect: '\n', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•',
};
const DEEPEST = 10_000;

/** One control word or symbol, a brace, an escaped byte, or text up to the next of these. */
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([^\\{}]+)|\\/giy;

interface Group {
  readonly omitted: boolean;
  /** How many characters after \uN stand for it in older programs. */
  readonly fallback: number;
}

export async function readRichText(bytes: Buffer, found: Found): Promise<void> {
  const rtf = bytes.toString('latin1');
  const pages = textOfRichText(rtf).split('\f');
  let withText = 0;
  let taken = true;
  for (const [i, page] of pages.entries()) {
    const text = cleaned(page).trim();
    if (text === '' || !taken) continue;
    withText += 1;
    taken = found.text({ page: i + 1, text });
  }
  const stated = Number(/\\nofpages(\d{1,6})/.exec(rtf)?.[1] ?? 0);
  const facts: Facts = { ...noFacts, kind: 'richText', mediaType: 'application/rtf', pages: stated > 0 ? stated : null };
  found.facts({ ...facts, textLookedAt: pages.length, textFound: withText, textCut: !taken });
}

/** The text of an RTF file whose bytes stand for one character each; a form feed between its pages. */
export function textOfRichText(rtf: string): string {
  const bytesOf = decoderFor(Number(/\\ansicpg(\d{3,5})/.exec(rtf)?.[1] ?? 1252));
  const out: string[] = [];
  let length = 0;
  const saved: Group[] = [];
  let group: Group = { omitted: false, fallback: 1 };
  let passOver = 0;
  let escaped: number[] = [];
  const put = (text: string): void => {
    if (group.omitted) return;
    out.push(text);
    length += text.length;
  };
  const flush = (): void => {
    if (escaped.length > 0) put(bytesOf(Buffer.from(escaped)));
    escaped = [];
  };
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(rtf); token !== null && length <= TEXT_CHARACTERS; token = TOKEN.exec(rtf)) {
    const [, word, number, hex, symbol, brace, plain] = token;
    if (hex !== undefined) {
      if (passOver > 0) passOver -= 1;
      else escaped.push(Number.parseInt(hex, 16));
      continue;
    }
    flush();
    if (brace === '{') {
      if (saved.length >= DEEPEST) break;
      saved.push(group);
    } else if (brace === '}') group = saved.pop() ?? group;
    else if (symbol === '*') group = { ...group, omitted: true };
    else if (symbol !== undefined) put(symbol === '~' ? '\u00a0' : symbol === '_' ? '-' : '{}\\'.includes(symbol) ? symbol : '');
    else if (plain !== undefined) {
      const text = plain.replaceAll(/[\r\n]/g, '');
      put(text.slice(passOver));
      passOver = Math.max(0, passOver - text.length);
    } else if (word === 'u' && number !== undefined) {
      put(String.fromCharCode(Number(number) & 0xffff));
      passOver = group.fallback;
    } else if (word === 'uc') group = { ...group, fallback: Math.min(8, Math.max(0, Number(number ?? 1))) };
    else if (word !== undefined) {
      if (OMITTED.has(word)) group = { ...group, omitted: true };
      put(Object.hasOwn(SIGNS, word) ? (SIGNS[word] ?? '') : '');
    }
  }
  flush();
  return out.join('');
}

function decoderFor(codePage: number): (bytes: Buffer) => string {
  const name = codePage >= 1250 && codePage <= 1258 ? `windows-${String(codePage)}` : codePage === 866 ? 'ibm866' : 'windows-1252';
  const decoder = new TextDecoder(name);
  return (bytes) => decoder.decode(bytes);
}
