/** What can be known of a file, as a function of its bytes. Runs in a process of its own: see worker.ts. */
import { noFacts } from '../../shared/contents/noFacts.ts';
import type { Found, Surroundings } from './found.ts';
import { mediaTypeHead, mediaTypeOf } from './mediaType.ts';
import { encodingOf, readPlainText } from './readPlainText.ts';
import { OPEN_DOCUMENT, readOfficeDocument, WORD } from './readOfficeDocument.ts';
import { Unreadable, zipMembers } from './zip.ts';

const PDF = 'application/pdf';
const RICH_TEXT = 'application/rtf';
const PICTURES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/tiff', 'image/webp', 'image/gif', 'image/heic', 'image/heif', 'image/avif']);

/** What each kind costs is loaded only for that kind. */
export async function readContent(bytes: Buffer, found: Found, surroundings: Surroundings): Promise<void> {
  if (bytes.length === 0) {
    found.facts({ ...noFacts, problem: { code: 'empty' } });
    return;
  }
  const mediaType = await exactType(bytes);
  if (mediaType === PDF) {
    const { readPdf } = await import('./readPdf.ts');
    return readPdf(bytes, found, surroundings);
  }
  if (mediaType === WORD || mediaType === OPEN_DOCUMENT) return readOfficeDocument(bytes, mediaType, found);
  if (mediaType === RICH_TEXT) {
    const { readRichText } = await import('./readRichText.ts');
    return readRichText(bytes, found);
  }
  if (PICTURES.has(mediaType)) {
    const { readPicture } = await import('./readPicture.ts');
    return readPicture(bytes, mediaType, found);
  }
  const encoding = mediaType.startsWith('text/plain') || mediaType === 'application/octet-stream' ? encodingOf(bytes) : null;
  if (encoding !== null) return readPlainText(bytes, encoding, found);
  found.facts({ ...noFacts, mediaType, problem: { code: 'formatNotRead', mediaType } });
}

async function exactType(bytes: Buffer): Promise<string> {
  const head = bytes.subarray(0, mediaTypeHead);
  const mediaType = await mediaTypeOf(head);
  if (/^%PDF-/m.test(head.toString('latin1', 0, 1024)) && mediaType !== PDF && !mediaType.startsWith('image/')) return PDF;
  return mediaType === 'application/zip' || mediaType === 'application/octet-stream' ? (officeType(bytes) ?? mediaType) : mediaType;
}

/** An office document whose ZIP does not begin as most do. */
function officeType(bytes: Buffer): string | null {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) return null;
  try {
    const members = zipMembers(bytes);
    if (members.has('word/document.xml') && members.has('[Content_Types].xml')) return WORD;
    return members.has('content.xml') && members.get('mimetype')?.read().toString('latin1').trim() === OPEN_DOCUMENT ? OPEN_DOCUMENT : null;
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) return null;
    throw error;
  }
}
