/** The vocabularies as this store has them: the baseline with what entries change in it. */
import type { Result } from '../../shared/result.ts';
import { baseline, type Vocabularies } from '../../shared/vocabularies/baseline.ts';
import { overlay, type TermEdit } from '../../shared/vocabularies/overlay.ts';
import type { ReadableDB } from '../db/open.ts';
import { unindexed, type ListTable } from '../db/listTable.ts';
import { listRows, type ListPage, type PageError, type PageRequest } from '../db/page.ts';
import { perConnection } from '../db/statements.ts';
import type { TermData } from './projector.ts';
import { termId } from './termId.ts';

const TERMS: ListTable = {
  table: 'term',
  kind: 'term',
  fields: {
    title: unindexed('t.title'),
    vocabulary: unindexed('t.vocabulary', { index: 'term_by_vocabulary' }),
    code: unindexed('t.code'),
    retired: { condition: `t.retired = (? IN ('true', '1'))` },
  },
};

export const listTerms = (db: ReadableDB, request: PageRequest): Result<ListPage, PageError> => listRows(db, TERMS, request);

/**
 * Kept until a term is written, which one row tells. What a transaction has read that was rolled back is not taken for what came after:
 * the row also names the entry.
 */
export function vocabulariesOf(db: ReadableDB): Vocabularies {
  const { version, kept } = heldOf(db);
  const row = version.get() as { readonly changes: number; readonly stamp: string } | undefined;
  if (row === undefined) return baseline;
  const key = `${String(row.changes)} ${row.stamp}`;
  if (kept.key === key) return kept.vocabularies;
  kept.vocabularies = overlay(termEdits(db));
  kept.key = key;
  return kept.vocabularies;
}

/** What records of kind `term` say. One whose id does not follow from its vocabulary and code is passed over: another record stands for that code. */
export function termEdits(db: ReadableDB): readonly TermEdit[] {
  const rows = db.prepare('SELECT id, vocabulary, code, voided, data FROM term WHERE vocabulary IS NOT NULL AND code IS NOT NULL ORDER BY id').all() as readonly { id: string; vocabulary: string; code: string; voided: number; data: string }[];
  return rows.filter(({ id, vocabulary, code }) => id === termId(vocabulary, code))
    .map(({ vocabulary, code, voided, data }) => ({ vocabulary, code, voided: voided === 1, ...(JSON.parse(data) as TermData) }));
}

const heldOf = perConnection((db: ReadableDB) => ({
  version: db.prepare('SELECT changes, stamp FROM term_version'),
  kept: { key: '', vocabularies: baseline },
}));
