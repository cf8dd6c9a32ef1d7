/** Reading agreements and their events: pages for lists, what the status needs, rows of tables brought in. */
import type { Json } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import { ok, type Result } from '../../shared/result.ts';
import { deriveStatus, type Status, type StatusInput } from '../../shared/status/status.ts';
import type { Day } from '../../shared/dates.ts';
import { labelOf, termOf } from '../../shared/vocabularies/vocabulary.ts';
import { baseline } from '../../shared/vocabularies/baseline.ts';
import type { ReadableDB } from '../db/open.ts';
import { indexed, type ListTable } from '../db/listTable.ts';
import { itemOf, pageOf, readPage, type ListItem, type ListPage, type PageError, type PageRequest } from '../db/page.ts';
import type { AgreementRules } from './projector.ts';

export const AGREEMENTS: ListTable = {
  table: 'agreement',
  kind: 'agreement',
  fields: {
    registerNo: { column: 't.register_no', index: 'agreement_by_register_no', sort: { key: 't.register_no_key', index: 'agreement_by_register_no_key' } },
    title: { column: 't.title', sort: { key: 't.title_key', index: 'agreement_by_title' } },
    level: indexed('t.level', 'agreement_by_level'),
    instrument: indexed('t.instrument', 'agreement_by_instrument'),
    nature: indexed('t.nature', 'agreement_by_nature'),
    placeSigned: indexed('t.place_signed', 'agreement_by_place_signed'),
    dateSigned: indexed('t.date_signed', 'agreement_by_date_signed', { date: true }),
    dateAdopted: indexed('t.date_adopted', 'agreement_by_date_adopted', { date: true }),
    dateInForce: indexed('t.date_in_force', 'agreement_by_date_in_force', { date: true }),
    access: indexed('t.access', 'agreement_by_access'),
    fields: { condition: `instr(t.fields, ',' || ? || ',') > 0` },
    partner: { ids: 'SELECT agreement FROM agreement_party WHERE partner = ?' },
    source: { ids: 'SELECT agreement FROM agreement_external_id WHERE source = ?' },
  },
};

export const EVENTS: ListTable = {
  table: 'agreement_event',
  kind: 'event',
  fields: {
    agreement: { column: 't.agreement', index: 'agreement_event_by_agreement' },
    type: indexed('t.type', 'agreement_event_by_type'),
    date: { column: `iif(t.date LIKE '"%', json_extract(t.date, '$'), json_extract(t.date, '$.date'))`, date: true, sort: { key: 't.day', index: 'agreement_event_by_day' } },
    day: indexed('t.day', 'agreement_event_by_day', { date: true }),
    party: { column: 't.party', index: 'agreement_event_by_party' },
    note: { column: 't.note' },
  },
};

/** A page of agreements, each with its status today. */
export function listAgreements(db: ReadableDB, request: PageRequest & { readonly today: Day }): Result<ListPage, PageError> {
  const page = readPage(db, AGREEMENTS, request);
  if (!page.ok) return page;
  const statuses = statusesOf(db, page.value.rows.map((row) => String(row.id)), request.today);
  return ok(pageOf(page.value, (row): ListItem => ({ ...itemOf('agreement', row), status: statuses.get(String(row.id))?.status ?? null })));
}

/** A page of events; by day unless asked otherwise is the caller's choice (`sort: 'day'`). */
export function listEvents(db: ReadableDB, request: PageRequest): Result<ListPage, PageError> {
  const page = readPage(db, EVENTS, request);
  if (!page.ok) return page;
  return ok(pageOf(page.value, (row) => {
    const term = typeof row.type === 'string' ? termOf(baseline.eventTypes, row.type) : undefined;
    return itemOf('event', { ...row, title: [term === undefined ? row.type : labelOf(term, 'en'), row.date].filter((part) => part !== null).join(', ') });
  }));
}

/** The events of an agreement that are not voided, in order of their first possible day. */
export function eventsOf(db: ReadableDB, agreement: string): readonly { readonly id: string; readonly type: string; readonly date: Json | undefined; readonly party: string | null; readonly note: string | null }[] {
  const rows = db.prepare(`${EVENT_ROWS} WHERE e.agreement = ? AND r.voided = 0 ORDER BY e.day IS NULL, e.day, e.id`).all(agreement) as EventRow[];
  return rows.map((row) => ({ id: row.id, type: row.type ?? '', date: parsed(row.date), party: row.party, note: row.note }));
}

/** The status of an agreement today; null if there is no such agreement. */
export const statusOf = (db: ReadableDB, agreement: string, today: Day): Status | null => statusesOf(db, [agreement], today).get(agreement) ?? null;

interface EventRow {
  readonly id: string;
  readonly agreement: string;
  readonly type: string | null;
  readonly date: string | null;
  readonly party: string | null;
  readonly note: string | null;
}

interface StatusRow {
  readonly id: string;
  readonly date_signed: string | null;
  readonly date_adopted: string | null;
  readonly date_in_force: string | null;
  readonly rules: string | null;
}

const EVENT_ROWS = 'SELECT e.id, e.agreement, e.type, e.date, e.party, e.note FROM agreement_event e JOIN record r ON r.id = e.id';

function statusesOf(db: ReadableDB, ids: readonly string[], today: Day): ReadonlyMap<string, Status> {
  const list = JSON.stringify(ids);
  const events = new Map<string, StatusInput['events'][number][]>();
  for (const row of db.prepare(`${EVENT_ROWS} WHERE e.agreement IN (SELECT value FROM json_each(?)) AND r.voided = 0 ORDER BY e.id`).all(list) as EventRow[]) {
    const known = events.get(row.agreement) ?? [];
    known.push({ type: row.type ?? '', date: parsed(row.date) });
    events.set(row.agreement, known);
  }
  const rows = db.prepare('SELECT id, date_signed, date_adopted, date_in_force, rules FROM agreement WHERE id IN (SELECT value FROM json_each(?))').all(list) as StatusRow[];
  return new Map(rows.map((row) => [row.id, deriveStatus({ agreement: statusFields(row), events: events.get(row.id) ?? [], today })]));
}

function statusFields(row: StatusRow): StatusInput['agreement'] {
  const rules = (row.rules === null ? {} : JSON.parse(row.rules)) as AgreementRules;
  const date = (field: string, text: string | null): Json | undefined => (text === null ? undefined : rules.inferred?.includes(field) === true ? { certainty: 'inferred', date: text } : text);
  return {
    dateSigned: date('dateSigned', row.date_signed), dateAdopted: date('dateAdopted', row.date_adopted), dateInForce: date('dateInForce', row.date_in_force),
    entryIntoForce: rules.entryIntoForce, term: rules.term, parties: rules.parties?.filter((party) => isJsonObject(party)),
  };
}

const parsed = (text: string | null): Json | undefined => (text === null ? undefined : (JSON.parse(text) as Json));
