/** A record with everything that is derived from it: status with its reason, events, documents, warnings, conflicts, what a writer has seen. */
import type { HistoryChange, Shown } from '../../shared/contract.ts';
import type { Json } from '../../shared/json.ts';
import { nest } from '../../shared/records/nest.ts';
import { textAt, titleOf } from '../../shared/records/titles.ts';
import type { WarningShown } from '../../shared/records/answers.ts';
import { warningsOf } from '../../shared/records/warnings.ts';
import { warn, warningSentence, type Warning } from '../../shared/records/warnings/warning.ts';
import { isVocabularyName } from '../../shared/vocabularies/overlay.ts';
import { readView } from '../changes/apply.ts';
import { historyOf } from '../changes/history.ts';
import { sameComponent } from '../changes/same.ts';
import type { RecordView } from '../changes/view.ts';
import type { ReadableDB } from '../db/open.ts';
import { contentBrief } from '../documents/contents.ts';
import { attachmentsOf } from '../documents/repository.ts';
import { partnerFacts } from '../partners/repository.ts';
import { conflictsShown } from '../register/write.ts';
import { vocabulariesOf } from '../vocabularies/repository.ts';
import { termId } from '../vocabularies/termId.ts';
import { agreementDerived, guardInputOf, guardWarnings, type KnownAgreement } from './agreementShown.ts';
import { partnerShown, partnerWarnings, partyNames, sameWarnings } from './partnerShown.ts';
import { relatedRecords } from './relatedRecords.ts';

/** Null if there is no such record. @param today as YYYY-MM-DD, for what depends on the day. */
export function showRecord(db: ReadableDB, id: string, today: string): Shown | null {
  const view = readView(db, id);
  if (view === null) return null;
  const same = sameComponent(db, id);
  const known = view.kind === 'agreement' ? guardInputOf(db, id, today) : null;
  return {
    ...nest(view.kind, view.fields),
    ...relatedRecords(db, view),
    ...derived(db, view, known),
    ...(view.kind === 'partner' ? partnerShown(db, view, same, today) : view.kind === 'agreement' ? { partyNames: partyNames(db, view, today) } : {}),
    id,
    kind: view.kind,
    title: titleOf(view.kind, view.fields, 'en', vocabulariesOf(db)),
    voided: view.voided === null ? null : { reason: view.voided.reason, office: view.voided.by.office, author: view.voided.by.author, at: view.voided.by.at },
    ...(same.length > 1 ? { same, shownUnder: same[0] ?? id } : {}),
    warnings: [...warningsFor(db, view, known, today), ...(view.kind === 'partner' ? partnerWarnings(db, view.id) : []), ...sameWarnings(db, same)],
    conflicts: conflictsShown(view),
    seen: Object.fromEntries(view.heads),
  };
}

/** Who wrote what, oldest first. Null if there is no such record. */
export function historyShown(db: ReadableDB, id: string): readonly HistoryChange[] | null {
  const items = historyOf(db, id);
  if (items.length === 0) return null;
  return items.map(({ by, type, fields, replaced }) => ({
    entry: by.ref, action: by.action, at: by.at, author: by.author, office: by.office, log: by.log, n: by.n, type, fields, replaced,
  }));
}

function derived(db: ReadableDB, view: RecordView, known: KnownAgreement | null): Readonly<Record<string, Json>> {
  const documents = attachmentsOf(db, view.id).map((row): Json => ({ ...row, content: contentBrief(db, row.sha256) }));
  if (known === null) return documents.length === 0 ? {} : { documents };
  return { ...agreementDerived(db, view.id, known, view.fields, documents.length), events: known.events.map(({ id, type, date, until, party, basis, note, override }): Json => ({ id, type, date: date ?? null, until: until ?? null, party, basis, note, override })), documents };
}

function warningsFor(db: ReadableDB, view: RecordView, known: KnownAgreement | null, today: string): readonly WarningShown[] {
  const ofAgreement = known === null ? {} : { events: known.events.map(({ type, date }) => ({ type, date })), partner: (id: string) => partnerFacts(db, id) };
  const warnings = [
    ...view.otherKinds.map((kind) => warn('otherKind', { kind })),
    ...termWarnings(view),
    ...warningsOf(view.kind, { fields: view.fields, id: view.id, today, record: (id) => recordState(db, id), ...ofAgreement }, vocabulariesOf(db)),
  ];
  const shown = warnings.map((warning) => ({ code: warning.code, ...(warning.path === undefined ? {} : { path: warning.path }), sentence: warningSentence(warning, 'en') }));
  return known === null ? shown : [...shown, ...guardWarnings(known)];
}

/** A record of kind `term` counts only under the id that follows from its code. */
function termWarnings(view: RecordView): readonly Warning[] {
  const [vocabulary, code] = [textAt(view.fields, 'vocabulary'), textAt(view.fields, 'code')];
  if (view.kind !== 'term' || vocabulary === null || code === null) return [];
  if (view.id !== termId(vocabulary, code)) return [warn('termElsewhere', { vocabulary, code })];
  return isVocabularyName(vocabulary) ? [] : [warn('vocabularyUnknown', { vocabulary }, 'vocabulary')];
}

function recordState(db: ReadableDB, id: string): { readonly kind: string; readonly voided: boolean } | null {
  const row = db.prepare('SELECT kind, voided FROM record WHERE id = ?').get(id) as { readonly kind: string; readonly voided: number } | undefined;
  return row === undefined ? null : { kind: row.kind, voided: row.voided === 1 };
}
