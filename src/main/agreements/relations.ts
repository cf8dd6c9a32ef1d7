/** What agreements are to each other: the table behind both directions of `relations`. */
import { groupsOf, type Fields } from '../../shared/records/nest.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

/** Replaces the relations of an agreement; a new one has none to take out. */
export function putRelations(db: WritableDB, agreement: string, fields: Fields, isNew: boolean): void {
  const relations = groupsOf(fields, 'relations');
  if (!isNew) removeRelations(db, agreement);
  for (const [element, { type, agreement: other, act }] of relations) statementsOf(db).put.run(agreement, element, textOrNull(type), textOrNull(other), textOrNull(act));
}

export function removeRelations(db: WritableDB, agreement: string): void {
  statementsOf(db).remove.run(agreement);
}

export interface RelationRow {
  /** `to` another: this agreement is what `type` says of that one (implements it, amends it ...); `from`: the other one is that of this. */
  readonly direction: 'to' | 'from';
  readonly type: string | null;
  /** The other agreement; null for a legal act. */
  readonly id: string | null;
  /** Its title, or the act as it is cited. */
  readonly title: string | null;
}

/** The relations of an agreement in both directions, its own first; what voided agreements say of it is left out. */
export function relationsOf(db: ReadableDB, agreement: string): readonly RelationRow[] {
  return db.prepare(`SELECT 'to' AS direction, e.type, e.other AS id, coalesce(a.title, e.act) AS title, 0 AS place, e.element AS part
      FROM agreement_relation e LEFT JOIN agreement a ON a.id = e.other WHERE e.agreement = @id
    UNION ALL SELECT 'from', e.type, e.agreement, a.title, 1, e.agreement
      FROM agreement_relation e JOIN agreement a ON a.id = e.agreement JOIN record r ON r.id = e.agreement WHERE e.other = @id AND r.voided = 0
    ORDER BY place, part`).all({ id: agreement }).map((row) => {
    const { direction, type, id, title } = row as RelationRow;
    return { direction, type, id, title };
  });
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const statementsOf = perConnection((db: WritableDB) => ({
  put: db.prepare('INSERT INTO agreement_relation (agreement, element, type, other, act) VALUES (?, ?, ?, ?, ?)'),
  remove: db.prepare('DELETE FROM agreement_relation WHERE agreement = ?'),
}));
