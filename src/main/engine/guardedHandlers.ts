/**
 * What a person enters about an agreement, looked at by the guards of the domain first. A broken guard refuses; with a reason for overriding it
 * the entry is written, and the reason with it. Nothing that comes from another office or a table passes here: there it is a warning.
 */
import type { CallContext, EngineDeps, Handlers } from './handling.ts';
import type { Failure, InvalidInput, OutputOf } from '../../shared/contract.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { parseField, parseNew } from '../../shared/records/read.ts';
import { textAt } from '../../shared/records/titles.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { GuardBroken } from '../../shared/status/answers.ts';
import type { AgreementEvent } from '../../shared/status/fact.ts';
import { guardDate, guardEvent } from '../../shared/status/guards.ts';
import { sentenceOf, sentencesOf, type Reason } from '../../shared/status/reasons.ts';
import { readView } from '../changes/apply.ts';
import type { RecordView } from '../changes/view.ts';
import { eventsOf } from '../agreements/facts.ts';
import { addRecord, setFields, viewToChange, type RegisterDeps } from '../register/write.ts';
import type { Store } from '../store/store.ts';
import { vocabulariesOf } from '../vocabularies/repository.ts';
import { guardInputOf } from './agreementShown.ts';
import { addAndCompare } from './partnerHandlers.ts';
import { termsAreSet } from './vocabularyHandlers.ts';

type Guarded = 'record.add' | 'record.set' | 'event.add' | 'event.list';
type WriteError = Failure | InvalidInput | GuardBroken;

export function guardedHandlers(store: Store, deps: EngineDeps): Pick<Handlers, Guarded> {
  const register: RegisterDeps = { db: store.db, log: store.log, newId: deps.newId, vocabularies: () => vocabulariesOf(store.db) };
  const today = (): string => deps.wallClock().slice(0, 10);
  const add = (kind: string, value: JsonObject, override: string | undefined, { author }: CallContext): Result<OutputOf<'record.add'>, WriteError> => {
    if (kind === 'term') return termsAreSet();
    if (kind !== 'event') return addAndCompare(register, { kind, value }, author);
    const allowed = guardedEvent(register, value, override, today());
    return allowed.ok ? addRecord(register, kind, allowed.value, author) : allowed;
  };
  return {
    'record.add': ({ kind, value, override }, context) => add(kind, value, override, context),
    'record.set': ({ id, fields, seen, override }, { author }) => {
      const allowed = guardedFields(register, id, fields, override, today());
      return allowed.ok ? setFields(register, id, allowed.value, seen, author) : allowed;
    },
    'event.add': ({ override, ...event }, context) => {
      const value = Object.fromEntries(Object.entries(event).filter(([, part]) => part !== undefined)) as JsonObject;
      return add('event', value, override, context);
    },
    'event.list': ({ agreement }) => {
      const view = readView(store.reader, agreement);
      if (view?.kind !== 'agreement') return err({ type: 'RecordUnknown', message: `No events were listed: there is no agreement ${agreement} in this store.` });
      return ok({ events: eventsOf(store.reader, agreement).map((event) => ({ ...event, date: event.date ?? null, until: event.until ?? null })) });
    },
  };
}

/** The event to be written: as given, with the reason for overriding where a guard is broken. What is malformed is left to the register to refuse. */
function guardedEvent(register: RegisterDeps, value: JsonObject, override: string | undefined, today: string): Result<JsonObject, GuardBroken> {
  const { override: ownReason, ...rest } = value;
  const why = override ?? (typeof ownReason === 'string' ? ownReason : undefined);
  const parsed = parseNew('event', value, () => '1', register.vocabularies());
  const agreement = parsed.ok ? parsed.value.agreement : undefined;
  const known = typeof agreement === 'string' ? guardInputOf(register.db, agreement, today) : null;
  if (!parsed.ok || known === null) return ok(value);
  const broken = guardEvent(known, eventFrom(new Map(Object.entries(parsed.value))));
  if (broken.length === 0) return ok(why === undefined ? value : rest);
  return why === undefined ? refused('The event was not recorded', broken) : ok({ ...rest, override: why });
}

