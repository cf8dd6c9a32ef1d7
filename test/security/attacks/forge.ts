/**
 * Makes hostile bundles: takes a good one apart, bends it, and puts it together again with everything right that the attack
 * does not mean to be wrong. The ZIP is written here anew, so that any byte of it can be chosen.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { merkleRoot } from '../../../src/main/changes/merkle.ts';
import { renderHead, type SegmentHead } from '../../../src/main/changes/segmentHead.ts';
import { leafHash, sha256Hex } from '../../../src/main/crypto/hash.ts';
import { sign, type SigningKey } from '../../../src/main/crypto/minisign.ts';
import type { BundleError } from '../../../src/main/exchange/bundleError.ts';
import { tempFolder } from '../../support/temp.ts';
import { attach, attempted, befriend, bundleFor, contentsOf, digestOf, inspected, journalOf, newStation, write, type Station } from '../../main/exchange/testStation.ts';

/** The files of a bundle in their order. */
export type Files = ReadonlyMap<string, Buffer>;

export interface Scene {
  /** Trusted by the victim; where an attack needs a trusted liar, it is this one. */
  readonly sender: Station;
  readonly victim: Station;
  /** A good plain bundle from the sender to the victim. */
  readonly path: string;
  readonly files: Files;
  /** The sender's records in it, and its documents. */
  readonly records: readonly string[];
  readonly documents: readonly string[];
}

/** Two offices that trust each other, and a bundle under way. */
export async function scene(seed: string): Promise<Scene> {
  const sender = await newStation('uz-bu', `${seed} sender`);
  const victim = await newStation('uz-sa', `${seed} victim`);
  await befriend(sender, victim);
  write(victim, { registerNo: 'ours' });
  const records = ['1/26', '2/26', '3/26'].map((registerNo) => write(sender, { registerNo, 'titleForms[a]': { text: `Bitim ${registerNo}`, language: 'uz', script: 'Latn' } }).record);
  const documents = [attach(sender, Buffer.from('%PDF-1.7 one page of a sample')), attach(sender, Buffer.from('%PDF-1.7 another page of it'))].sort();
  const path = await bundleFor(sender, 'uz-sa', { plain: true, full: true });
  return { sender, victim, path, files: unpack(readFileSync(path)), records, documents };
}

/** Looks at the bytes, tries to take them in, and expects the victim to refuse both with one error, unchanged but for a line in the journal, with a sentence. @returns the error. */
export async function refusedBy(victim: Station, hostile: Buffer | Files, name = 'hostile.bitim.zip'): Promise<BundleError> {
  const path = join(tempFolder(), name);
  writeFileSync(path, Buffer.isBuffer(hostile) ? hostile : pack(partsOf(hostile)));
  const before = [contentsOf(victim), digestOf(victim)];
  const lines = journalOf(victim).length;
  const seen = await inspected(victim, path);
  expect(journalOf(victim).length).toBe(lines);
  const answer = await attempted(victim, path);
  if (answer.ok) throw new Error('The bundle was taken in.');
  expect([contentsOf(victim), digestOf(victim)]).toEqual(before);
  if (answer.error.type === 'Cancelled') throw new Error(answer.error.message);
  expect(answer.error.message).toMatch(/^The bundle was refused\. .+\. Nothing was changed\.$/s);
  expect(seen).toEqual(answer);
  expect(journalOf(victim).slice(lines)).toMatchObject([{ state: 'refused', message: answer.error.message }]);
  return answer.error;
}

/** Writes a bundle to a file. */
export function written(hostile: Buffer | Files, name = 'hostile.bitim.zip'): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, Buffer.isBuffer(hostile) ? hostile : pack(partsOf(hostile)));
  return path;
}

/** The files of a good plain bundle, by its local headers. */
export function unpack(bytes: Buffer): Files {
  const files = new Map<string, Buffer>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const size = bytes.readUInt32LE(at + 18);
    const name = bytes.toString('latin1', at + 30, at + 30 + bytes.readUInt16LE(at + 26));
    const start = at + 30 + name.length + bytes.readUInt16LE(at + 28);
    files.set(name, bytes.subarray(start, start + size));
    at = start + size;
  }
  return files;
}

/** What a ZIP header says; left out: what is right. */
export interface Header {
  readonly made?: number;
  readonly needed?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly time?: number;
  readonly date?: number;
  readonly crc?: number;
  readonly packed?: number;
  readonly size?: number;
  readonly name?: string;
  readonly extra?: Buffer;
  readonly comment?: string;
  readonly disk?: number;
  readonly attributes?: number;
  readonly offset?: number;
}

