/** The text of a file has come, or has changed: what is found by it has to be indexed anew. */
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

/** Makes every record due for indexing that carries the file. In the transaction of the caller. @returns the documents that carry it. */
export const indexAgain = (db: WritableDB, sha256: string): readonly string[] => statementsOf(db).carriers.all(sha256) as string[];

const statementsOf = perConnection((db: WritableDB) => ({
  carriers: db.prepare('SELECT DISTINCT document FROM attachment WHERE sha256 = ? AND document IS NOT NULL ORDER BY document').pluck(),
}));
