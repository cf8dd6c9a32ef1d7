/** The index brought up to date after the answer, slice by slice; see docs/decisions/0015. */
import type { WritableDB } from '../db/open.ts';
import { finishIndexing, indexDue, openIndexing } from './indexing.ts';

export interface KeepingDeps {
  readonly db: WritableDB;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly yieldTurn: () => Promise<void>;
}

/** Records of one transaction: the index is written in larger pieces than the thread may be held. */
const SLICE = 1_024;
const HELD = 16;
const HELD_MS = 15;

/**
 * One slice in a transaction of its own, in which the thread is given away again and again.
 *
 * @returns how many records it took; 0 if nothing was due.
 */
export async function indexSlice({ db, now, yieldTurn }: KeepingDeps): Promise<number> {
  if (db.prepare('SELECT 1 FROM search_due LIMIT 1').get() === undefined) return 0;
  const indexing = openIndexing(db);
  let done = false;
  let taken = 0;
  let since = now();
  db.exec('BEGIN IMMEDIATE');
  try {
    while (taken < SLICE) {
      const some = indexDue(indexing, HELD);
      taken += some;
      if (some === 0) break;
      if (now() - since < HELD_MS) continue;
      await yieldTurn();
      since = now();
    }
    finishIndexing(indexing);
    db.exec('COMMIT');
    done = true;
    return taken;
  } finally {
    if (!done && db.inTransaction) db.exec('ROLLBACK');
  }
}

/** Empties the index. Every record must be made due in the same transaction. */
export function clearIndex(db: WritableDB): void {
  db.exec(`INSERT INTO search_index (search_index) VALUES ('delete-all'); DELETE FROM search_doc; DELETE FROM search_word; DELETE FROM search_due`);
}
