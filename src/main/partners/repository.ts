/** Reading partners: pages for lists, and candidates for "is this one we know?". */
import { ok, type Result } from '../../shared/result.ts';
import { SAME_AS_GIVEN, sameComponent } from '../changes/same.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { indexed, type ListTable } from '../db/listTable.ts';
import { listRows, type ListItem, type ListPage, type PageError, type PageRequest } from '../db/page.ts';

export const PARTNERS: ListTable = {
  table: 'partner',
  kind: 'partner',
  fields: {
    title: { column: 't.name', sort: { key: 't.name_key', index: 'partner_by_name' } },
    partnerKind: indexed('t.kind', 'partner_by_kind'),
    country: indexed('t.country', 'partner_by_country'),
    subdivision: indexed('t.subdivision', 'partner_by_subdivision'),
    parent: { column: 't.parent', index: 'partner_by_parent' },
    /** All that stand below, however deep. */
    under: { ids: 'WITH RECURSIVE below (id) AS (SELECT id FROM partner WHERE parent = ? UNION SELECT p.id FROM below JOIN partner p ON p.parent = below.id) SELECT id FROM below' },
    same: { ids: SAME_AS_GIVEN },
    source: { ids: 'SELECT partner FROM partner_external_id WHERE source = ?' },
    externalId: { ids: 'SELECT partner FROM partner_external_id WHERE key = ?' },
  },
};

/** A page of partners. One that is the same as others says under which all are shown. */
export function listPartners(db: ReadableDB, request: PageRequest): Result<ListPage, PageError> {
  const page = listRows(db, PARTNERS, request);
  if (!page.ok) return page;
  const items = page.value.items.map((item): ListItem => {
    const [first, ...others] = sameComponent(db, item.id);
    return first === undefined || others.length === 0 ? item : { ...item, shownUnder: first };
  });
  return ok({ ...page.value, items });
}

/** What tells partners apart. */
export interface PartnerFacts {
  readonly id: string;
  readonly partnerKind: string | null;
  readonly country: string | null;
  readonly subdivision: string | null;
  readonly voided: boolean;
}

/** What is known of one partner; null if the register does not have it. */
export function partnerFacts(db: ReadableDB, id: string): PartnerFacts | null {
  const row = db.prepare(`${FACTS} WHERE p.id = ?`).get(id) as FactsRow | undefined;
  return row === undefined ? null : factsOf(row);
}

/** The partners that are not voided with that key in a register elsewhere, oldest first. */
export const partnersByExternalId = (db: ReadableDB, source: string, key: string): readonly string[] => statementsOf(db).byExternalId.all(source, key) as string[];

/** The partners that are not voided and have a name with that key (`foldName`), oldest first, with their ids elsewhere. */
export function partnersByName(db: ReadableDB, folded: string): readonly (PartnerFacts & { readonly sources: readonly string[] })[] {
  const { byName, sourcesOf } = statementsOf(db);
  return (byName.all(folded) as FactsRow[]).map((row) => ({ ...factsOf(row), sources: sourcesOf.all(row.id) as string[] }));
}

/** The voided ones with a name with that key. */
export function voidedPartnersByName(db: ReadableDB, folded: string): readonly (PartnerFacts & { readonly sources: readonly string[] })[] {
  const { voidedByName, sourcesOf } = statementsOf(db);
  return (voidedByName.all(folded) as FactsRow[]).map((row) => ({ ...factsOf(row), sources: sourcesOf.all(row.id) as string[] }));
}

interface FactsRow {
  readonly id: string;
  readonly kind: string | null;
  readonly country: string | null;
  readonly subdivision: string | null;
  readonly voided: number;
}

const FACTS = 'SELECT p.id, p.kind, p.country, p.subdivision, r.voided FROM partner p JOIN record r ON r.id = p.id';

const factsOf = (row: FactsRow): PartnerFacts => ({ id: row.id, partnerKind: row.kind, country: row.country, subdivision: row.subdivision, voided: row.voided === 1 });

/** Asked for every row of a table that is brought in. */
const statementsOf = perConnection((db: ReadableDB) => ({
  byExternalId: db.prepare('SELECT x.partner FROM partner_external_id x JOIN record r ON r.id = x.partner WHERE x.source = ? AND x.key = ? AND r.voided = 0 ORDER BY x.partner').pluck(),
  byName: db.prepare(`${FACTS} WHERE p.id IN (SELECT partner FROM partner_name WHERE folded = ?) AND r.voided = 0 ORDER BY p.id`),
  voidedByName: db.prepare(`${FACTS} WHERE p.id IN (SELECT partner FROM partner_name WHERE folded = ?) AND r.voided = 1 ORDER BY p.id`),
  sourcesOf: db.prepare('SELECT source FROM partner_external_id WHERE partner = ?').pluck(),
}));
