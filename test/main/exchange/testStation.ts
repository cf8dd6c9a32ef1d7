/** A station for tests of the exchange: database, documents, log and identity, without vault and engine. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openLog, type Log } from '../../../src/main/changes/log.ts';
import { digest } from '../../../src/main/changes/rebuild.ts';
import type { WritableDB } from '../../../src/main/db/open.ts';
import { openBlobStore, type BlobStore } from '../../../src/main/documents/blobs.ts';
import { documentsProjector } from '../../../src/main/documents/projector.ts';
import { agreementsProjector } from '../../../src/main/agreements/projector.ts';
import { acceptStation } from '../../../src/main/exchange/acceptStation.ts';
import { fingerprintOfCertificate, renderCard } from '../../../src/main/exchange/certificate.ts';
import { exportBundles, type ExportDeps, type ExportReport, type ExportRequest } from '../../../src/main/exchange/exportBundle.ts';
import type { StationIdentity } from '../../../src/main/exchange/identity.ts';
import { importBundle, inspectBundle, type BundleReport, type ImportDeps } from '../../../src/main/exchange/importBundle.ts';
import { createIdentity, readIdentity, startNewLog } from '../../../src/main/store/station.ts';
import type { Json } from '../../../src/shared/json.ts';
import { fileDatabase, reopened } from '../../support/database.ts';
import { rngOf, type Rng } from '../../support/rng.ts';
import { tempFolder } from '../../support/temp.ts';

export interface Station {
  readonly office: string;
  readonly db: WritableDB;
  readonly log: Log;
  readonly blobs: BlobStore;
  readonly out: string;
  readonly rng: Rng;
  /** Milliseconds since 1970; moves by a second at each look. */
  clock: number;
  identity: StationIdentity;
}

const projectors = [agreementsProjector, documentsProjector];

export async function newStation(office: string, seed = office): Promise<Station> {
  const rng = rngOf(seed);
  const { db } = fileDatabase();
  await createIdentity(db, { office, name: `Office ${office}`, country: 'UZ', region: null }, { random: rng.bytes, wallClock: WALL_CLOCK });
  return openStation(office, db, rng, tempFolder());
}

/** The same store once more, as after copying its folder: the same log and keys. */
export function cloneOf(station: Station): Station {
  const folder = tempFolder();
  station.db.prepare('VACUUM INTO ?').run(join(folder, 'register.db'));
  cpSync(join(station.out, '..', 'documents'), join(folder, 'documents'), { recursive: true });
  return openStation(station.office, reopened(join(folder, 'register.db')), rngOf(`clone ${String(station.clock)}`), folder);
}

const WALL_CLOCK = (): string => '2026-03-01T09:12:33+05:00';

function openStation(office: string, db: WritableDB, rng: Rng, folder: string): Station {
  const out = join(folder, 'out');
  mkdirSync(out);
  const blobs = openBlobStore({ folder: join(folder, 'documents'), documentKey: Buffer.alloc(32, 1), nameKey: Buffer.alloc(32, 2), random: rng.bytes });
  const station: Station = { office, db, blobs, out, rng, identity: readIdentity(db), clock: Date.UTC(2026, 2, 1, 4, 12, 33), log: null as unknown as Log };
  const log = openLog({ db, projectors, logId: () => station.identity.log, now: () => tick(station), wallClock: WALL_CLOCK, newId: rng.id, random: rng.bytes });
  return Object.assign(station, { log });
}

const tick = (station: Station): number => (station.clock += 1_000);

export async function startLogAnew(station: Station, reason: 'restore' | 'fork'): Promise<void> {
  await startNewLog(station.db, reason, { random: station.rng.bytes, wallClock: () => '2026-03-02T09:12:33+05:00' });
  station.identity = readIdentity(station.db);
}

