/**
 * Walks XML as office documents contain it, in one pass and without building anything: names, attributes and text. A document type, and with
 * it every entity but the five of XML and those by number, is refused: no office program writes one.
 */
export interface XmlVisitor {
  /** `name` with its prefix; `attributes` as they are written, unparsed. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

/** To the end of a tag; a > within a quoted value is none. */
const TAG_END = /[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>/y;

/** Elements within elements; Word's nested tables stay far below. */
const DEEPEST = 2_000;

/** @throws XmlRefused for a document type, a depth that no document has, or what is no XML at all. What is merely cut ends where it ends. */
export function walkXml(xml: string, visitor: XmlVisitor): void {
  let depth = 0;
  let at = 0;
  for (;;) {
    const tag = xml.indexOf('<', at);
    if (tag < 0) return;
    if (tag > at) visitor.text(decoded(xml.slice(at, tag)));
    if (xml.startsWith('<!--', tag)) at = after(xml, '-->', tag);
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = after(xml, ']]>', tag);
      visitor.text(xml.slice(tag + 9, at - 3));
    } else if (xml.startsWith('<?', tag)) at = after(xml, '?>', tag);
    else if (xml.startsWith('<!', tag)) throw new XmlRefused('a document type');
    else {
      TAG_END.lastIndex = tag;
      if (!TAG_END.test(xml)) return;
      at = TAG_END.lastIndex;
      const end = at - 1;
      const isClosing = xml[tag + 1] === '/';
      const isEmpty = xml[end - 1] === '/';
      const inside = xml.slice(tag + (isClosing ? 2 : 1), isEmpty ? end - 1 : end);
      const space = inside.search(/\s/);
      const name = space < 0 ? inside : inside.slice(0, space);
      if (isClosing) {
        depth -= 1;
        visitor.close(name);
        continue;
      }
      depth += 1;
      if (depth > DEEPEST) throw new XmlRefused('elements too deep in each other');
      visitor.open(name, space < 0 ? '' : inside.slice(space));
      if (isEmpty) {
        depth -= 1;
        visitor.close(name);
      }
    }
  }
}

/** XML in UTF-8, or in UTF-16 with a mark. */
export function xmlText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/** The value of an attribute; null if it is not there. */
export function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found === null ? null : decoded(found[1] ?? found[2] ?? '');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: `'` };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}

function after(xml: string, end: string, from: number): number {
  const found = xml.indexOf(end, from);
  return found < 0 ? xml.length + end.length : found + end.length;
}