export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
  /** Said in both headers. */
  readonly both?: Header;
  readonly local?: Header;
  readonly central?: Header;
  /** Bytes between this file and the one before. */
  readonly gap?: Buffer;
}

export interface End {
  readonly files?: number;
  readonly comment?: string;
  readonly disk?: number;
}

export const partsOf = (files: Files): readonly Part[] => [...files].map(([name, bytes]) => ({ name, bytes }));

/** A ZIP of these parts, with an end record that fits unless `end` says otherwise. */
export function pack(parts: readonly Part[], end: End = {}): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const put = (bytes: Buffer): void => {
    body.push(bytes);
    at += bytes.length;
  };
  for (const part of parts) {
    if (part.gap !== undefined) put(part.gap);
    directory.push(centralOf(part, at));
    put(localOf(part));
    put(part.bytes);
  }
  const offset = at;
  const central = Buffer.concat(directory);
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(end.disk ?? 0, 4);
  record.writeUInt16LE(end.files ?? parts.length, 8);
  record.writeUInt16LE(end.files ?? parts.length, 10);
  record.writeUInt32LE(central.length, 12);
  record.writeUInt32LE(offset, 16);
  record.writeUInt16LE(end.comment?.length ?? 0, 20);
  return Buffer.concat([...body, central, record, Buffer.from(end.comment ?? '', 'latin1')]);
}

function localOf(part: Part): Buffer {
  const header = { ...part.both, ...part.local };
  const name = Buffer.from(header.name ?? part.name);
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(0x04034b50, 0);
  bytes.writeUInt16LE(header.needed ?? 20, 4);
  writeCommon(bytes, 6, part, header);
  bytes.writeUInt16LE(name.length, 26);
  bytes.writeUInt16LE(header.extra?.length ?? 0, 28);
  return Buffer.concat([bytes, name, header.extra ?? Buffer.alloc(0)]);
}

function centralOf(part: Part, offset: number): Buffer {
  const header = { ...part.both, ...part.central };
  const name = Buffer.from(header.name ?? part.name);
  const comment = Buffer.from(header.comment ?? '');
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(header.made ?? 0x0314, 4);
  bytes.writeUInt16LE(header.needed ?? 20, 6);
  writeCommon(bytes, 8, part, header);
  bytes.writeUInt16LE(name.length, 28);
  bytes.writeUInt16LE(header.extra?.length ?? 0, 30);
  bytes.writeUInt16LE(comment.length, 32);
  bytes.writeUInt16LE(header.disk ?? 0, 34);
  bytes.writeUInt32LE(header.attributes ?? 0x81a40000, 38);
  bytes.writeUInt32LE(header.offset ?? offset, 42);
  return Buffer.concat([bytes, name, header.extra ?? Buffer.alloc(0), comment]);
}

function writeCommon(bytes: Buffer, at: number, part: Part, header: Header): void {
  bytes.writeUInt16LE(header.flags ?? 0x0800, at);
  bytes.writeUInt16LE(header.method ?? 0, at + 2);
  bytes.writeUInt16LE(header.time ?? 0, at + 4);
  bytes.writeUInt16LE(header.date ?? 0x0021, at + 6);
  bytes.writeUInt32LE(header.crc ?? crc32(part.bytes), at + 8);
  bytes.writeUInt32LE(header.packed ?? part.bytes.length, at + 12);
  bytes.writeUInt32LE(header.size ?? part.bytes.length, at + 16);
}

/** A copy with some files replaced (at their place), added (before the last) or taken out (null). */
export function changed(files: Files, changes: Readonly<Record<string, Buffer | string | null>>): Files {
  const all = [...files].flatMap(([name, bytes]): (readonly [string, Buffer])[] => {
    const change = Object.hasOwn(changes, name) ? changes[name] : bytes;
    return change == null ? [] : [[name, Buffer.from(change)]];
  });
  const fresh = Object.entries(changes).flatMap(([name, change]): (readonly [string, Buffer])[] => (files.has(name) || change === null ? [] : [[name, Buffer.from(change)]]));
  return new Map([...all.slice(0, -1), ...fresh, ...all.slice(-1)]);
}

export interface Resealing {
  /** Leave the Payload-Oxum as it is. */
  readonly oxum?: 'as it is';
  /** Changes the text of bag-info.txt. */
  readonly info?: (text: string) => string;
  /** Changes the text of the manifest. */
  readonly manifest?: (text: string) => string;
}

