/**
 * Blocks: records that share a key. Only within a block, and between neighbouring names, are records compared, so that the work grows with the register and not
 * with its square. Blocks are read a page at a time, each page a query of its own: no read stays open while others write.
 */
import { slipsBetween } from '../../shared/likeness/nameKeys.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

export interface Block {
  /** What its records share; unique within a pass. */
  readonly key: string;
  readonly ids: readonly string[];
}

export type DuplicateKind = 'partner' | 'agreement';

const PAGE = 4_000;
/** A name is compared with so many that follow it in the order of keys. */
const NEIGHBOURS = 5;

/** Every block of two or more, in an order that does not depend on how the register came to be. */
export function* blocksOf(db: ReadableDB, kind: DuplicateKind): Generator<Block> {
  const statements = statementsOf(db);
  if (kind === 'partner') {
    yield* keyed('', statements.partnerKeys);
    yield* neighbours(statements.looseKeys);
    yield* shared('I:', statements.partnerIds, statements.partnersWithId);
    return;
  }
  yield* keyed('T:', statements.titleKeys);
  yield* keyed('P:', statements.partiesKeys);
  yield* shared('N:', statements.numbers, statements.agreementsWithNumber);
  yield* shared('D:', statements.scans, statements.agreementsWithScan);
  yield* shared('I:', statements.agreementIds, statements.agreementsWithId);
}

/** The records that share a key with one, or have a name next to one of its names; at most `limit` for each key. */
export function aroundOf(db: ReadableDB, kind: DuplicateKind, id: string, limit: number): readonly string[] {
  const statements = statementsOf(db);
  const found = new Set<string>();
  const take = (ids: readonly unknown[]): void => { for (const one of ids) if (typeof one === 'string') found.add(one); };
  if (kind === 'partner') {
    for (const key of statements.keysOfPartner.all(id) as string[]) {
      take(statements.partnersWithKey.all(key, limit));
      if (!key.startsWith('L:')) continue;
      for (const near of [...(statements.keysAfter.all(key, NEIGHBOURS) as string[]), ...(statements.keysBefore.all(key, NEIGHBOURS) as string[])]) {
        if (slipsBetween(near.slice(2), key.slice(2)) !== null) take(statements.partnersWithKey.all(near, limit));
      }
    }
    take(statements.partnersSharingId.all(id, limit));
  } else {
    for (const statement of [statements.sharingTitle, statements.sharingParties, statements.sharingNumber, statements.sharingScan, statements.sharingId]) take(statement.all(id, limit));
  }
  found.delete(id);
  return [...found].sort();
}

interface Statement {
  readonly all: (...values: unknown[]) => unknown[];
}

/** Rows of (key, id) in their order, gathered to blocks. */
function* keyed(prefix: string, page: Statement): Generator<Block> {
  let key: string | number | null = null;
  let ids: string[] = [];
  let after: readonly [string | number, string] = [prefix === '' ? '' : -1, ''];
  for (;;) {
    const rows = page.all(...after, PAGE) as { readonly key: string | number; readonly id: string }[];
    for (const row of rows) {
      if (row.key !== key) {
        if (ids.length > 1) yield { key: `${prefix}${String(key)}`, ids };
        key = row.key;
        ids = [];
      }
      ids.push(row.id);
      after = [row.key, row.id];
    }
    if (rows.length < PAGE) break;
  }
  if (ids.length > 1) yield { key: `${prefix}${String(key)}`, ids };
}

/** Names that stand next to each other in the order of keys and differ by a letter or two: sorting brings most slips together. */
function* neighbours(page: Statement): Generator<Block> {
  let window: { readonly key: string; readonly id: string; readonly more: number }[] = [];
  let after = '';
  for (;;) {
    const rows = page.all(after, PAGE) as { readonly key: string; readonly id: string; readonly more: number }[];
    for (const row of rows) {
      for (const before of window) {
        if (slipsBetween(before.key.slice(2), row.key.slice(2)) !== null) yield { key: `near ${before.key} ${row.key}`, ids: [before.id, row.id] };
      }
      window = [...window, row].slice(-NEIGHBOURS);
      after = row.key;
    }
    if (rows.length < PAGE) return;
  }
}

/** Values that several records have, and for each those records. */
function* shared(prefix: string, values: Statement, records: Statement): Generator<Block> {
  for (const row of values.all() as { readonly value: string; readonly source: string | null }[]) {
    const ids = records.all(...(row.source === null ? [row.value] : [row.source, row.value])) as string[];
    if (ids.length > 1) yield { key: `${prefix}${row.source ?? ''} ${row.value}`, ids };
  }
}