/** Fields of an agreement or an event, with the reason for overriding where a guard is broken. */
function guardedFields(register: RegisterDeps, id: string, fields: Readonly<Record<string, Json>>, override: string | undefined, today: string): Result<Readonly<Record<string, Json>>, GuardBroken> {
  const view = viewToChange(register.db, id);
  if (!view.ok) return ok(fields);
  if (view.value.kind === 'event') return guardedChange(register, view.value, fields, override, today);
  const known = view.value.kind === 'agreement' ? guardInputOf(register.db, id, today) : null;
  if (known === null) return ok(fields);
  const written: Record<string, Json> = { ...fields };
  const broken: Reason[] = [];
  for (const field of ['dateSigned', 'dateInForce'] as const) {
    const given = fields[field];
    const change = given === undefined ? null : parseField('agreement', field, given, register.vocabularies());
    if (change?.ok !== true || change.value.does !== 'write' || sameValue(change.value.value, view.value.fields.get(field))) continue;
    const own = guardDate(withDates(known, fields, register), field, change.value.value);
    if (own.length === 0) continue;
    broken.push(...own.filter((one) => !broken.some((other) => other.code === one.code)));
    if (override !== undefined) Object.assign(written, { [`guardOverrides[${field}].guard`]: own[0]?.code ?? '', [`guardOverrides[${field}].reason`]: override });
  }
  return broken.length === 0 || override !== undefined ? ok(written) : refused(`${id} was not changed`, broken);
}

/** A change of what an event says: looked at as if it were recorded anew. */
function guardedChange(register: RegisterDeps, view: RecordView, fields: Readonly<Record<string, Json>>, override: string | undefined, today: string): Result<Readonly<Record<string, Json>>, GuardBroken> {
  if (!['agreement', 'type', 'date', 'party'].some((field) => fields[field] !== undefined)) return ok(fields);
  const changed = new Map(view.fields);
  for (const [path, value] of Object.entries(fields)) {
    const change = parseField('event', path, value, register.vocabularies());
    if (change.ok && change.value.does === 'write') changed.set(path, change.value.value);
  }
  const known = guardInputOf(register.db, textAt(changed, 'agreement') ?? '', today);
  if (known === null) return ok(fields);
  const broken = guardEvent({ ...known, events: known.events.filter((event) => event.id !== view.id) }, eventFrom(changed));
  if (broken.length === 0) return ok(fields);
  return override === undefined ? refused(`${view.id} was not changed`, broken) : ok({ ...fields, override });
}

/** Both dates as they will stand, so that each is held against the other. */
function withDates<T extends { readonly agreement: object }>(known: T, fields: Readonly<Record<string, Json>>, register: RegisterDeps): T {
  const dates = (['dateSigned', 'dateInForce'] as const).flatMap((field): [string, Json][] => {
    const given = fields[field];
    const change = given === undefined ? null : parseField('agreement', field, given, register.vocabularies());
    return change?.ok === true && change.value.does === 'write' ? [[field, change.value.value]] : [];
  });
  return { ...known, agreement: { ...known.agreement, ...Object.fromEntries(dates) } };
}

const eventFrom = (fields: ReadonlyMap<string, Json>): AgreementEvent => ({ type: textAt(fields, 'type') ?? '', date: fields.get('date'), party: textAt(fields, 'party'), until: fields.get('until') });

const refused = (what: string, broken: readonly Reason[]): Result<never, GuardBroken> => err({
  type: 'GuardBroken',
  message: `${what}: ${sentencesOf(broken, 'en')} Nothing was changed. With --override "reason" it is recorded all the same, and the reason with it.`,
  reasons: broken.map((one) => ({ code: one.code, values: one.values, sentence: sentenceOf(one, 'en') })),
});

const sameValue = (a: Json, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);
