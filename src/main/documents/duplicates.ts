/** The same bytes attached more than once. */
import type { AlsoOf, DuplicateContent } from '../../shared/contents/answers.ts';
import { titleOf } from '../../shared/records/titles.ts';
import { readView } from '../changes/apply.ts';
import type { ReadableDB } from '../db/open.ts';

const CARRIERS = `FROM attachment a JOIN record ar ON ar.id = a.id JOIN document d ON d.id = a.document JOIN record dr ON dr.id = d.id
  WHERE ar.voided = 0 AND dr.voided = 0 AND d.of IS NOT NULL`;

/** The records whose papers have these bytes, each once. */
export function recordsWith(db: ReadableDB, sha256: string): readonly AlsoOf[] {
  const records = db.prepare(`SELECT DISTINCT d.of ${CARRIERS} AND a.sha256 = ? ORDER BY d.of`).pluck().all(sha256) as string[];
  return records.map((record) => ({ record, title: titleIn(db, record) }));
}

/** Contents in the papers of several records, by hash, after `after`. */
export function duplicateContents(db: ReadableDB, after: string, limit: number): readonly DuplicateContent[] {
  const hashes = db.prepare(`SELECT a.sha256 ${CARRIERS} AND a.sha256 > ? GROUP BY a.sha256 HAVING count(DISTINCT d.of) > 1 ORDER BY a.sha256 LIMIT ?`).pluck().all(after, limit) as string[];
  const carriers = db.prepare(`SELECT d.of AS record, a.name, a.bytes ${CARRIERS} AND a.sha256 = ? ORDER BY d.of, a.id`);
  return hashes.map((sha256) => {
    const rows = carriers.all(sha256) as { record: string; name: string | null; bytes: number | null }[];
    return { sha256, bytes: rows[0]?.bytes ?? null, of: rows.map(({ record, name }) => ({ record, title: titleIn(db, record), name })) };
  });
}

function titleIn(db: ReadableDB, record: string): string {
  const view = readView(db, record);
  return view === null ? '' : titleOf(view.kind, view.fields);
}
