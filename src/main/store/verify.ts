/** Checks everything that a store can prove about itself. Reads all of it; changes nothing. */
import { leafHash, sha256Hex } from '../crypto/hash.ts';
import { verify as verifySignature } from '../crypto/minisign.ts';
import { parseEntry, referenceOfLeaf } from '../changes/entry.ts';
import { merkleRoot } from '../changes/merkle.ts';
import { dumpHash, rebuild } from '../changes/rebuild.ts';
import { headHash, parseHead } from '../changes/segmentHead.ts';
import { inflateSegment, rangeName, readSegment, segmentMetas, type SegmentMeta } from '../changes/segments.ts';
import { linesOf } from '../exchange/segmentFile.ts';
import { verifyIndex } from '../search/verify.ts';
import type { Store } from './store.ts';

export interface VerifyDeps {
  readonly store: Store;
  /** The public key that a log's certificate names, if one is known (also if pending or revoked). */
  readonly publicKeyOf: (log: string) => Buffer | null;
  readonly progress: (what: string, done: number, total: number) => void;
}

/** One sentence for each problem found; none if all is well. Documents that another office did not send are not a problem. */
export function verifyStore(deps: VerifyDeps): readonly string[] {
  return [...checkDatabase(deps), ...checkEntries(deps), ...checkSegments(deps), ...checkOwnLog(deps), ...checkDocuments(deps), ...checkTables(deps), ...verifyIndex(deps.store.db, (done, total) => { deps.progress('search index', done, total); })];
}

function checkDatabase({ store }: VerifyDeps): readonly string[] {
  const found = store.db.pragma('integrity_check') as { readonly integrity_check: string }[];
  return found.filter((row) => row.integrity_check !== 'ok').map((row) => `The database is damaged: ${row.integrity_check}.`);
}

function checkEntries({ store, progress }: VerifyDeps): readonly string[] {
  const problems: string[] = [];
  const total = store.db.prepare('SELECT count(*) FROM entry').pluck().get() as number;
  let done = 0;
  const rows = store.db.prepare('SELECT entry.n, record, kind, ref, line, log, scope FROM entry JOIN stream ON stream.id = entry.stream').iterate() as IterableIterator<{ n: number; record: string; kind: string; ref: string; line: string; log: string; scope: string }>;
  for (const row of rows) {
    if (++done % 10_000 === 0) progress('entries', done, total);
    const line = Buffer.from(row.line, 'utf8');
    const entry = parseEntry(line);
    const where = `Entry ${String(row.n)} of ${row.log} (${row.scope})`;
    if (!entry.ok) problems.push(`${where}: ${entry.error.message}`);
    else if (referenceOfLeaf(leafHash(line)) !== row.ref) problems.push(`${where} was altered: its reference is not that of its bytes.`);
    else if (entry.value.n !== row.n || entry.value.r !== row.record || entry.value.k !== row.kind || entry.value.l !== row.log || entry.value.s !== row.scope) problems.push(`${where} is filed under other values than it holds.`);
  }
  return problems;
}

function checkSegments(deps: VerifyDeps): readonly string[] {
  const metas = segmentMetas(deps.store.db);
  return metas.flatMap((meta, i) => {
    if (i % 20 === 0) deps.progress('segments', i, metas.length);
    const problem = segmentProblem(deps, meta);
    return problem === null ? [] : [`Segment ${rangeName(meta.first, meta.last)} of ${meta.log} (${meta.scope}): ${problem}.`];
  });
}

function segmentProblem({ store, publicKeyOf }: VerifyDeps, meta: SegmentMeta): string | null {
  const segment = readSegment(store.db, meta.id);
  if (segment === null) return 'it vanished';
  const head = parseHead(segment.head);
  if (!head.ok) return head.error.message;
  if (headHash(segment.head) !== meta.hash) return 'its head was altered';
  const key = publicKeyOf(meta.log);
  if (key === null && meta.state === 'applied') return 'no certificate of its log is known';
  if (key !== null) {
    const signed = verifySignature(key, `${rangeName(meta.first, meta.last)}.head.json`, segment.head, segment.signature);
    if (!signed.ok) return signed.error.message;
  }
  const text = inflateSegment(segment.body, head.value.bytes);
  if (!text.ok) return text.error.message;
  if (sha256Hex(text.value) !== head.value.sha256) return 'its text is not what its head says';
  const lines = [...linesOf(text.value)];
  if (merkleRoot(lines.map(leafHash)).toString('hex') !== head.value.root) return 'its root is not what its head says';
  if (meta.state === 'quarantined') return null;
  const held = store.db.prepare('SELECT line FROM entry JOIN stream ON stream.id = entry.stream WHERE stream.log = ? AND stream.scope = ? AND n = ? AND ref = ?').pluck();
  const missing = lines.findIndex((line, i) => held.get(meta.log, meta.scope, meta.first + i, referenceOfLeaf(leafHash(line))) !== line.toString('utf8'));
  return missing < 0 ? null : `entry ${String(meta.first + missing)} is not in the log as it was sealed`;
}

function checkOwnLog({ store }: VerifyDeps): readonly string[] {
  const { log } = store.identity();
  const streams = store.db.prepare('SELECT scope, count(DISTINCT n) AS held, coalesce(max(n), 0) AS last FROM entry JOIN stream ON stream.id = entry.stream WHERE log = ? GROUP BY scope').all(log) as { scope: string; held: number; last: number }[];
  return streams.filter((stream) => stream.held !== stream.last).map((stream) => `Our own log ${log} (${stream.scope}) has holes: ${String(stream.held)} of ${String(stream.last)} entries are there.`);
}

/** What another office wrote where a hash belongs, and is none, is a warning on the record and no damage. */
function checkDocuments({ store, progress }: VerifyDeps): readonly string[] {
  const rows = store.db.prepare('SELECT DISTINCT sha256 FROM attachment WHERE sha256 IS NOT NULL ORDER BY sha256').pluck().all() as string[];
  return rows.flatMap((sha256, i) => {
    if (i % 100 === 0) progress('documents', i, rows.length);
    if (!/^[0-9a-f]{64}$/.test(sha256)) return [];
    if (!store.blobs.has(sha256)) return isOurs(store, sha256) ? [`Document ${sha256} was attached here and is not in the store.`] : [];
    const sound = store.blobs.verify(sha256);
    return sound.ok ? [] : [sound.error.message];
  });
}

/** True if an entry of a log of this store refers to the document: then its bytes were here. */
function isOurs(store: Store, sha256: string): boolean {
  const logs = [store.identity().log, ...store.identity().former.map((former) => former.certificate.log)];
  const found = store.db.prepare(`SELECT stream.log FROM attachment JOIN entry ON entry.record = attachment.id JOIN stream ON stream.id = entry.stream WHERE attachment.sha256 = ?`).pluck().all(sha256) as string[];
  return found.some((log) => logs.includes(log));
}

/** The tables must be what the log says: they are derived anew, compared, and the attempt is rolled back. */
function checkTables({ store, progress }: VerifyDeps): readonly string[] {
  progress('tables', 0, 0);
  const before = dumpHash(store.db, store.projectors);
  store.db.exec('BEGIN IMMEDIATE');
  try {
    rebuild(store.db, store.projectors);
    return dumpHash(store.db, store.projectors) === before ? [] : ['The tables are not what the log says. Run rebuild.'];
  } finally {
    store.db.exec('ROLLBACK');
  }
}
