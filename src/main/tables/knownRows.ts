/** Which rows of a table were brought in before: the records remember source, key and fingerprint of the row they came from. */
import type { ReadableDB } from '../db/open.ts';

export interface KnownRow {
  readonly record: string;
  /** Of the row as it was brought in. */
  readonly fingerprint: string | null;
  readonly voided: boolean;
}

export interface KnownRows {
  /** The record that a row became, by the row's key. Voided records count. */
  readonly find: (key: string) => KnownRow | undefined;
  /** The keys of rows whose records are not voided. */
  readonly keys: () => IterableIterator<string>;
}

/** A table that was never brought in is not looked up row by row. */
export function openKnownRows(db: ReadableDB, kind: 'agreement' | 'partner', source: string): KnownRows {
  const from = `FROM ${kind}_external_id WHERE source = ?`;
  if (db.prepare(`SELECT 1 ${from} AND row IS NOT NULL LIMIT 1`).get(source) === undefined) return { find: () => undefined, keys: () => [][Symbol.iterator]() };
  const byKey = db.prepare(`SELECT ${kind} AS record, row AS fingerprint, (SELECT voided FROM record WHERE id = ${kind}) AS voided ${from} AND key = ? AND row IS NOT NULL ORDER BY ${kind} LIMIT 1`);
  const all = db.prepare(`SELECT x.key FROM ${kind}_external_id x JOIN record r ON r.id = x.${kind} WHERE x.source = ? AND x.row IS NOT NULL AND r.voided = 0 ORDER BY x.key`).pluck();
  const find = (key: string): KnownRow | undefined => {
    const row = byKey.get(source, key) as { readonly record: string; readonly fingerprint: string | null; readonly voided: number } | undefined;
    return row === undefined ? undefined : { record: row.record, fingerprint: row.fingerprint, voided: row.voided === 1 };
  };
  return { find, keys: () => all.iterate(source) as IterableIterator<string> };
}
