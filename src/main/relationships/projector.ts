/** The table of relationships between our units and theirs. */
import { earliestDay, parsePartialDate } from '../../shared/dates.ts';
import { groupsOf, type Fields } from '../../shared/records/nest.ts';
import { dateTextAt, dateTextOf, textAt, titleOf } from '../../shared/records/titles.ts';
import type { Projector } from '../changes/apply.ts';
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

export const relationshipsProjector: Projector = {
  kinds: ['relationship'],
  tables: ['relationship'],
  put: (db, { id, fields }) => {
    statementsOf(db).put.run(
      id, titleOf('relationship', fields), textAt(fields, 'ours'), textAt(fields, 'theirs'), textAt(fields, 'relationshipKind'), dateTextAt(fields, 'since'), dateTextAt(fields, 'until'),
      textAt(fields, 'basis'), groupsOf(fields, 'activities').length, lastActivity(fields),
    );
  },
  remove: (db, id) => { statementsOf(db).remove.run(id); },
};

function lastActivity(fields: Fields): string | null {
  const days = groupsOf(fields, 'activities').flatMap(([, activity]) => {
    const date = dateTextOf(activity.date);
    return date !== null && parsePartialDate(date).ok ? [earliestDay(date)] : [];
  });
  return days.sort().at(-1) ?? null;
}

const statementsOf = perConnection((db: WritableDB) => ({
  put: db.prepare(`INSERT INTO relationship (id, title, ours, theirs, kind, since, until, basis, activities, last_activity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, ours = excluded.ours, theirs = excluded.theirs, kind = excluded.kind, since = excluded.since, until = excluded.until,
      basis = excluded.basis, activities = excluded.activities, last_activity = excluded.last_activity`),
  remove: db.prepare('DELETE FROM relationship WHERE id = ?'),
}));
