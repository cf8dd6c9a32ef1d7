/** The tables of agreements and their events, row by row from the merged view. */
import type { Json } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import { dateOf, earliestDay, parsePartialDate } from '../../shared/dates.ts';
import { elementsOf, groupsOf, type Fields } from '../../shared/records/nest.ts';
import { keyOrNull, titleKey } from '../../shared/records/titleKey.ts';
import { dateValueOf, textAt, titleOf } from '../../shared/records/titles.ts';
import type { Projector } from '../changes/apply.ts';
import type { RecordView } from '../changes/view.ts';
import type { WritableDB } from '../db/open.ts';
import { rowWriter } from '../db/rowWriter.ts';
import { perConnection } from '../db/statements.ts';
import { DATES, eventsOf, factsFrom, factsOfAgreement, rulesOf } from './facts.ts';
import { putPhases, removePhases } from './phases.ts';
import { putRelations, removeRelations } from './relations.ts';

export const agreementsProjector: Projector = {
  kinds: ['agreement', 'event'],
  tables: ['agreement', 'agreement_party', 'agreement_external_id', 'agreement_event', 'agreement_relation', 'agreement_phase', 'agreement_term'],
  put: (db, view, isNew) => {
    if (view.kind === 'event') putEvent(db, view, isNew);
    else putAgreement(db, view, isNew);
  },
  remove: (db, id) => {
    const statements = statementsOf(db);
    const held = unlink(statements, id);
    if (held !== undefined) removePhases(db, id, held.phases);
    removeRelations(db, id);
    statements.removeAgreement.run(id);
    const of = statements.agreementOfEvent.get(id) as string | null | undefined;
    statements.removeEvent.run(id);
    if (of != null) deriveAnew(db, of);
  },
};

function putAgreement(db: WritableDB, view: RecordView, isNew: boolean): void {
  const { id, fields } = view;
  const statements = statementsOf(db);
  const parties = groupsOf(fields, 'parties').map(([, parts]) => parts);
  const partners = parties.flatMap((parts): [string, string | null][] => (typeof parts.partner === 'string' ? [[parts.partner, textOrNull(parts.side)]] : []));
  const externalIds = elementsOf(fields, 'externalIds').flatMap(([, value]): [string, string, string | null][] =>
    (isJsonObject(value) && typeof value.source === 'string' && typeof value.key === 'string' ? [[value.source, value.key, textOrNull(value.row)]] : []));
  const held = isNew ? undefined : unlink(statements, id);
  const dates = DATES.map((path) => dateAt(fields, path));
  const rules = rulesOf(fields, parties);
  const [signed = null, adopted = null, inForce = null] = dates;
  const named = listOrNull(partners);
  const facts = factsFrom({ date_signed: signed, date_adopted: adopted, date_in_force: inForce, rules, parties: named }, eventsOf(db, id));
  const phases = putPhases(db, id, facts, held?.phases);
  statements.putAgreement(id, [
    textAt(fields, 'registerNo'), titleOf('agreement', fields), textAt(fields, 'level'), textAt(fields, 'instrument'), textAt(fields, 'nature'), textAt(fields, 'placeSigned'),
    signed, adopted, inForce, textAt(fields, 'access'), fieldList(fields), rules,
    named, listOrNull(externalIds.map(([source, key]) => [source, key])),
    titleKey('agreement', fields), keyOrNull(textAt(fields, 'registerNo')), phases,
  ], isNew);
  for (const [partner] of partners) statements.putParty.run(partner, id);
  putRelations(db, id, fields, isNew);
  for (const [source, key, row] of externalIds) statements.putExternalId.run(source, key, id, row);
}

/** An event came, changed or went: what is derived of its agreement, anew. Of an agreement that is not here nothing is derived yet. */
function deriveAnew(db: WritableDB, agreement: string): void {
  const statements = statementsOf(db);
  const held = statements.links.get(agreement) as Held | undefined;
  const facts = held === undefined ? null : factsOfAgreement(db, agreement);
  if (held === undefined || facts === null) return;
  const phases = putPhases(db, agreement, facts, held.phases);
  if (phases !== held.phases) statements.setPhases.run(phases, agreement);
}

