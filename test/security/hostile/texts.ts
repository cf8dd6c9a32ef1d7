/** Office documents, texts and other files: bombs, entities, paths, and names that lie. */
import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { rngOf } from '../../support/rng.ts';
import { OVERRUN, type HostileFile } from './hostileFile.ts';
import { unfoldingRaw } from './unfolding.ts';

const MIB = 1024 * 1024;

interface Member {
  readonly name: string;
  readonly data: Buffer;
  /** Unfolded, as the headers say; by default what it is. */
  readonly claimed?: number;
  readonly flags?: number;
  /** Already deflated. */
  readonly packed?: boolean;
}

/** A ZIP written by hand: members share nothing and are deflated. */
function zip(members: readonly Member[], options: { readonly count?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const { name, data, claimed = data.length, flags = 0, packed = false } of members) {
    const body = packed ? data : deflateRawSync(data);
    const path = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed ? 0 : crc32(data), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(claimed, 18);
    common.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(16);
    place.writeUInt32LE(at, 10 + 2);
    locals.push(Buffer.from('PK\x03\x04'), common, path, body);
    centrals.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, Buffer.concat([Buffer.alloc(10), place.subarray(12)]), path);
    at += 30 + path.length + body.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  const count = Math.min(65_535, options.count ?? members.length);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** An empty member. */
const NOTHING = Buffer.from([0x03, 0x00]);
const TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const document = (body: string, prolog = ''): string => `<?xml version="1.0"?>${prolog}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
const word = (xml: string | Buffer, others: readonly Member[] = [], options: { readonly count?: number } = {}): Buffer =>
  zip([{ name: '[Content_Types].xml', data: Buffer.from(TYPES) }, { name: 'word/document.xml', data: Buffer.from(xml) }, ...others], options);
const openDocument = (xml: string): Buffer => zip([{ name: 'mimetype', data: Buffer.from('application/vnd.oasis.opendocument.text') }, { name: 'content.xml', data: Buffer.from(xml) }]);
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map(([from, to]) => `<!ENTITY ${to ?? ''} "${`&${from ?? ''};`.repeat(10)}">`).join('')}]>`;

export const hostileTexts: readonly HostileFile[] = [
  { name: 'DOCX whose text unfolds to 1 GiB', outcomes: ['damaged'], make: () => zip([{ name: '[Content_Types].xml', data: Buffer.from(TYPES) }, { name: 'word/document.xml', data: unfoldingRaw(1024 * MIB, 0x20), claimed: 1024 * MIB, packed: true }]) },
  { name: 'DOCX that claims a short text and unfolds to 200 MiB', outcomes: ['damaged'], make: () => zip([{ name: '[Content_Types].xml', data: Buffer.from(TYPES) }, { name: 'word/document.xml', data: unfoldingRaw(200 * MIB, 0x41), claimed: 100, packed: true }]) },
  { name: 'DOCX with an external entity', outcomes: ['damaged'], make: () => word(document(paragraph('&x;'), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')) },
  { name: 'DOCX with entities that grow a thousand million times', outcomes: ['damaged'], make: () => word(document(paragraph('&i;'), laughs)) },
  { name: 'DOCX with members whose names climb out of the folder', outcomes: ['known'], make: () => word(document(paragraph('text')), [{ name: '../../../../tmp/climbed', data: Buffer.from('x') }, { name: 'C:\\Windows\\climbed', data: Buffer.from('x') }, { name: '/etc/climbed', data: Buffer.from('x') }]) },
  { name: 'DOCX within DOCX within DOCX, 200 deep', outcomes: ['known'], make: () => { let inner: Buffer = Buffer.from('core'); for (let i = 0; i < 200; i++) inner = word(document(paragraph('text')), [{ name: 'word/embeddings/inner.docx', data: inner }]); return inner; } },
  { name: 'DOCX of 65,535 members', outcomes: ['damaged', 'formatNotRead'], make: () => word(document(paragraph('text')), Array.from({ length: 65_533 }, (_, i) => ({ name: `m${i}`, data: NOTHING, packed: true }))) },
  { name: 'DOCX with 300 headers of 60 MiB each', outcomes: ['damaged', 'known', ...OVERRUN], make: () => { const data = deflateRawSync(Buffer.from(document(paragraph('x'.repeat(60 * MIB))))); return word(document(paragraph('text')), Array.from({ length: 300 }, (_, i) => ({ name: `word/header${i}.xml`, data, packed: true }))); } },
  { name: 'DOCX with an encrypted member', outcomes: ['damaged'], make: () => zip([{ name: '[Content_Types].xml', data: Buffer.from(TYPES) }, { name: 'word/document.xml', data: Buffer.from('secret'), flags: 1 }]) },
  { name: 'DOCX with a million elements in each other', outcomes: ['damaged'], make: () => word(document('<w:sdt>'.repeat(1_000_000))) },
  { name: 'DOCX with 50 MiB of text', outcomes: ['known', ...OVERRUN], make: () => word(document(paragraph('matn '.repeat(1_000)).repeat(10_000))) },
  { name: 'DOCX with an attribute of 50 MiB', outcomes: ['known', 'damaged'], make: () => word(document(`<w:p w:x="${'a'.repeat(50 * MIB)}"/>`)) },
  { name: 'DOCX with ten million quotation marks in no tag', outcomes: ['known', 'damaged', ...OVERRUN], make: () => word(document(`<w:p ${`"'`.repeat(5_000_000)}`)) },
  { name: 'DOCX whose directory counts more than it has', outcomes: ['damaged', 'formatNotRead'], make: () => word(document(paragraph('text')), [], { count: 9_999 }) },
  { name: 'DOCX cut in the middle', outcomes: ['damaged', 'formatNotRead'], make: () => { const bytes = word(document(paragraph('text '.repeat(5_000)))); return bytes.subarray(0, bytes.length / 2); } },
  { name: 'DOCX that fetches its template from the network', outcomes: ['known'], make: () => word(document(paragraph('text')), [{ name: 'word/_rels/settings.xml.rels', data: Buffer.from('<Relationships><Relationship Id="r" Type="attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>') }]) },
  { name: 'ODT with an external entity', outcomes: ['damaged'], make: () => openDocument('<!DOCTYPE x [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><office:text><text:p>&x;</text:p></office:text>') },
  { name: 'ODT with four thousand million spaces', outcomes: ['known'], make: () => openDocument(`<office:text>${'<text:p>a<text:s text:c="4294967295"/>b</text:p>'.repeat(1_000)}</office:text>`) },
  { name: 'RTF with five million braces', outcomes: ['known', 'damaged', ...OVERRUN], make: () => Buffer.from(`{\\rtf1 ${'{'.repeat(5_000_000)}`) },
  { name: 'RTF with an embedded program and a link to the network', outcomes: ['known'], make: () => Buffer.from(`{\\rtf1 text{\\object\\objemb{\\*\\objdata ${'4d5a'.repeat(500_000)}}}{\\field{\\*\\fldinst{INCLUDEPICTURE "http://127.0.0.1:9/x"}}}}`) },
  { name: 'text of one line of 30 MiB', outcomes: ['known', ...OVERRUN], make: () => Buffer.alloc(30 * MIB, 'bitim ') },
  { name: 'text of a million form feeds', outcomes: ['known'], make: () => Buffer.alloc(MIB, 'a\f') },
  { name: 'text with the mark of UTF-16 and an odd number of bytes', outcomes: ['known', 'formatNotRead'], make: () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('matn', 'utf16le'), Buffer.from([0x41])]) },
  { name: 'text with the mark of UTF-8 before bytes that are none', outcomes: ['known', 'formatNotRead'], make: () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.alloc(10_000, 0xc3)]) },
  { name: 'text of halves of surrogate pairs', outcomes: ['known', 'formatNotRead'], make: () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(20_000, Buffer.from([0x00, 0xd8]))]) },
  { name: 'text of a letter with a million marks above it', outcomes: ['known'], make: () => Buffer.from(`a${'\u0301\u0316'.repeat(500_000)}`) },
  { name: 'program with the name of a scan', outcomes: ['formatNotRead'], make: () => Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(100_000)]) },
  { name: 'nothing at all', outcomes: ['empty'], make: () => Buffer.alloc(0) },
  { name: 'one byte', outcomes: ['known', 'formatNotRead'], make: () => Buffer.from([0]) },
  { name: 'five megabytes of noise', outcomes: ['formatNotRead'], make: () => rngOf('noise').bytes(5_000_000) },
  { name: 'ten megabytes of ones', outcomes: ['formatNotRead'], make: () => Buffer.alloc(10_000_000, 0xff) },
  { name: 'gzip of 64 MiB of zeros', outcomes: ['formatNotRead'], make: () => gzipSync(Buffer.alloc(64 * MIB)) },
  { name: 'ZIP that contains itself in its comment', outcomes: ['formatNotRead'], make: () => { const inner = zip([{ name: 'a', data: Buffer.from('a') }]); return Buffer.concat([inner, inner, deflateSync(inner)]); } },
  { name: 'old Word document of noise', outcomes: ['formatNotRead'], make: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), rngOf('cfb').bytes(100_000)]) },
  { name: 'web page that runs a script', outcomes: ['known', 'formatNotRead'], make: () => Buffer.from('<!doctype html><script src="http://127.0.0.1:9/x.js"></script><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">') },
];
