/** The tag files of a bundle: what makes it a BagIt bag (RFC 8493). See docs/format.md, section 6. Written and read strictly. */
import { err, ok, type Result } from '../../shared/result.ts';
import { LOG_ID, OFFICE_ID, UUID } from '../changes/entry.ts';
import { damaged, refused, type BundleError } from './bundleError.ts';

export const BUNDLE_FORMAT = 'bitim-bundle/1';

export const BAGIT_TXT = Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');

/** The files at the top of a bundle, in their order. */
export const TAG_FILES = ['bagit.txt', 'bag-info.txt', 'readme.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'tagmanifest-sha256.txt.minisig'] as const;
export type TagFile = (typeof TAG_FILES)[number];
/** The files that `tagmanifest-sha256.txt` names. */
export const TAG_MANIFEST_OF = ['bagit.txt', 'bag-info.txt', 'readme.txt', 'manifest-sha256.txt'] as const;

/** What `bag-info.txt` says. */
export interface BagInfo {
  /** The sending office. */
  readonly office: string;
  /** The bundle's id. */
  readonly bundle: string;
  readonly payload: { readonly bytes: number; readonly files: number };
  readonly station: string;
  readonly log: string;
  /** Key id of the sending station. */
  readonly key: string;
  /** The office it is for. */
  readonly to: string;
  /** Number of this bundle from this station to this office, from 1. */
  readonly sequence: number;
  /** In UTC: 2026-03-01T09:15:00Z. */
  readonly created: string;
  readonly kind: 'full' | 'delta';
  /** Part `index` (from 1) of `of`. */
  readonly part: { readonly index: number; readonly of: number };
}

export function renderBagInfo(info: BagInfo): Buffer {
  const lines = [
    ['Source-Organization', info.office],
    ['External-Identifier', info.bundle],
    ['Bagging-Date', info.created.slice(0, 10)],
    ['Payload-Oxum', `${String(info.payload.bytes)}.${String(info.payload.files)}`],
    ['Bitim-Format', BUNDLE_FORMAT],
    ['Bitim-Station', info.station],
    ['Bitim-Log', info.log],
    ['Bitim-Key', info.key],
    ['Bitim-To', info.to],
    ['Bitim-Sequence', String(info.sequence)],
    ['Bitim-Created', info.created],
    ['Bitim-Kind', info.kind],
    ['Bitim-Part', `${String(info.part.index)}/${String(info.part.of)}`],
  ];
  return Buffer.from(lines.map(([label, value]) => `${String(label)}: ${String(value)}\n`).join(''));
}

/** Errors: `BundleNewer` for another format than this version reads, `BundleDamaged` for anything but what `renderBagInfo` writes. */
export function parseBagInfo(bytes: Buffer): Result<BagInfo, BundleError> {
  const file = 'bag-info.txt';
  const text = bytes.toString('utf8');
  const values = new Map(text.split('\n').map((line) => [line.slice(0, Math.max(0, line.indexOf(': '))), line.slice(line.indexOf(': ') + 2)] as const));
  const format = values.get('Bitim-Format') ?? 'nothing';
  if (format !== BUNDLE_FORMAT) {
    return /^bitim-bundle\/[1-9]\d{0,3}$/.test(format)
      ? refused('BundleNewer', `${file}: expected Bitim-Format ${BUNDLE_FORMAT}, found ${format}; it needs a newer version of this program`, file)
      : damaged(file, `Bitim-Format ${BUNDLE_FORMAT}`, JSON.stringify(format.slice(0, 40)));
  }
  for (const [label, pattern] of VALUES) {
    const value = values.get(label);
    if (value === undefined || !pattern.test(value)) return damaged(file, `a valid ${label}`, value === undefined ? 'none' : JSON.stringify(value.slice(0, 80)));
  }
  const [index, of] = pair(values, 'Bitim-Part', '/');
  const [payloadBytes, files] = pair(values, 'Payload-Oxum', '.');
  const info: BagInfo = {
    office: one(values, 'Source-Organization'), bundle: one(values, 'External-Identifier'), payload: { bytes: payloadBytes, files },
    station: one(values, 'Bitim-Station'), log: one(values, 'Bitim-Log'), key: one(values, 'Bitim-Key'), to: one(values, 'Bitim-To'),
    sequence: Number(one(values, 'Bitim-Sequence')), created: one(values, 'Bitim-Created'), kind: one(values, 'Bitim-Kind') === 'full' ? 'full' : 'delta', part: { index, of },
  };
  if (!renderBagInfo(info).equals(bytes)) return damaged(file, 'exactly the thirteen lines of the format, in their order', 'other bytes');
  if (!info.log.startsWith(`${info.office}.`)) return damaged(file, `a log of office ${info.office}`, info.log);
  if (info.part.index > info.part.of) return damaged(file, `a part of ${String(info.part.of)}`, `part ${String(info.part.index)}`);
  return ok(info);
}

const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

const VALUES: readonly (readonly [string, RegExp])[] = [
  ['Source-Organization', OFFICE_ID],
  ['External-Identifier', UUID],
  ['Payload-Oxum', /^(?:0|[1-9]\d{0,14})\.(?:0|[1-9]\d{0,8})$/],
  ['Bitim-Station', /^[a-z2-7]{16}$/],
  ['Bitim-Log', LOG_ID],
  ['Bitim-Key', /^[0-9A-F]{16}$/],
  ['Bitim-To', OFFICE_ID],
  ['Bitim-Sequence', /^[1-9]\d{0,14}$/],
  ['Bitim-Created', TIME],
  ['Bitim-Kind', /^(?:full|delta)$/],
  ['Bitim-Part', /^[1-9]\d{0,4}\/[1-9]\d{0,4}$/],
];

const one = (values: ReadonlyMap<string, string>, label: string): string => values.get(label) ?? '';

function pair(values: ReadonlyMap<string, string>, label: string, separator: string): readonly [number, number] {
  const [a, b] = one(values, label).split(separator);
  return [Number(a), Number(b)];
}

/** One line of a manifest. */
export interface Listed {
  readonly name: string;
  /** Hex. */
  readonly sha256: string;
}

export const renderManifest = (files: readonly Listed[]): Buffer => Buffer.from(files.map((file) => `${file.sha256}  ${file.name}\n`).join(''));

/**
 * Reads a manifest that must name exactly these files in this order.
 *
 * @returns the SHA-256 (hex) of each.
 */
export function parseManifest(file: string, bytes: Buffer, names: readonly string[]): Result<readonly string[], BundleError> {
  const lines = bytes.toString('latin1').split('\n');
  if (lines.length !== names.length + 1 || lines.at(-1) !== '') return damaged(file, `${String(names.length)} lines`, String(lines.length - 1));
  const hashes: string[] = [];
  for (const [i, name] of names.entries()) {
    const line = lines[i] ?? '';
    const sha256 = line.slice(0, 64);
    if (!/^[0-9a-f]{64}$/.test(sha256) || line.slice(64) !== `  ${name}`) return err(lineError(file, i, name, line));
    hashes.push(sha256);
  }
  return ok(hashes);
}

function lineError(file: string, i: number, name: string, line: string): BundleError {
  const refusal = damaged(file, `line ${String(i + 1)} to be the SHA-256 of ${name}`, JSON.stringify(line.slice(0, 160)));
  return refusal.ok ? { type: 'BundleDamaged', message: '' } : refusal.error;
}
