/** Word's DOCX and OpenDocument texts: the text by pages as the program that saved them counted, and the number of pages. They are not drawn. */
import type { Facts } from '../../shared/contents/facts.ts';
import { noFacts } from '../../shared/contents/noFacts.ts';
import type { Found } from './found.ts';
import { cleaned } from './frames.ts';
import { attribute, walkXml, XmlRefused, xmlText, type XmlVisitor } from './xml.ts';
import { Unreadable, zipMembers, type ZipMember } from './zip.ts';

export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.text';

type Members = ReadonlyMap<string, ZipMember>;

export async function readOfficeDocument(bytes: Buffer, mediaType: string, found: Found): Promise<void> {
  const base: Facts = { ...noFacts, kind: mediaType === WORD ? 'word' : 'openDocument', mediaType };
  found.facts(base);
  try {
    const members = zipMembers(bytes);
    const pages = pageCount(members);
    const texts = mediaType === WORD ? wordPages(members) : openDocumentPages(members);
    tell(texts, { ...base, pages }, found);
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof XmlRefused || error instanceof RangeError)) throw error;
    found.facts({ ...base, problem: { code: 'damaged' } });
  }
}

function tell(texts: readonly string[], facts: Facts, found: Found): void {
  let withText = 0;
  let taken = true;
  for (const [i, raw] of texts.entries()) {
    const text = cleaned(raw).replaceAll(/[^\S\n]+\n/g, '\n').trim();
    if (text === '') continue;
    withText += 1;
    taken = found.text({ page: i + 1, text });
    if (!taken) break;
  }
  found.facts({ ...facts, textLookedAt: texts.length, textFound: withText, textCut: !taken });
}

/** As the program that saved it counted; null if it did not say. */
function pageCount(members: Members): number | null {
  const app = members.get('docProps/app.xml');
  const meta = members.get('meta.xml');
  const stated = app !== undefined ? /<Pages>(\d{1,6})<\/Pages>/.exec(xmlText(app.read()))?.[1] : meta !== undefined ? /meta:page-count="(\d{1,6})"/.exec(xmlText(meta.read()))?.[1] : undefined;
  const pages = Number(stated ?? 0);
  return pages > 0 ? pages : null;
}

/** The body by pages; after it headers, footers, notes and comments, which stand on no page of their own. */
function wordPages(members: Members): readonly string[] {
  const body = members.get('word/document.xml');
  if (body === undefined) throw new Unreadable('no body');
  const pages = pagesOf(xmlText(body.read()), WORD_WORDS);
  const beside = [...members.keys()].filter((name) => /^word\/(header|footer)\d{0,3}\.xml$|^word\/(footnotes|endnotes|comments)\.xml$/.test(name)).sort();
  const texts = beside.flatMap((name) => pagesOf(xmlText(members.get(name)?.read() ?? Buffer.alloc(0)), WORD_WORDS)).filter((text) => text.trim() !== '');
  return withRest(pages, texts);
}

function openDocumentPages(members: Members): readonly string[] {
  const body = members.get('content.xml');
  if (body === undefined) throw new Unreadable('no body');
  const styles = members.get('styles.xml');
  const beside = styles === undefined ? [] : pagesOf(xmlText(styles.read()), OPEN_WORDS).filter((text) => text.trim() !== '');
  return withRest(pagesOf(xmlText(body.read()), OPEN_WORDS), beside);
}

const withRest = (pages: readonly string[], rest: readonly string[]): readonly string[] =>
  rest.length === 0 ? pages : [...pages.slice(0, -1), [pages.at(-1) ?? '', ...rest].join('\n')];

/** How a format marks what matters to the text. */
interface Words {
  /** Text counts only inside these. */
  readonly carriers: ReadonlySet<string>;
  /** What is inside is left out. */
  readonly omitted: ReadonlySet<string>;
  readonly paragraphs: ReadonlySet<string>;
  /** What an element stands for: a character, or a new page. */
  readonly sign: (name: string, attributes: string) => string | null;
}

const PAGE = '\f';

const WORD_WORDS: Words = {
  carriers: new Set(['w:t']),
  omitted: new Set(['mc:Fallback', 'w:del']),
  paragraphs: new Set(['w:p']),
  sign: (name, attributes) => {
    switch (name) {
      case 'w:tab':
      case 'w:ptab':
        return '\t';
      case 'w:br':
        return attribute(attributes, 'w:type') === 'page' ? PAGE : '\n';
      case 'w:cr':
        return '\n';
      case 'w:lastRenderedPageBreak':
        return PAGE;
      case 'w:noBreakHyphen':
        return '-';
      default:
        return null;
    }
  },
};

const OPEN_WORDS: Words = {
  carriers: new Set(['text:p', 'text:h']),
  omitted: new Set(['text:tracked-changes', 'office:binary-data']),
  paragraphs: new Set(['text:p', 'text:h']),
  sign: (name, attributes) => {
    switch (name) {
      case 'text:s':
        return ' '.repeat(Math.min(100, Number(attribute(attributes, 'text:c') ?? '1') || 1));
      case 'text:tab':
        return '\t';
      case 'text:line-break':
        return '\n';
      case 'text:soft-page-break':
        return PAGE;
      default:
        return null;
    }
  },
};

/** A page break that Word rendered right after one that a person set is the same one. */
function pagesOf(xml: string, words: Words): readonly string[] {
  const pages: string[][] = [[]];
  let carried = 0;
  let omitted = 0;
  const put = (text: string): void => void pages.at(-1)?.push(text);
  const visitor: XmlVisitor = {
    open(name, attributes) {
      if (words.omitted.has(name)) omitted += 1;
      if (words.carriers.has(name)) carried += 1;
      const sign = omitted > 0 ? null : words.sign(name, attributes);
      if (sign !== PAGE) put(sign ?? '');
      else if (pages.at(-1)?.some((part) => part.trim() !== '') === true) pages.push([]);
    },
    close(name) {
      if (words.omitted.has(name)) omitted -= 1;
      if (words.carriers.has(name)) carried -= 1;
      if (words.paragraphs.has(name) && omitted <= 0) put('\n');
    },
    text(text) {
      if (carried > 0 && omitted <= 0) put(text);
    },
  };
  walkXml(xml, visitor);
  return pages.map((parts) => parts.join(''));
}
