/** The tables of agreements and their events, row by row from the merged view. */
import type { Json, JsonObject } from '../../shared/json.ts';
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
import { putRelations, removeRelations } from './relations.ts';

export const agreementsProjector: Projector = {
  kinds: ['agreement', 'event'],
  tables: ['agreement', 'agreement_party', 'agreement_external_id', 'agreement_event', 'agreement_relation'],
  put: (db, view) => {
    if (view.kind === 'event') putEvent(db, view);
    else putAgreement(db, view);
  },
  remove: (db, id) => {
    const statements = statementsOf(db);
    unlink(statements, id);
    removeRelations(db, id);
    statements.removeAgreement.run(id);
    statements.removeEvent.run(id);
  },
};

/** What the status also depends on and no column holds; see `agreement.rules`. */
export interface AgreementRules {
  readonly entryIntoForce?: Json;
  readonly term?: Json;
  readonly parties?: readonly JsonObject[];
  /** Names of date fields whose date is inferred. */
  readonly inferred?: readonly string[];
}

const DATES = ['dateSigned', 'dateAdopted', 'dateInForce'] as const;
const PARTY_DATES = ['signed', 'approved', 'notified', 'boundFrom'] as const;

function putAgreement(db: WritableDB, view: RecordView): void {
  const { id, fields } = view;
  const statements = statementsOf(db);
  const parties = groupsOf(fields, 'parties').map(([, parts]) => parts);
  const partners = parties.flatMap((parts): [string, string | null][] => (typeof parts.partner === 'string' ? [[parts.partner, textOrNull(parts.side)]] : []));
  const externalIds = elementsOf(fields, 'externalIds').flatMap(([, value]): [string, string, string | null][] =>
    (isJsonObject(value) && typeof value.source === 'string' && typeof value.key === 'string' ? [[value.source, value.key, textOrNull(value.row)]] : []));
  unlink(statements, id);
  statements.putAgreement(id, [
    textAt(fields, 'registerNo'), titleOf('agreement', fields), textAt(fields, 'level'), textAt(fields, 'instrument'), textAt(fields, 'nature'), textAt(fields, 'placeSigned'),
    dateAt(fields, 'dateSigned'), dateAt(fields, 'dateAdopted'), dateAt(fields, 'dateInForce'), textAt(fields, 'access'), fieldList(fields), rulesOf(fields, parties),
    listOrNull(partners), listOrNull(externalIds.map(([source, key]) => [source, key])),
    titleKey('agreement', fields), keyOrNull(textAt(fields, 'registerNo')),
  ]);
  for (const [partner] of partners) statements.putParty.run(partner, id);
  putRelations(db, id, fields);
  for (const [source, key, row] of externalIds) statements.putExternalId.run(source, key, id, row);
}

/** Takes out what leads to an agreement, as its row remembers it: no index of its own is needed for that. */
function unlink(statements: ReturnType<typeof statementsOf>, id: string): void {
  const held = statements.links.get(id) as { readonly parties: string | null; readonly external_ids: string | null } | undefined;
  if (held === undefined) return;
  for (const [partner] of JSON.parse(held.parties ?? '[]') as [string][]) statements.removeParty.run(partner, id);
  for (const [source, key] of JSON.parse(held.external_ids ?? '[]') as [string, string][]) statements.removeExternalId.run(source, key, id);
}

const listOrNull = (list: readonly Json[]): string | null => (list.length === 0 ? null : JSON.stringify(list));

function putEvent(db: WritableDB, { id, fields }: RecordView): void {
  const value = dateValueOf(fields.get('date'));
  const day = value !== null && parsePartialDate(dateOf(value)).ok ? earliestDay(dateOf(value)) : null;
  statementsOf(db).putEvent(id, [textAt(fields, 'agreement'), textAt(fields, 'type'), value === null ? null : JSON.stringify(value), day, textAt(fields, 'party'), textAt(fields, 'note')]);
}

function dateAt(fields: Fields, path: string): string | null {
  const value = dateValueOf(fields.get(path));
  return value === null ? null : dateOf(value);
}

function fieldList(fields: Fields): string | null {
  const codes = elementsOf(fields, 'fields').map(([code]) => code);
  return codes.length === 0 ? null : `,${codes.join(',')},`;
}

function rulesOf(fields: Fields, parties: readonly Readonly<Record<string, Json>>[]): string | null {
  const rules: Record<string, Json> = {};
  for (const path of ['entryIntoForce', 'term']) {
    const value = fields.get(path);
    if (value !== undefined) rules[path] = value;
  }
  const inferred = DATES.filter((path) => isJsonObject(fields.get(path)));
  if (inferred.length > 0) rules.inferred = inferred;
  const dates = parties.map((parts) => Object.fromEntries(PARTY_DATES.flatMap((part): [string, Json][] => (parts[part] === undefined ? [] : [[part, parts[part]]]))));
  if (dates.some((of) => Object.keys(of).length > 0)) rules.parties = dates;
  return Object.keys(rules).length === 0 ? null : JSON.stringify(rules);
}

const textOrNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

const statementsOf = perConnection((db: WritableDB) => ({
  putAgreement: rowWriter(db, 'agreement', [
    'register_no', 'title', 'level', 'instrument', 'nature', 'place_signed', 'date_signed', 'date_adopted', 'date_in_force', 'access', 'fields', 'rules', 'parties', 'external_ids',
    'title_key', 'register_no_key',
  ]),
  removeAgreement: db.prepare('DELETE FROM agreement WHERE id = ?'),
  links: db.prepare('SELECT parties, external_ids FROM agreement WHERE id = ?'),
  putParty: db.prepare('INSERT OR IGNORE INTO agreement_party (partner, agreement) VALUES (?, ?)'),
  removeParty: db.prepare('DELETE FROM agreement_party WHERE partner = ? AND agreement = ?'),
  putExternalId: db.prepare('INSERT OR IGNORE INTO agreement_external_id (source, key, agreement, row) VALUES (?, ?, ?, ?)'),
  removeExternalId: db.prepare('DELETE FROM agreement_external_id WHERE source = ? AND key = ? AND agreement = ?'),
  putEvent: rowWriter(db, 'agreement_event', ['agreement', 'type', 'date', 'day', 'party', 'note']),
  removeEvent: db.prepare('DELETE FROM agreement_event WHERE id = ?'),
}));
