/**
 * A reader of plain bundles, written from docs/format.md alone: shares no code with `src/` and uses Node's standard library only.
 * Strict where the page says "must": throws an Error that says which file and what. Made to be read beside the page.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { crc32, gunzipSync } from 'node:zlib';

export interface Line {
  /** The line without its LF. */
  readonly bytes: Buffer;
  readonly reference: string;
  readonly value: Readonly<Record<string, unknown>> & {
    readonly d: Readonly<Record<string, unknown>>;
    readonly h: string;
    readonly k: string;
    readonly l: string;
    readonly n: number;
    readonly o: Readonly<Record<string, readonly string[]>>;
    readonly r: string;
    readonly s: string;
    readonly t: string;
  };
}

export interface ReadSegment {
  readonly log: string;
  readonly scope: string;
  /** SHA-256 of its head file. */
  readonly hash: string;
  readonly head: Readonly<Record<string, unknown>>;
  readonly lines: readonly Line[];
  /** True: signed by the certificate enclosed for its log. False: no certificate of its log is enclosed. */
  readonly signed: boolean;
}

export interface ReadBundle {
  /** Label -> value. */
  readonly info: ReadonlyMap<string, string>;
  readonly have: { readonly lacks: readonly string[]; readonly streams: Readonly<Record<string, readonly { readonly from: number; readonly head: string; readonly to: number }[]>> };
  readonly certificates: readonly Readonly<Record<string, unknown>>[];
  readonly segments: readonly ReadSegment[];
  /** SHA-256 -> contents. */
  readonly documents: ReadonlyMap<string, Buffer>;
  readonly omitted: readonly Readonly<Record<string, unknown>>[];
}

function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const hex = (bytes: Buffer): string => sha256(bytes).toString('hex');

// Section 6, the ZIP.

interface Stored {
  readonly name: string;
  readonly contents: Buffer;
}

const number = (value: number | bigint, bytes: number): Buffer => {
  const out = Buffer.alloc(bytes);
  for (let i = 0, rest = BigInt(value); i < bytes; i++, rest >>= 8n) out[i] = Number(rest & 0xffn);
  return out;
};
const W = (value: number): Buffer => number(value, 2);
const D = (value: number): Buffer => number(value, 4);
const Q = (value: number): Buffer => number(value, 8);
const B = (text: string): Buffer => Buffer.from(text, 'hex');

/** Every byte of a ZIP with these files, as the page says. */
function renderZip(files: readonly Stored[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, contents } of files) {
    const sum = D(crc32(contents));
    const size = D(contents.length);
    const local = Buffer.concat([B('504b0304'), W(20), W(0x0800), W(0), W(0), W(0x0021), sum, size, size, W(name.length), W(0), Buffer.from(name)]);
    central.push(Buffer.concat([B('504b0102'), W(0x0314), W(20), W(0x0800), W(0), W(0), W(0x0021), sum, size, size, W(name.length), W(0), W(0), W(0), W(0), D(0x81a40000), D(offset), Buffer.from(name)]));
    parts.push(local, contents);
    offset += local.length + contents.length;
  }
  const directory = Buffer.concat(central);
  const many = files.length >= 0xffff;
  const zip64 = Buffer.concat([
    B('504b0606'), Q(44), W(0x032d), W(45), D(0), D(0), Q(files.length), Q(files.length), Q(directory.length), Q(offset),
    B('504b0607'), D(0), Q(offset + directory.length), D(1),
  ]);
  const end = many
    ? Buffer.concat([zip64, B('504b0506'), W(0), W(0), W(0xffff), W(0xffff), D(0xffffffff), D(0xffffffff), W(0)])
    : Buffer.concat([B('504b0506'), W(0), W(0), W(files.length), W(files.length), D(directory.length), D(offset), W(0)]);
  return Buffer.concat([...parts, directory, end]);
}

const NAME = /^(?!.*(?:^|\/)(?:\.{1,2}|con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:\/|$))(?:[a-z0-9._-]*[a-z0-9_-](?:\/|$))+(?<!\/)$/;

/** Walks the local headers from the first byte, then renders all of it again. Below 4 GiB. */
function unzip(bytes: Buffer): readonly Stored[] {
  const files: Stored[] = [];
  let at = 0;
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    const size = bytes.readUInt32LE(at + 18);
    const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
    const name = bytes.toString('latin1', at + 30, nameEnd);
    must(NAME.test(name), `name ${JSON.stringify(name)}`);
    files.push({ name, contents: bytes.subarray(nameEnd, nameEnd + size) });
    at = nameEnd + size;
  }
  must(new Set(files.map((file) => file.name)).size === files.length, 'a name occurs twice');
  must(renderZip(files).equals(bytes), 'the ZIP is not what its files determine');
  return files;
}

