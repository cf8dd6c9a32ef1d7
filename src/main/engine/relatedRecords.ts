/** What stands around a record: those that it names, and those that name it. */
import type { Json } from '../../shared/json.ts';
import { linksOf } from '../../shared/records/links.ts';
import { titleOf } from '../../shared/records/titles.ts';
import { relationsOf } from '../agreements/relations.ts';
import { authorisationsOf, competenceChecksOf } from '../authorisations/repository.ts';
import { readView } from '../changes/apply.ts';
import type { RecordView } from '../changes/view.ts';
import type { ReadableDB } from '../db/open.ts';
import { originalsOf } from '../originals/repository.ts';
import { relationshipsOf } from '../relationships/repository.ts';
import { vocabulariesOf } from '../vocabularies/repository.ts';

/**
 * `linked`: kind and title of every record that its fields name, by field path; those that are not here have neither.
 * Of an agreement: `authorisations`, `competenceChecks`, `paperOriginals`, `related` (relations in both directions); of it and of a partner:
 * `relationships`. What is empty is left out.
 */
export function relatedRecords(db: ReadableDB, view: RecordView): Readonly<Record<string, Json>> {
  const lists: Readonly<Record<string, readonly object[]>> = {
    linked: linked(db, view),
    ...(view.kind === 'agreement'
      ? { related: relationsOf(db, view.id), authorisations: authorisationsOf(db, view.id), competenceChecks: competenceChecksOf(db, view.id), paperOriginals: originalsOf(db, view.id) }
      : {}),
    ...(view.kind === 'agreement' || view.kind === 'partner' ? { relationships: relationshipsOf(db, view.id) } : {}),
  };
  return Object.fromEntries(Object.entries(lists).flatMap(([name, rows]) => (rows.length === 0 ? [] : [[name, rows as Json]])));
}

function linked(db: ReadableDB, view: RecordView): readonly object[] {
  const seen = new Map<string, { readonly kind: string; readonly title: string } | null>();
  return linksOf(view.kind, view.fields).map(({ path, to }) => {
    const known = seen.has(to) ? (seen.get(to) ?? null) : briefly(db, to);
    seen.set(to, known);
    return { field: path, id: to, ...(known ?? {}) };
  });
}

function briefly(db: ReadableDB, id: string): { readonly kind: string; readonly title: string } | null {
  const view = readView(db, id);
  return view === null ? null : { kind: view.kind, title: titleOf(view.kind, view.fields, 'en', vocabulariesOf(db)) };
}
