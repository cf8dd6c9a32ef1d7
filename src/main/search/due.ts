/** What the index does not hold yet. Applying entries notes here whom a change reaches, in the same transaction; see docs/decisions/0015. */
import type { Projector } from '../changes/apply.ts';
import { textAt } from '../../shared/records/titles.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { finishIndexing, indexDue, openIndexing } from './indexing.ts';
import { isSearched } from './sources.ts';

/** The most records that are brought into the index within the transaction of a small action. */
const AT_ONCE = 200;

/** Keeps no tables of its own: it watches what the others' changes reach. */
export const searchProjector: Projector = {
  kinds: [],
  tables: [],
  put: () => undefined,
  remove: () => undefined,
  touched: (db, view, kindBefore) => {
    const due = statementsOf(db);
    if (view.kind === 'event' || view.kind === 'attachment') {
      const owner = textAt(view.fields, view.kind === 'event' ? 'agreement' : 'document');
      if (owner !== null) due.put.run(1, owner);
      if (kindBefore === undefined) return;
      const ownerBefore = (view.kind === 'event' ? due.agreementOf : due.documentOf).get(view.id) as string | null | undefined;
      if (typeof ownerBefore === 'string' && ownerBefore !== owner) due.put.run(1, ownerBefore);
    }
    if (isSearched(view.kind) || (kindBefore !== undefined && isSearched(kindBefore))) due.put.run(view.kind === 'partner' ? 0 : 1, view.id);
  },
  settle: (db) => {
    if (waiting(db, AT_ONCE + 1) > AT_ONCE) return;
    const indexing = openIndexing(db);
    for (let left = AT_ONCE * 2, taken = 1; taken > 0 && left > 0; left -= taken) taken = indexDue(indexing, left, true);
    finishIndexing(indexing);
  },
};

/** How many records wait, counted up to `limit`. One whose names go to others counts once. */
export const waiting = (db: ReadableDB, limit: number): number => db.prepare('SELECT count(*) FROM (SELECT 1 FROM search_due LIMIT ?)').pluck().get(limit) as number;

const statementsOf = perConnection((db: WritableDB) => ({
  put: db.prepare('INSERT OR IGNORE INTO search_due (turn, record) VALUES (?, ?)'),
  agreementOf: db.prepare('SELECT agreement FROM agreement_event WHERE id = ?').pluck(),
  documentOf: db.prepare('SELECT document FROM attachment WHERE id = ?').pluck(),
}));
