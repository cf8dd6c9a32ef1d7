/** Reading relationships: pages for lists, and those of a partner or an agreement. */
import type { Result } from '../../shared/result.ts';
import type { ReadableDB } from '../db/open.ts';
import { unindexed, type ListTable } from '../db/listTable.ts';
import { listRows, type ListPage, type PageError, type PageRequest } from '../db/page.ts';

const RELATIONSHIPS: ListTable = {
  table: 'relationship',
  kind: 'relationship',
  fields: {
    title: unindexed('t.title'),
    ours: unindexed('t.ours', { index: 'relationship_by_ours' }),
    theirs: unindexed('t.theirs', { index: 'relationship_by_theirs' }),
    relationshipKind: unindexed('t.kind'),
    since: unindexed('t.since', { date: true }),
    until: unindexed('t.until', { date: true }),
    basis: unindexed('t.basis', { index: 'relationship_by_basis' }),
    activities: unindexed('t.activities', { integer: true }),
    lastActivity: unindexed('t.last_activity', { date: true }),
    partner: { condition: '? IN (t.ours, t.theirs)' },
  },
};

export const listRelationships = (db: ReadableDB, request: PageRequest): Result<ListPage, PageError> => listRows(db, RELATIONSHIPS, request);

export interface RelationshipRow {
  readonly id: string;
  readonly title: string;
  readonly ours: string | null;
  readonly theirs: string | null;
  readonly lastActivity: string | null;
}

/** The relationships that rest on an agreement or that a partner takes part in, those voided left out, in the order of entry. */
export const relationshipsOf = (db: ReadableDB, record: string): readonly RelationshipRow[] =>
  db.prepare(`SELECT t.id, t.title, t.ours, t.theirs, t.last_activity AS lastActivity
    FROM relationship t JOIN record r ON r.id = t.id WHERE (t.ours = @id OR t.theirs = @id OR t.basis = @id) AND r.voided = 0 ORDER BY t.id`).all({ id: record }) as RelationshipRow[];
