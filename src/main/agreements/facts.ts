/** What the status of an agreement depends on, as the tables hold it: kept small, since every agreement has it. */
import type { Json, JsonObject } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { Fields } from '../../shared/records/nest.ts';
import type { AgreementEvent, AgreementFacts } from '../../shared/status/fact.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

export const DATES = ['dateSigned', 'dateAdopted', 'dateInForce'] as const;

/** What the status also depends on and no column holds (the column `rules`, JSON; null where there is nothing). */
interface AgreementRules {
  readonly entryIntoForce?: Json;
  readonly term?: Json;
  readonly parties?: readonly JsonObject[];
  /** Names of date fields whose date is inferred. */
  readonly inferred?: readonly string[];
}

/** The columns that `agreementFacts` reads; `parties`: [[partner, side], ...], for events that tell of one party. */
export interface FactsRow {
  readonly date_signed: string | null;
  readonly date_adopted: string | null;
  readonly date_in_force: string | null;
  readonly rules: string | null;
  readonly parties: string | null;
}

export const FACTS_COLUMNS = 'date_signed, date_adopted, date_in_force, rules, parties';

/** @returns the column `rules` of an agreement. @param parties its groups in their order. */
export function rulesOf(fields: Fields, parties: readonly Readonly<Record<string, Json>>[]): string | null {
  const rules: Record<string, Json> = {};
  for (const path of ['entryIntoForce', 'term']) {
    const value = fields.get(path);
    if (value !== undefined) rules[path] = value;
  }
  const inferred = DATES.filter((path) => isJsonObject(fields.get(path)));
  if (inferred.length > 0) rules.inferred = inferred;
  if (rules.entryIntoForce !== undefined || parties.some((parts) => PARTY_DATES.some((part) => parts[part] !== undefined))) {
    rules.parties = parties.map((parts) => Object.fromEntries([...PARTY_DATES, ...PARTY_PARTS].flatMap((part): [string, Json][] => (parts[part] === undefined ? [] : [[part, parts[part]]]))));
  }
  return Object.keys(rules).length === 0 ? null : JSON.stringify(rules);
}

const PARTY_DATES = ['signed', 'approved', 'notified', 'boundFrom'] as const;
const PARTY_PARTS = ['partner', 'side', 'capacity'] as const;

/** The facts of an agreement, from its row and its events. */
export function factsFrom(row: FactsRow, events: readonly AgreementEvent[]): AgreementFacts {
  return { agreement: agreementFacts(row, events.some((event) => event.party != null)), events };
}

function agreementFacts(row: FactsRow, byParty: boolean): AgreementFacts['agreement'] {
  const rules = (row.rules === null ? {} : JSON.parse(row.rules)) as AgreementRules;
  const date = (field: string, text: string | null): Json | undefined => (text === null ? undefined : rules.inferred?.includes(field) === true ? { certainty: 'inferred', date: text } : text);
  return {
    dateSigned: date('dateSigned', row.date_signed), dateAdopted: date('dateAdopted', row.date_adopted), dateInForce: date('dateInForce', row.date_in_force),
    entryIntoForce: rules.entryIntoForce, term: rules.term, parties: rules.parties?.filter((party) => isJsonObject(party)) ?? (byParty ? namedParties(row.parties) : undefined),
  };
}

const namedParties = (parties: string | null): readonly JsonObject[] => (JSON.parse(parties ?? '[]') as readonly (readonly [string, string | null])[]).map(([partner, side]) => ({ partner, side }));

/** An event as it is shown; `date` and `until` as in the record. */
export interface EventShown extends AgreementEvent {
  readonly id: string;
  readonly party: string | null;
  readonly basis: string | null;
  readonly note: string | null;
  /** Why a person recorded it although a guard stood against it. */
  readonly override: string | null;
}

/** The events of an agreement that are not voided, in order of their first possible day. */
export const eventsOf = (db: ReadableDB, agreement: string): readonly EventShown[] => (statementsOf(db).events.all(agreement) as EventRow[]).map(eventShown);

/** The facts of an agreement from the tables; null if there is no such agreement. */
export function factsOfAgreement(db: ReadableDB, id: string): (AgreementFacts & { readonly level: string | null; readonly events: readonly EventShown[] }) | null {
  const row = statementsOf(db).agreement.get(id) as (FactsRow & { readonly level: string | null }) | undefined;
  if (row === undefined) return null;
  const events = eventsOf(db, id);
  return { ...factsFrom(row, events), level: row.level, events };
}

interface EventRow {
  readonly id: string;
  readonly type: string | null;
  readonly date: string | null;
  readonly until: string | null;
  readonly party: string | null;
  readonly basis: string | null;
  readonly note: string | null;
  readonly override: string | null;
}

const eventShown = (row: EventRow): EventShown => ({
  id: row.id, type: row.type ?? '', date: parsed(row.date), ...(row.until === null ? {} : { until: parsed(row.until) }), party: row.party, basis: row.basis, note: row.note, override: row.override,
});

const parsed = (text: string | null): Json | undefined => (text === null ? undefined : (JSON.parse(text) as Json));

const statementsOf = perConnection((db: ReadableDB) => ({
  agreement: db.prepare(`SELECT level, ${FACTS_COLUMNS} FROM agreement WHERE id = ?`),
  events: db.prepare(`SELECT e.id, e.type, e.date, e.until, e.party, e.basis, e.note, e.override FROM agreement_event e JOIN record r ON r.id = e.id
    WHERE e.agreement = ? AND r.voided = 0 ORDER BY e.day IS NULL, e.day, e.id`),
}));
