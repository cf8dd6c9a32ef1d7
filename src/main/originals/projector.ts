/** The table of paper originals. */
import { groupsOf, type Fields } from '../../shared/records/nest.ts';
import { dateTextOf, textAt, titleOf } from '../../shared/records/titles.ts';
import type { Projector } from '../changes/apply.ts';
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

export const originalsProjector: Projector = {
  kinds: ['original'],
  tables: ['original'],
  put: (db, { id, fields }) => {
    const loan = openLoan(fields);
    statementsOf(db).put.run(
      id, textAt(fields, 'agreement'), titleOf('original', fields), textAt(fields, 'holder'), textAt(fields, 'alternat'), textAt(fields, 'fonds'), textAt(fields, 'inventory'),
      textAt(fields, 'file'), textAt(fields, 'sheets'), textAt(fields, 'condition'), loan?.to ?? null, loan?.due ?? null,
    );
  },
  remove: (db, id) => { statementsOf(db).remove.run(id); },
};

/** The loan that is not returned and due first; one without a due date last. */
function openLoan(fields: Fields): { readonly to: string | null; readonly due: string | null } | null {
  const open = groupsOf(fields, 'loans').flatMap(([, loan]) => (loan.returned === undefined ? [{ to: typeof loan.to === 'string' ? loan.to : null, due: dateTextOf(loan.due) }] : []));
  return open.sort((a, b) => ((a.due ?? '~') < (b.due ?? '~') ? -1 : (a.due ?? '~') > (b.due ?? '~') ? 1 : 0))[0] ?? null;
}

const statementsOf = perConnection((db: WritableDB) => ({
  put: db.prepare(`INSERT INTO original (id, agreement, title, holder, alternat, fonds, inventory, file, sheets, condition, lent_to, lent_due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET agreement = excluded.agreement, title = excluded.title, holder = excluded.holder, alternat = excluded.alternat, fonds = excluded.fonds,
      inventory = excluded.inventory, file = excluded.file, sheets = excluded.sheets, condition = excluded.condition, lent_to = excluded.lent_to, lent_due = excluded.lent_due`),
  remove: db.prepare('DELETE FROM original WHERE id = ?'),
}));