interface Held {
  readonly parties: string | null;
  readonly external_ids: string | null;
  readonly phases: string | null;
}

/** Takes out what leads to an agreement, as its row remembers it: no index of its own is needed for that. */
function unlink(statements: ReturnType<typeof statementsOf>, id: string): Held | undefined {
  const held = statements.links.get(id) as Held | undefined;
  if (held === undefined) return undefined;
  for (const [partner] of JSON.parse(held.parties ?? '[]') as [string][]) statements.removeParty.run(partner, id);
  for (const [source, key] of JSON.parse(held.external_ids ?? '[]') as [string, string][]) statements.removeExternalId.run(source, key, id);
  return held;
}

const listOrNull = (list: readonly Json[]): string | null => (list.length === 0 ? null : JSON.stringify(list));

function putEvent(db: WritableDB, { id, fields }: RecordView, isNew: boolean): void {
  const statements = statementsOf(db);
  const [date, until] = [dateValueOf(fields.get('date')), dateValueOf(fields.get('until'))];
  const day = date !== null && parsePartialDate(dateOf(date)).ok ? earliestDay(dateOf(date)) : null;
  const agreement = textAt(fields, 'agreement');
  const before = isNew ? undefined : (statements.agreementOfEvent.get(id) as string | null | undefined);
  statements.putEvent(id, [
    agreement, textAt(fields, 'type'), date === null ? null : JSON.stringify(date), day, textAt(fields, 'party'), textAt(fields, 'note'),
    until === null ? null : JSON.stringify(until), textAt(fields, 'basis'), textAt(fields, 'override'),
  ], isNew);
  if (before != null && before !== agreement) deriveAnew(db, before);
  if (agreement !== null) deriveAnew(db, agreement);
}

function dateAt(fields: Fields, path: string): string | null {
  const value = dateValueOf(fields.get(path));
  return value === null ? null : dateOf(value);
}

function fieldList(fields: Fields): string | null {
  const codes = elementsOf(fields, 'fields').map(([code]) => code);
  return codes.length === 0 ? null : `,${codes.join(',')},`;
}

const textOrNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

const statementsOf = perConnection((db: WritableDB) => ({
  putAgreement: rowWriter(db, 'agreement', [
    'register_no', 'title', 'level', 'instrument', 'nature', 'place_signed', 'date_signed', 'date_adopted', 'date_in_force', 'access', 'fields', 'rules', 'parties', 'external_ids',
    'title_key', 'register_no_key', 'phases',
  ]),
  removeAgreement: db.prepare('DELETE FROM agreement WHERE id = ?'),
  setPhases: db.prepare('UPDATE agreement SET phases = ? WHERE id = ?'),
  links: db.prepare('SELECT parties, external_ids, phases FROM agreement WHERE id = ?'),
  putParty: db.prepare('INSERT OR IGNORE INTO agreement_party (partner, agreement) VALUES (?, ?)'),
  removeParty: db.prepare('DELETE FROM agreement_party WHERE partner = ? AND agreement = ?'),
  putExternalId: db.prepare('INSERT OR IGNORE INTO agreement_external_id (source, key, agreement, row) VALUES (?, ?, ?, ?)'),
  removeExternalId: db.prepare('DELETE FROM agreement_external_id WHERE source = ? AND key = ? AND agreement = ?'),
  putEvent: rowWriter(db, 'agreement_event', ['agreement', 'type', 'date', 'day', 'party', 'note', 'until', 'basis', 'override']),
  agreementOfEvent: db.prepare('SELECT agreement FROM agreement_event WHERE id = ?').pluck(),
  removeEvent: db.prepare('DELETE FROM agreement_event WHERE id = ?'),
}));
