/** Pages of agreements and of their events. */
import { ok, type Result } from '../../shared/result.ts';
import { stretchOn } from '../../shared/status/status.ts';
import { termIn } from '../../shared/status/term.ts';
import { timelineOf } from '../../shared/status/timeline.ts';
import type { Day } from '../../shared/dates.ts';
import { labelOf, termOf } from '../../shared/vocabularies/vocabulary.ts';
import { baseline, type Vocabularies } from '../../shared/vocabularies/baseline.ts';
import { SAME_AS_GIVEN } from '../changes/same.ts';
import type { ReadableDB } from '../db/open.ts';
import { indexed, type ListTable } from '../db/listTable.ts';
import { itemOf, pageOf, readPage, type ListItem, type ListPage, type PageError, type PageRequest } from '../db/page.ts';
import { derivedFields, derivedWhere } from './derivedLists.ts';
import { factsOfAgreement } from './facts.ts';

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
    partner: { ids: `SELECT agreement FROM agreement_party WHERE partner IN (${SAME_AS_GIVEN})` },
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
    override: { column: 't.override' },
  },
};

/** A page of agreements, each with what is derived of it today: status, when it expires, the last safe day for notice. */
export function listAgreements(db: ReadableDB, request: PageRequest & { readonly today: Day }): Result<ListPage, PageError> {
  const { today } = request;
  const page = readPage(db, { ...AGREEMENTS, fields: { ...AGREEMENTS.fields, ...derivedFields(today) } }, { ...request, where: derivedWhere(db, request.where ?? {}, today) });
  if (!page.ok) return page;
  return ok(pageOf(page.value, (row): ListItem => {
    const facts = factsOfAgreement(db, String(row.id));
    if (facts === null) return itemOf('agreement', row);
    const stretch = stretchOn(timelineOf(facts), today);
    const term = termIn(stretch, { agreement: facts.agreement, today });
    return { ...itemOf('agreement', row), status: stretch.status, expiresOn: term.expiresOn.value, lastDayForNotice: term.lastDayForNotice.value };
  }));
}

/** A page of events; by day unless asked otherwise is the caller's choice (`sort: 'day'`). @param vocabularies for the titles. */
export function listEvents(db: ReadableDB, request: PageRequest, { eventTypes }: Pick<Vocabularies, 'eventTypes'> = baseline): Result<ListPage, PageError> {
  const page = readPage(db, EVENTS, request);
  if (!page.ok) return page;
  return ok(pageOf(page.value, (row) => {
    const term = typeof row.type === 'string' ? termOf(eventTypes, row.type) : undefined;
    return itemOf('event', { ...row, title: [term === undefined ? row.type : labelOf(term, 'en'), row.date].filter((part) => part !== null).join(', ') });
  }));
}

