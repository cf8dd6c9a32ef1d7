/**
 * The XML of a spreadsheet, piece by piece as it is inflated. Only what such files hold: elements, attributes, text, CDATA, comments, processing
 * instructions. A document type is refused, so there are no entities but the five of XML and numbers. Every piece is bounded.
 */
import { MAX_ROW } from '../table.ts';

export interface MarkupHandler {
  /** Name without its prefix; attributes on demand. */
  readonly open: (name: string, attribute: (name: string) => string | null) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

export interface Markup {
  /** @throws MarkupError where it is no XML of this sort. */
  readonly write: (text: string) => void;
  readonly end: () => void;
}

/** The end of a sentence. */
export class MarkupError extends Error {}

/** Characters of one tag or one text; escapes may make a text six times as long. */
const MAX_PIECE = 8 * MAX_ROW;
const MAX_DEPTH = 64;

export function openMarkup(handler: MarkupHandler): Markup {
  let rest = '';
  const open: string[] = [];

  const closed = (raw: string): void => {
    const name = raw.trimEnd();
    if (open.pop() !== name) throw new MarkupError(`its XML is damaged: </${name.slice(0, 40)}> closes nothing`);
    handler.close(withoutPrefix(name));
  };

  const opened = (raw: string): void => {
    const empty = raw.endsWith('/');
    const tag = empty ? raw.slice(0, -1) : raw;
    const end = tag.search(/\s/);
    const name = end < 0 ? tag : tag.slice(0, end);
    if (open.length >= MAX_DEPTH) throw new MarkupError(`its XML is nested more than ${String(MAX_DEPTH)} deep`);
    handler.open(withoutPrefix(name), (wanted) => (end < 0 ? null : attributeOf(tag, end, wanted)));
    if (empty) handler.close(withoutPrefix(name));
    else open.push(name);
  };

  /** @returns where the piece that begins at `<` ends, or -1 if it is not all there yet. */
  const piece = (text: string, at: number): number => {
    if (text.startsWith('<?', at)) return after(text, '?>', at);
    if (text.startsWith('<!--', at)) return after(text, '-->', at);
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end >= 0) handler.text(text.slice(at + 9, end));
      return end < 0 ? -1 : end + 3;
    }
    if (text.startsWith('<!', at)) {
      if (text.length < at + 9) return -1;
      throw new MarkupError('its XML has a document type, which a spreadsheet never has');
    }
    const end = endOfTag(text, at + 1);
    if (end < 0) return -1;
    if (text[at + 1] === '/') closed(text.slice(at + 2, end));
    else opened(text.slice(at + 1, end));
    return end + 1;
  };

  const write: Markup['write'] = (more) => {
    const text = rest === '' ? more : rest + more;
    let at = 0;
    for (;;) {
      const next = text.indexOf('<', at);
      if (next < 0) break;
      if (next > at) handler.text(unescaped(text.slice(at, next)));
      at = next;
      const end = piece(text, next);
      if (end < 0) break;
      at = end;
    }
    rest = text.slice(at);
    if (rest.length > MAX_PIECE) throw new MarkupError(`a cell or a tag has more than ${String(MAX_PIECE)} characters`);
  };

  const end: Markup['end'] = () => {
    if (open.length > 0 || rest.trim() !== '') throw new MarkupError('its XML ends in the middle');
  };

  return { write, end };
}

function after(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? -1 : at + what.length;
}

/** The `>` that ends a tag; one within a quoted value does not. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  const quick = text.indexOf('>', from);
  if (quick < 0) return -1;
  for (let i = from; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return i;
  }
  return -1;
}

function attributeOf(tag: string, from: number, wanted: string): string | null {
  for (let at = tag.indexOf(wanted, from); at >= 0; at = tag.indexOf(wanted, at + 1)) {
    const before = tag.charCodeAt(at - 1);
    if (before !== 32 && before !== 10 && before !== 9 && before !== 13) continue;
    let i = at + wanted.length;
    while (/\s/.test(tag[i] ?? '')) i += 1;
    if (tag[i] !== '=') continue;
    i += 1;
    while (/\s/.test(tag[i] ?? '')) i += 1;
    const quote = tag[i];
    const end = quote === '"' || quote === "'" ? tag.indexOf(quote, i + 1) : -1;
    if (end < 0) throw new MarkupError('its XML is damaged: an attribute has no value');
    return unescaped(tag.slice(i + 1, end));
  }
  return null;
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,12});?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw new MarkupError('its XML is damaged: & begins no character');
    const numbered = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    if (numbered === null) {
      const known = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
      if (known === undefined) throw new MarkupError(`its XML names the entity ${name}, which nobody defines`);
      return known;
    }
    const point = numbered[1] === undefined ? Number(numbered[2]) : Number.parseInt(numbered[1], 16);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw new MarkupError('its XML names a character that does not exist');
    return String.fromCodePoint(point);
  });
}