/** Adds a record, or changes fields of one whose heads are known. @returns its id. */
export function write(station: Station, fields: Record<string, Json>, options: { readonly record?: string; readonly kind?: string; readonly scope?: string; readonly replaces?: Record<string, readonly string[]> } = {}): { readonly record: string; readonly ref: string } {
  const record = options.record ?? station.rng.id();
  const done = station.log.append({
    author: 'Head of office',
    changes: [{ record, kind: options.kind ?? 'agreement', fields, ...(options.scope === undefined ? {} : { scope: options.scope }), replaces: new Map(Object.entries(options.replaces ?? {})) }],
  });
  if (!done.ok) throw new Error(done.error.message);
  return { record, ref: done.value.entries[0]?.ref ?? '' };
}

/** Stores bytes and writes an attachment that refers to them. @returns their SHA-256. */
export function attach(station: Station, bytes: Buffer, name = 'scan.pdf'): string {
  const { sha256 } = station.blobs.putSync([bytes]);
  station.blobs.settle();
  write(station, { document: station.rng.id(), sha256, bytes: bytes.length, mediaType: 'application/pdf', name }, { kind: 'attachment' });
  return sha256;
}

const turns = () => ({ yieldTurn: () => new Promise<void>((resolve) => { setImmediate(resolve); }), signal: new AbortController().signal, progress: () => undefined });

export const exportDeps = (station: Station): ExportDeps => ({
  ...turns(), db: station.db, blobs: station.blobs, identity: station.identity, now: () => tick(station), wallClock: () => '2026-03-01T09:15:00+05:00', newId: station.rng.id, author: 'Head of office',
});

export const importDeps = (station: Station): ImportDeps => ({
  ...turns(), db: station.db, log: station.log, blobs: station.blobs, identity: station.identity, now: () => tick(station), wallClock: () => '2026-03-01T10:00:00+05:00', author: 'Registrar', freeBytes: () => 2 ** 50,
});

/** Accepts the other's card with its right words. */
export async function trust(station: Station, other: Pick<Station, 'identity'>): Promise<{ readonly released: number }> {
  const done = await acceptStation({ ...importDeps(station) }, renderCard(other.identity.signed), fingerprintOfCertificate(other.identity.signed));
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}

export async function befriend(...stations: readonly Station[]): Promise<void> {
  for (const a of stations) for (const b of stations) if (a !== b) await trust(a, b);
}

export async function exported(station: Station, to: string, options: Partial<ExportRequest> = {}): Promise<ExportReport> {
  const done = await exportBundles(exportDeps(station), { to: [to], out: station.out, full: false, plain: false, split: null, ...options });
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}

/** Exports one bundle and gives its path. */
export async function bundleFor(station: Station, to: string, options: Partial<ExportRequest> = {}): Promise<string> {
  const { files } = await exported(station, to, options);
  if (files.length !== 1) throw new Error(`expected one file, found ${String(files.length)}`);
  return files[0]?.path ?? '';
}

export async function imported(station: Station, path: string): Promise<BundleReport> {
  const done = await importBundle(importDeps(station), path);
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}

export const attempted = (station: Station, path: string) => importBundle(importDeps(station), path);
export const inspected = (station: Station, path: string) => inspectBundle(importDeps(station), path);

/** Sends from one to the other and takes in. */
export async function send(from: Station, to: Station, options: Partial<ExportRequest> = {}): Promise<BundleReport> {
  return imported(to, await bundleFor(from, to.office, options));
}

export const digestOf = (station: Station): string => digest(station.db);

/** Everything in the database but the journal and the inner tables of the search index, as one hash: what a refused import must not change. */
export function contentsOf(station: Station): string {
  const hash = createHash('sha256');
  const tables = station.db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'bundle' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%' ORDER BY name`).pluck().all() as string[];
  for (const table of tables) {
    for (const row of station.db.prepare(`SELECT * FROM ${table} ORDER BY 1`).raw().iterate() as IterableIterator<unknown[]>) hash.update(`${table} ${JSON.stringify(row)}\n`);
  }
  hash.update(station.blobs.names().join(','));
  return hash.digest('hex');
}

export const journalOf = (station: Station) => station.db.prepare('SELECT state, office, sequence, part, message FROM bundle ORDER BY id').all() as { state: string; office: string | null; sequence: number | null; part: string | null; message: string | null }[];

export const baseName = (path: string): string => basename(path);
