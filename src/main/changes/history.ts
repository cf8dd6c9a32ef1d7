/** Who wrote what, and when. */
import type { Json } from '../../shared/json.ts';
import type { ReadableDB } from '../db/open.ts';
import { parseStored } from './entry.ts';
import { compareRank } from './order.ts';
import { metaOf, type EntryMeta } from './view.ts';

/** One entry of a record's history. */
export interface HistoryItem {
  readonly by: EntryMeta;
  readonly scope: string;
  readonly type: string;
  readonly fields: Readonly<Record<string, Json>>;
  /** References of the entries it replaced something of. */
  readonly replaced: readonly string[];
}

/** Every entry of a record, oldest first by (h, log, n, reference). */
export function historyOf(db: ReadableDB, record: string): readonly HistoryItem[] {
  const rows = db.prepare('SELECT ref, line FROM entry WHERE record = ?').all(record) as { ref: string; line: string }[];
  return rows
    .map(({ ref, line }) => {
      const entry = parseStored(line);
      return { by: metaOf(ref, entry), scope: entry.s, type: entry.t, fields: entry.d, replaced: Object.keys(entry.o) };
    })
    .sort((a, b) => compareRank(a.by, b.by));
}
