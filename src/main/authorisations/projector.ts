/** The tables of permissions and competence checks. */
import { groupsOf } from '../../shared/records/nest.ts';
import { dateTextAt, textAt, titleOf } from '../../shared/records/titles.ts';
import type { Projector } from '../changes/apply.ts';
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

export const authorisationsProjector: Projector = {
  kinds: ['authorisation', 'competenceCheck'],
  tables: ['authorisation', 'competence_check'],
  put: (db, { id, kind, fields }) => {
    const statements = statementsOf(db);
    if (kind === 'authorisation') {
      statements.putAuthorisation.run(
        id, textAt(fields, 'agreement'), titleOf(kind, fields), textAt(fields, 'requestedBy'), dateTextAt(fields, 'requestedOn'),
        textAt(fields, 'decision'), textAt(fields, 'decisionNo'), dateTextAt(fields, 'decisionDate'), dateTextAt(fields, 'validUntil'),
      );
    } else {
      statements.putCheck.run(
        id, textAt(fields, 'agreement'), titleOf(kind, fields), textAt(fields, 'conclusion'), textAt(fields, 'by'), dateTextAt(fields, 'on'), groupsOf(fields, 'terms').length,
      );
    }
  },
  remove: (db, id) => {
    statementsOf(db).removeAuthorisation.run(id);
    statementsOf(db).removeCheck.run(id);
  },
};

const statementsOf = perConnection((db: WritableDB) => ({
  putAuthorisation: db.prepare(`INSERT INTO authorisation (id, agreement, title, requested_by, requested_on, decision, decision_no, decision_date, valid_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET agreement = excluded.agreement, title = excluded.title, requested_by = excluded.requested_by, requested_on = excluded.requested_on,
      decision = excluded.decision, decision_no = excluded.decision_no, decision_date = excluded.decision_date, valid_until = excluded.valid_until`),
  removeAuthorisation: db.prepare('DELETE FROM authorisation WHERE id = ?'),
  putCheck: db.prepare(`INSERT INTO competence_check (id, agreement, title, conclusion, checked_by, checked_on, terms) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET agreement = excluded.agreement, title = excluded.title, conclusion = excluded.conclusion, checked_by = excluded.checked_by,
      checked_on = excluded.checked_on, terms = excluded.terms`),
  removeCheck: db.prepare('DELETE FROM competence_check WHERE id = ?'),
}));