// Section 1, canonical JSON (RFC 8785) of what the page allows.

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join(',')}}`;
  }
  if (typeof value === 'number') must(Number.isSafeInteger(value), 'a number is not an integer');
  return JSON.stringify(value);
}

function canonicalLine(bytes: Buffer, name: string): Record<string, unknown> {
  const text = bytes.toString('utf8');
  must(Buffer.from(text).equals(bytes) && text.normalize('NFC') === text, `${name} is not UTF-8 in form C`);
  const value = JSON.parse(text) as Record<string, unknown>;
  must(`${canonical(value)}\n` === text, `${name} is not canonical JSON with LF`);
  return value;
}

const hasKeys = (value: object, keys: string): boolean => Object.keys(value).sort().join(' ') === keys;

// Section 5.

interface Key {
  readonly id: Buffer;
  readonly raw: Buffer;
  /** As it is written in heads: reversed, upper-case hex. */
  readonly text: string;
}

function decodeKey(text: string): Key {
  const bytes = Buffer.from(text, 'base64');
  must(bytes.length === 42 && bytes.toString('latin1', 0, 2) === 'Ed' && bytes.toString('base64') === text, 'not a minisign key');
  const id = bytes.subarray(2, 10);
  const raw = bytes.subarray(10);
  must(sha256(raw).subarray(0, 8).equals(id), 'a key id that is not that of its key');
  return { id, raw, text: Buffer.from(id).reverse().toString('hex').toUpperCase() };
}

function checkSignature(name: string, signed: Buffer, signature: Buffer, key: Key): void {
  const [first = '', second = '', third = '', fourth = '', ...rest] = signature.toString('latin1').split('\n');
  const body = Buffer.from(second, 'base64');
  const global = Buffer.from(fourth, 'base64');
  must(first === 'untrusted comment: bitim' && rest.length === 1 && rest[0] === '', `the signature of ${name} is not four lines`);
  must(body.length === 74 && body.toString('base64') === second && global.length === 64 && global.toString('base64') === fourth, `the signature of ${name} is not base64`);
  must(third === `trusted comment: ${name}`, `the signature of ${name} names another file`);
  must(body.toString('latin1', 0, 2) === 'ED' && body.subarray(2, 10).equals(key.id), `the signature of ${name} is by another key`);
  const publicKey = createPublicKey({ key: Buffer.concat([B('302a300506032b6570032100'), key.raw]), format: 'der', type: 'spki' });
  must(verify(null, createHash('blake2b512').update(signed).digest(), publicKey, body.subarray(10)), `${name} is not what was signed`);
  must(verify(null, Buffer.concat([body.subarray(10), Buffer.from(name)]), publicKey, global), `the comment of ${name} is not what was signed`);
}

// Section 6, the bag.

const INFO = ['Source-Organization', 'External-Identifier', 'Bagging-Date', 'Payload-Oxum', 'Bitim-Format', 'Bitim-Station', 'Bitim-Log', 'Bitim-Key', 'Bitim-To', 'Bitim-Sequence', 'Bitim-Created', 'Bitim-Kind', 'Bitim-Part'];
const CERTIFICATE = 'ageRecipient country format from log name numberLetters office reason region signKey station';
const HEAD = 'bytes clock format from key log office prev root scope sha256 suite to';

/** Reads a plain (not sealed) bundle, all of it. Throws at the first "must" that is broken. */
export function readBundle(zip: Buffer): ReadBundle {
  const files = unzip(zip);
  let next = 0;
  const take = (name: string): Buffer => {
    const file = files[next++];
    must(file?.name === name, `expected ${name}, found ${file?.name ?? 'the end'}`);
    return file.contents;
  };
  const ahead = (start: string): string | null => {
    const name = files[next]?.name ?? '';
    return name.startsWith(start) ? name : null;
  };

  const bagit = take('bagit.txt');
  const infoFile = take('bag-info.txt');
  const readme = take('readme.txt');
  const manifest = take('manifest-sha256.txt');
  const tagManifest = take('tagmanifest-sha256.txt');
  const tagSignature = take('tagmanifest-sha256.txt.minisig');
  must(bagit.toString() === 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'bagit.txt');
  must(tagManifest.toString() === `${hex(bagit)}  bagit.txt\n${hex(infoFile)}  bag-info.txt\n${hex(readme)}  readme.txt\n${hex(manifest)}  manifest-sha256.txt\n`, 'tagmanifest-sha256.txt');
  const payload = files.slice(next);
  must(manifest.toString() === payload.map((file) => `${hex(file.contents)}  ${file.name}\n`).join(''), 'manifest-sha256.txt');
  const info = readInfo(infoFile, payload);

  const have = canonicalLine(take('data/have.json'), 'data/have.json');
  must(have.format === 'bitim-have/1' && hasKeys(have, 'format lacks streams'), 'data/have.json');
  const certificates = new Map<string, { readonly value: Record<string, unknown>; readonly key: Key }>();
  for (let name = ahead('data/trust/stations/'); name !== null; name = ahead('data/trust/stations/')) {
    const line = take(name);
    const value = canonicalLine(line, name);
    const log = String(value.log);
    must(hasKeys(value, CERTIFICATE) && value.format === 'bitim-certificate/1' && name === `data/trust/stations/${log}.json` && log.startsWith(`${String(value.office)}.`), name);
    const key = decodeKey(String(value.signKey));
    checkSignature(`${log}.json`, line, take(`${name}.minisig`), key);
    if (ahead(`${name}.prior.minisig`) !== null) take(`${name}.prior.minisig`);
    certificates.set(log, { value, key });
  }
  const sender = certificates.get(info.get('Bitim-Log') ?? '');
  must(sender !== undefined && sender.key.text === info.get('Bitim-Key') && sender.value.station === info.get('Bitim-Station') && sender.value.office === info.get('Source-Organization'), 'the sender encloses its certificate');
  checkSignature('tagmanifest-sha256.txt', tagManifest, tagSignature, sender.key);

  const segments: ReadSegment[] = [];
  for (let name = ahead('data/segments/'); name !== null; name = ahead('data/segments/')) {
    segments.push(readSegment(name, take, segments.at(-1), (log) => certificates.get(log)?.key ?? null));
  }
  const documents = new Map<string, Buffer>();
  for (let name = ahead('data/documents/'); name !== null; name = ahead('data/documents/')) {
    const contents = take(name);
    const sum = hex(contents);
    must(name === `data/documents/${sum.slice(0, 2)}/${sum}` && sum > ([...documents.keys()].at(-1) ?? ''), name);
    documents.set(sum, contents);
  }
  const omitted = linesOf(take('data/documents-omitted.jsonl')).map((line) => canonicalLine(Buffer.concat([line, Buffer.from('\n')]), 'data/documents-omitted.jsonl'));
  const sums = omitted.map((each) => (typeof each.sha256 === 'string' && hasKeys(each, 'bytes mediaType name sha256') ? each.sha256 : ''));
  must(sums.every((sum, i) => sum > (sums[i - 1] ?? '') && !documents.has(sum)), 'data/documents-omitted.jsonl');
  must(next === files.length, 'something stands behind data/documents-omitted.jsonl');
  return { info, have: have as unknown as ReadBundle['have'], certificates: [...certificates.values()].map(({ value }) => value), segments, documents, omitted };
}

function readInfo(bytes: Buffer, payload: readonly Stored[]): ReadonlyMap<string, string> {
  const lines = linesOf(bytes).map((line) => line.toString());
  const info = new Map(lines.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
  must([...info.keys()].join() === INFO.join() && lines.length === INFO.length, 'bag-info.txt has other labels');
  must(info.get('Payload-Oxum') === `${String(payload.reduce((sum, file) => sum + file.contents.length, 0))}.${String(payload.length)}`, 'Payload-Oxum');
  must(info.get('Bitim-Format') === 'bitim-bundle/1' && (info.get('Bitim-Created') ?? '').startsWith(`${info.get('Bagging-Date') ?? ''}T`), 'bag-info.txt');
  return info;
}

// Section 4.

function readSegment(name: string, take: (name: string) => Buffer, before: ReadSegment | undefined, keyOf: (log: string) => Key | null): ReadSegment {
  const headFile = take(name);
  const head = canonicalLine(headFile, name);
  must(hasKeys(head, HEAD) && head.format === 'bitim-segment/1' && head.suite === 'ed25519-blake2b512' && head.scope !== 'local', name);
  const { log, scope, from, to } = head as { log: string; scope: string; from: number; to: number };
  const hash = hex(headFile);
  const range = `${String(from).padStart(10, '0')}-${String(to).padStart(10, '0')}`;
  const place = (of: Readonly<Record<string, unknown>>): string => [of.log, of.scope, String(of.from).padStart(10, '0'), String(of.to).padStart(10, '0')].join('\u0000');
  const again = before !== undefined && place(before.head) === place(head);
  must(before === undefined || place(before.head) < place(head) || (again && before.hash < hash), `${name} is out of order`);
  const stem = `data/segments/${log}/${scope}/${range}${again ? `-${hash.slice(0, 8)}` : ''}`;
  must(name === `${stem}.head.json`, `${name} lies in the wrong place`);
  const signature = take(`${name}.minisig`);
  const key = keyOf(log);
  if (key !== null) {
    must(head.key === key.text, `${name} names another key`);
    checkSignature(`${range}.head.json`, headFile, signature, key);
  }
  const text = gunzipSync(take(`${stem}.jsonl.gz`), { maxOutputLength: Number(head.bytes) });
  must(text.length === head.bytes && hex(text) === head.sha256, `${stem}.jsonl.gz is not the text of its head`);
  const lines = linesOf(text).map((bytes, i) => readLine(bytes, `${stem}, line ${String(i + 1)}`));
  must(lines.length === to - from + 1 && lines.length <= 10_000 && log.startsWith(`${String(head.office)}.`) && (head.prev === null) === (from === 1), stem);
  must(lines.every(({ value }, i) => value.l === log && value.s === scope && value.n === from + i), `${stem}: numbers, log or scope`);
  must(lines.map(({ value }) => value.h).sort().at(-1) === head.clock, `${stem}: clock`);
  must(treeHash(lines.map(({ bytes }) => bytes)).toString('hex') === head.root, `${stem}: root`);
  return { log, scope, hash, head, lines, signed: key !== null };
}

/** RFC 6962, section 2.1, as it is written there. */
function treeHash(lines: readonly Buffer[]): Buffer {
  if (lines.length === 1) return sha256(Buffer.concat([Buffer.from([0]), lines[0] as Buffer]));
  let k = 1;
  while (k * 2 < lines.length) k *= 2;
  return sha256(Buffer.concat([Buffer.from([1]), treeHash(lines.slice(0, k)), treeHash(lines.slice(k))]));
}

const ENTRY = ['a', 'd', 'g', 'h', 'k', 'l', 'n', 'o', 'r', 's', 't', 'u', 'v', 'z'];

/** Section 2. */
function readLine(bytes: Buffer, where: string): Line {
  must(bytes.length < 1_048_576, `${where} is too long`);
  const value = canonicalLine(Buffer.concat([bytes, Buffer.from('\n')]), where) as unknown as Line['value'];
  must(ENTRY.every((key) => key in value), `${where} lacks a key`);
  for (const paths of Object.values(value.o)) must(paths.every((path, i) => path in value.d && (i === 0 || (paths[i - 1] as string) < path)), `${where}: o`);
  return { bytes, value, reference: sha256(Buffer.concat([Buffer.from([0]), bytes])).toString('base64url').slice(0, 22) };
}

function linesOf(text: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, start)) {
    lines.push(text.subarray(start, end));
    start = end + 1;
  }
  must(start === text.length, 'a text does not end in LF');
  return lines;
}

// Section 3.

/** `scope TAB record TAB path` -> references of the heads, sorted. */
export function headsOf(lines: readonly Line[]): ReadonlyMap<string, readonly string[]> {
  const puts = new Map(lines.filter(({ value }) => value.t === 'put').map((line) => [line.reference, line]));
  const replaced = new Set<string>();
  for (const { value } of puts.values()) {
    for (const [reference, paths] of Object.entries(value.o)) for (const path of paths) replaced.add([value.s, value.r, path, reference].join('\t'));
  }
  const heads = new Map<string, string[]>();
  for (const { value, reference } of puts.values()) {
    for (const path of Object.keys(value.d)) {
      const place = [value.s, value.r, path].join('\t');
      if (!replaced.has(`${place}\t${reference}`)) heads.set(place, [...(heads.get(place) ?? []), reference].sort());
    }
  }
  return heads;
}

/** The digest over every scope but `local`. */
export function digestOf(lines: readonly Line[]): string {
  const hash = createHash('sha256');
  const listed = [...headsOf(lines.filter(({ value }) => value.s !== 'local'))].map(([place, references]) => Buffer.from(`${place}\t${references.join(',')}\n`));
  for (const line of listed.sort((a, b) => a.compare(b))) hash.update(line);
  return hash.digest('hex');
}
