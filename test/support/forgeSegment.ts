/** Puts segments and certificates of a dishonest station's making into a genuine plain bundle. See test/security/attacks/forge.ts for the rest. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { v7 } from 'uuid';
import { merkleRoot } from '../../src/main/changes/merkle.ts';
import { headHash, renderHead, type SegmentHead } from '../../src/main/changes/segmentHead.ts';
import { generateAgeKey } from '../../src/main/crypto/age.ts';
import { leafHash, sha256Hex } from '../../src/main/crypto/hash.ts';
import { generateSigningKey, sign, type SigningKey } from '../../src/main/crypto/minisign.ts';
import { issueCertificate, type Certificate, type SignedCertificate } from '../../src/main/exchange/certificate.ts';
import { headFileName, segmentFileNames, segmentPath } from '../../src/main/exchange/layout.ts';
import { canonical, pack, partsOf, resealed, unpack, type Files } from '../security/attacks/forge.ts';
import { fileWith } from './exchange.ts';
import { START_MS } from './log.ts';
import type { Rng } from './rng.ts';

/** A station that exists on paper alone. */
export interface PaperStation {
  readonly key: SigningKey;
  readonly signed: SignedCertificate;
}

/** Makes a station with a certificate of its own. @param prior who vouches. */
export async function paperStation(rng: Rng, office: string, content: Partial<Certificate> = {}, prior: SigningKey | null = null): Promise<PaperStation> {
  const key = generateSigningKey(rng.bytes);
  const { recipient } = await generateAgeKey();
  const base32 = (): string => Array.from({ length: 16 }, () => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(rng.int(32))).join('');
  const signed = issueCertificate({
    office, name: `Office ${office}`, country: 'UZ', region: null, numberLetters: '', station: base32(), log: `${office}.${base32()}`, reason: 'setup',
    from: '2026-03-01T09:12:33+05:00', ageRecipient: recipient, ...content,
  }, key, prior);
  return { key, signed };
}

/** The line of an entry on a new agreement; any key can be chosen. */
export function entryLine(rng: Rng, log: string, n: number, keys: Readonly<Record<string, unknown>> = {}): string {
  return canonical({
    a: '2026-03-01T09:12:33+05:00', d: { registerNo: String(n) }, g: rng.id(), h: `${(START_MS + n).toString(16).padStart(12, '0')}-0000`, k: 'agreement', l: log, n,
    o: {}, r: rng.id(), s: 'all', t: 'put', u: 'Head of office', v: 1, z: rng.bytes(12).toString('base64url'), ...keys,
  });
}

export interface ForgedSegment {
  readonly hash: string;
  readonly files: Files;
}

/** A segment of these lines, signed by this key. @param from the first number; @param prev the hash of the segment before. */
export function forgeSegment(key: SigningKey, log: string, lines: readonly string[], from = 1, prev: string | null = null, head: Partial<SegmentHead> = {}): ForgedSegment {
  const bytes = lines.map((line) => Buffer.from(line));
  const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const whole: SegmentHead = {
    bytes: text.length, clock: lines.map((line) => (JSON.parse(line) as { h: string }).h).sort().at(-1) ?? '', format: 'bitim-segment/1', from, key: key.keyId, log,
    office: log.slice(0, log.indexOf('.')), prev, root: merkleRoot(bytes.map(leafHash)).toString('hex'), scope: 'all', sha256: sha256Hex(text), suite: 'ed25519-blake2b512', to: from + lines.length - 1, ...head,
  };
  const line = renderHead(whole);
  const names = segmentFileNames(segmentPath({ ...whole, suffix: null }));
  return {
    hash: headHash(line),
    files: new Map([[names.head, line], [names.signature, Buffer.from(sign(key, headFileName(whole.from, whole.to), line))], [names.text, gzipSync(text)]]),
  };
}

/** The three files of a certificate. */
export function certificateFilesOf(signed: SignedCertificate): Files {
  const name = `data/trust/stations/${signed.certificate.log}.json`;
  const prior = signed.prior === null ? [] : [[`${name}.prior.minisig`, Buffer.from(signed.prior)] as const];
  return new Map([[name, signed.line], [`${name}.minisig`, Buffer.from(signed.signature)], ...prior]);
}

/** The files with others added at their places; files of the same name are replaced. */
export function withFiles(files: Files, ...added: readonly Files[]): Files {
  const all = new Map([...files, ...added.flatMap((each) => [...each])]);
  const group = (name: string): number => ['data/have.json', 'data/trust/', 'data/segments/', 'data/documents/', 'data/documents-omitted.jsonl'].findIndex((prefix) => name.startsWith(prefix));
  return new Map([...all].sort(([a], [b]) => group(a) - group(b) || (group(a) < 0 || a === b ? 0 : a < b ? -1 : 1)));
}

/** The files of a genuine plain bundle without its segments. */
export const withoutSegments = (path: string): Files => new Map([...unpack(readFileSync(path))].filter(([name]) => !name.startsWith('data/segments/')));

/** A bundle of these files, signed by a station that lies or not, under an id of its own. @returns its path. */
export const posted = (files: Files, key: SigningKey, info: (text: string) => string = (text) => text): string =>
  fileWith(pack(partsOf(resealed(files, key, { info: (text) => info(text.replace(/^External-Identifier: .*$/m, `External-Identifier: ${v7()}`)) }))), 'posted.bitim.zip');

/** bag-info.txt as a station on paper would write it. */
export const signedAs = (station: PaperStation) => (text: string): string => {
  const { office, log, station: id } = station.signed.certificate;
  const values: Readonly<Record<string, string>> = { 'Source-Organization': office, 'Bitim-Station': id, 'Bitim-Log': log, 'Bitim-Key': station.signed.keyId };
  return text.replace(/^([A-Za-z-]+): .*$/gm, (line, label: string) => (Object.hasOwn(values, label) ? `${label}: ${values[label] ?? ''}` : line));
};