/** Manifest, Payload-Oxum, tag manifest and signature anew: a liar with a trusted key. */
export function resealed(files: Files, key: SigningKey, how: Resealing = {}): Files {
  const payload = [...files].filter(([name]) => name.startsWith('data/'));
  const manifest = payload.map(([name, bytes]) => `${sha256Hex(bytes)}  ${name}\n`).join('');
  const oxum = `Payload-Oxum: ${String(payload.reduce((sum, [, bytes]) => sum + bytes.length, 0))}.${String(payload.length)}`;
  const info = textOf(files, 'bag-info.txt');
  const tagged = changed(files, {
    'bag-info.txt': (how.info ?? same)(how.oxum === undefined ? info.replace(/^Payload-Oxum: .*$/m, oxum) : info),
    'manifest-sha256.txt': (how.manifest ?? same)(manifest),
  });
  const tags = ['bagit.txt', 'bag-info.txt', 'readme.txt', 'manifest-sha256.txt'].map((name) => `${sha256Hex(bytesOf(tagged, name))}  ${name}\n`).join('');
  return changed(tagged, { 'tagmanifest-sha256.txt': tags, 'tagmanifest-sha256.txt.minisig': sign(key, 'tagmanifest-sha256.txt', Buffer.from(tags)) });
}

const same = (text: string): string => text;

export interface SegmentChange {
  /** Which of the bundle's segments; the first, if left out. */
  readonly index?: number;
  readonly lines?: (lines: readonly string[]) => readonly (string | Buffer)[];
  /** What the head says, where it is not computed from the lines. */
  readonly head?: Partial<Readonly<Record<keyof SegmentHead, unknown>>>;
  /** The bytes of the .gz, from the text. */
  readonly gz?: (text: Buffer) => Buffer;
  /** Another name than log, scope and range of the head give. */
  readonly path?: (path: string) => string;
}

/** One segment written anew, with head, signature and text that fit unless said otherwise. The bag is not sealed anew. */
export function withSegment(files: Files, key: SigningKey, change: SegmentChange): Files {
  const heads = [...files.keys()].filter((name) => name.endsWith('.head.json'));
  const old = heads[change.index ?? 0] ?? '';
  const base = old.slice(0, -'.head.json'.length);
  const before = JSON.parse(textOf(files, old)) as SegmentHead;
  const lines = gunzipSync(bytesOf(files, `${base}.jsonl.gz`)).toString('utf8').trimEnd().split('\n');
  const fresh = (change.lines ?? ((all) => all))(lines).map((line) => Buffer.from(line));
  const text = Buffer.concat(fresh.flatMap((line) => [line, Buffer.from('\n')]));
  const head = {
    ...before,
    bytes: text.length,
    clock: fresh.map((line) => /"h":"([0-9a-f]{12}-[0-9a-f]{4})"/.exec(line.toString('utf8'))?.[1] ?? '').sort().at(-1) ?? before.clock,
    root: merkleRoot(fresh.map(leafHash)).toString('hex'),
    sha256: sha256Hex(text),
    to: before.from + fresh.length - 1,
    key: key.keyId,
    ...change.head,
  } as SegmentHead;
  const bytes = renderHead(head);
  const range = `${String(head.from).padStart(10, '0')}-${String(head.to).padStart(10, '0')}`;
  const path = (change.path ?? same)(`data/segments/${head.log}/${head.scope}/${range}`);
  const renamed: Readonly<Record<string, readonly [string, Buffer]>> = {
    [old]: [`${path}.head.json`, bytes],
    [`${old}.minisig`]: [`${path}.head.json.minisig`, Buffer.from(sign(key, `${range}.head.json`, bytes))],
    [`${base}.jsonl.gz`]: [`${path}.jsonl.gz`, (change.gz ?? gzipSync)(text)],
  };
  return new Map([...files].map(([name, contents]) => (Object.hasOwn(renamed, name) ? renamed[name]! : [name, contents] as const)));
}

/** An entry line with some keys set anew, canonical again. */
export const relined = (line: string, changes: Readonly<Record<string, unknown>>): string => canonical({ ...(JSON.parse(line) as object), ...changes });

/** RFC 8785 for what entries hold: sorted keys, no spaces. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`).join(',')}}`;
}

export function bytesOf(files: Files, name: string): Buffer {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`The bundle holds no ${name}`);
  return bytes;
}

export const textOf = (files: Files, name: string): string => bytesOf(files, name).toString('utf8');

/** The bytes with one bit turned. */
export function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
