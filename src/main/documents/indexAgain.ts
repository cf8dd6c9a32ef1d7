/** The text of a file has come, or has changed: what is found by it has to be indexed anew. */
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

/** Makes every record due for indexing that carries the file. In the transaction of the caller. */
export function indexAgain(db: WritableDB, sha256: string): void {
  statementsOf(db).due.run(sha256);
}

const statementsOf = perConnection((db: WritableDB) => ({
  /** Turn 1: see src/main/db/migrations/0070-search.ts. */
  due: db.prepare('INSERT OR IGNORE INTO search_due (turn, record) SELECT DISTINCT 1, document FROM attachment WHERE sha256 = ? AND document IS NOT NULL'),
}));
