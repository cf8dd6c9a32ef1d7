/** Reading paper originals: pages for lists, and those of an agreement. */
import type { Result } from '../../shared/result.ts';
import type { ReadableDB } from '../db/open.ts';
import { unindexed, type ListTable } from '../db/listTable.ts';
import { listRows, type ListPage, type PageError, type PageRequest } from '../db/page.ts';

const ORIGINALS: ListTable = {
  table: 'original',
  kind: 'original',
  fields: {
    title: unindexed('t.title'),
    agreement: unindexed('t.agreement', { index: 'original_by_agreement' }),
    holder: unindexed('t.holder'),
    alternat: unindexed('t.alternat'),
    fonds: unindexed('t.fonds'),
    inventory: unindexed('t.inventory'),
    file: unindexed('t.file'),
    sheets: unindexed('t.sheets'),
    condition: unindexed('t.condition'),
    lentTo: unindexed('t.lent_to'),
    lentDue: unindexed('t.lent_due', { date: true }),
  },
};

export const listOriginals = (db: ReadableDB, request: PageRequest): Result<ListPage, PageError> => listRows(db, ORIGINALS, request);

export interface OriginalRow {
  readonly id: string;
  readonly title: string;
  readonly holder: string | null;
  readonly alternat: string | null;
  readonly condition: string | null;
  readonly lentTo: string | null;
  readonly lentDue: string | null;
}

/** The paper originals of an agreement that are not voided, in the order of entry. */
export const originalsOf = (db: ReadableDB, agreement: string): readonly OriginalRow[] =>
  db.prepare(`SELECT t.id, t.title, t.holder, t.alternat, t.condition, t.lent_to AS lentTo, t.lent_due AS lentDue
    FROM original t JOIN record r ON r.id = t.id WHERE t.agreement = ? AND r.voided = 0 ORDER BY t.id`).all(agreement) as OriginalRow[];