const statementsOf = perConnection((db: ReadableDB) => ({
  partnerKeys: db.prepare('SELECT key, partner AS id FROM partner_key WHERE (key, partner) > (?, ?) ORDER BY key, partner LIMIT ?'),
  looseKeys: db.prepare(`SELECT key, min(partner) AS id, count(*) AS more FROM partner_key WHERE key > max(?, 'L:') AND key < 'M' GROUP BY key ORDER BY key LIMIT ?`),
  partnerIds: db.prepare('SELECT source, key AS value FROM partner_external_id GROUP BY source, key HAVING count(*) > 1 ORDER BY source, key'),
  partnersWithId: db.prepare('SELECT DISTINCT partner FROM partner_external_id WHERE source = ? AND key = ? ORDER BY partner').pluck(),
  titleKeys: db.prepare('SELECT title_key AS key, agreement AS id FROM agreement_likeness WHERE title_key IS NOT NULL AND (title_key, agreement) > (?, ?) ORDER BY title_key, agreement LIMIT ?'),
  partiesKeys: db.prepare('SELECT parties_key AS key, agreement AS id FROM agreement_likeness WHERE parties_key IS NOT NULL AND (parties_key, agreement) > (?, ?) ORDER BY parties_key, agreement LIMIT ?'),
  numbers: db.prepare('SELECT NULL AS source, register_no AS value FROM agreement WHERE register_no IS NOT NULL GROUP BY register_no HAVING count(*) > 1 ORDER BY register_no'),
  agreementsWithNumber: db.prepare('SELECT id FROM agreement WHERE register_no = ? ORDER BY id').pluck(),
  scans: db.prepare('SELECT NULL AS source, sha256 AS value FROM attachment WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING count(*) > 1 ORDER BY sha256'),
  agreementsWithScan: db.prepare('SELECT DISTINCT d.of FROM attachment t JOIN document d ON d.id = t.document WHERE t.sha256 = ? AND d.of IS NOT NULL ORDER BY d.of').pluck(),
  agreementIds: db.prepare('SELECT source, key AS value FROM agreement_external_id GROUP BY source, key HAVING count(*) > 1 ORDER BY source, key'),
  agreementsWithId: db.prepare('SELECT agreement FROM agreement_external_id WHERE source = ? AND key = ? ORDER BY agreement').pluck(),

  keysOfPartner: db.prepare('SELECT key FROM partner_key WHERE partner = ? ORDER BY key').pluck(),
  partnersWithKey: db.prepare('SELECT partner FROM partner_key WHERE key = ? ORDER BY partner LIMIT ?').pluck(),
  keysAfter: db.prepare(`SELECT DISTINCT key FROM partner_key WHERE key > ? AND key < 'M' ORDER BY key LIMIT ?`).pluck(),
  keysBefore: db.prepare(`SELECT DISTINCT key FROM partner_key WHERE key < ? AND key >= 'L:' ORDER BY key DESC LIMIT ?`).pluck(),
  partnersSharingId: db.prepare('SELECT DISTINCT y.partner FROM partner_external_id x JOIN partner_external_id y ON y.source = x.source AND y.key = x.key WHERE x.partner = ? ORDER BY y.partner LIMIT ?').pluck(),
  sharingTitle: db.prepare('SELECT y.agreement FROM agreement_likeness x JOIN agreement_likeness y ON y.title_key = x.title_key WHERE x.agreement = ? ORDER BY y.agreement LIMIT ?').pluck(),
  sharingParties: db.prepare('SELECT y.agreement FROM agreement_likeness x JOIN agreement_likeness y ON y.parties_key = x.parties_key WHERE x.agreement = ? ORDER BY y.agreement LIMIT ?').pluck(),
  sharingNumber: db.prepare('SELECT y.id FROM agreement x JOIN agreement y ON y.register_no = x.register_no WHERE x.id = ? ORDER BY y.id LIMIT ?').pluck(),
  sharingScan: db.prepare(`SELECT DISTINCT other.of FROM document mine JOIN attachment t ON t.document = mine.id JOIN attachment u ON u.sha256 = t.sha256 JOIN document other ON other.id = u.document
    WHERE mine.of = ? AND other.of IS NOT NULL ORDER BY other.of LIMIT ?`).pluck(),
  sharingId: db.prepare('SELECT y.agreement FROM agreement_external_id x JOIN agreement_external_id y ON y.source = x.source AND y.key = x.key WHERE x.agreement = ? LIMIT ?').pluck(),
}));
