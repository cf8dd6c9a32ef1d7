/**
 * The rules that hold when a person enters what happened to an agreement. A broken one keeps the entry from being written, unless the person
 * overrides it with a reason; on what comes from other offices it is a warning. Registers are old: where nothing was recorded before, an
 * event is a legacy entry that tells of the last known state, and the order is not asked for.
 */
import type { Json } from '../json.ts';
import { compareDates, earliestDay, type Day, type PartialDate } from '../dates.ts';
import { possibleDate, type AgreementEvent, type AgreementFacts, type Fact } from './fact.ts';
import { factsOf } from './facts.ts';
import { needsPermission, permissionMissing, type PermissionInput } from './permission.ts';
import { reason, type Reason } from './reasons.ts';
import { stretchOn } from './status.ts';
import { isBeforeSignature, isBinding, isEnded } from './statuses.ts';
import { timelineOf, type Stretch } from './timeline.ts';

/** What is known before the entry. */
export interface GuardInput extends AgreementFacts {
  readonly level: string | null;
  readonly authorisations: PermissionInput['authorisations'];
  readonly today: Day;
}

/** What stands against recording an event; empty if nothing does. An event without a date is looked at as of today. */
export function guardEvent(known: GuardInput, event: AgreementEvent): readonly Reason[] {
  const date = possibleDate(event.date);
  const on: PartialDate = date ?? known.today;
  const facts = factsOf(known);
  const here = stretchOn(timelineOf(known), earliestDay(on));
  const isLegacy = facts.length === 0;
  const ended = afterEnd(event.type, here, on);
  if (ended !== null) return [ended];
  switch (event.type) {
    case 'signed':
      return [...signing(known, date), ...forceBefore(facts, on)];
    case 'entered-into-force':
      return isLegacy ? [] : enteringForce(facts, here, on);
    case 'extended-tacitly':
    case 'extended-expressly':
      return isBinding(here.status) ? [] : [notInForce(event.type, here, on)];
    case 'suspended':
    case 'notice-given':
    case 'notice-received':
      return isLegacy || isBinding(here.status) || here.status === 'provisional' ? [] : [notInForce(event.type, here, on)];
    case 'resumed':
      return isLegacy || here.suspended ? [] : [reason('notSuspended', { date: on })];
    case 'notice-withdrawn':
      return here.notice !== null ? [] : [reason('noNotice', { date: on })];
    case 'provisional-end':
      return here.status === 'provisional' ? [] : [reason('notProvisional', { date: on })];
    case 'registered':
      return registration(facts, on);
    case 'terminated':
    case 'expired':
    case 'superseded':
      return !isLegacy && isBeforeSignature(here.status) ? [notInForce(event.type, here, on)] : [];
    case 'withdrawn':
      return isBeforeSignature(here.status) ? [] : [reason('afterSignature', { date: on, status: here.status })];
    default:
      return [];
  }
}

/** What stands against setting one of an agreement's own dates: `dateSigned` as a signature, `dateInForce` as entry into force. */
export function guardDate(known: GuardInput, field: 'dateSigned' | 'dateInForce', value: Json): readonly Reason[] {
  const date = possibleDate(value);
  if (date === null) return [];
  const facts = factsOf({ ...known, agreement: { ...known.agreement, [field]: undefined } });
  return field === 'dateSigned' ? [...signing(known, date), ...forceBefore(facts, date)] : beforeSignature(facts, date);
}

/** Types that tell of a paper or a name, or take something back, also after the end. */
const ALSO_AFTER: ReadonlySet<string> = new Set(['correction', 'original-moved', 'confirmed-by-partner', 'succession', 'registered', 'permission-lapsed']);
const ENDS: ReadonlySet<string> = new Set(['terminated', 'expired', 'superseded']);

/** Nothing after the end; but the end that was computed may be recorded, too. An extension of what is over has a rule of its own. */
function afterEnd(type: string, here: Stretch, on: PartialDate): Reason | null {
  if (!isEnded(here.status) || ALSO_AFTER.has(type) || type.startsWith('extended-')) return null;
  if (ENDS.has(type) && here.isComputed) return null;
  return reason('afterEnd', { date: on, status: here.status });
}

function signing(known: GuardInput, date: PartialDate | null): readonly Reason[] {
  const { level } = known;
  if (!needsPermission(level)) return [];
  const missing = permissionMissing(known, date);
  return missing === null ? [] : [reason('signedWithoutPermission', { level, date: date ?? known.today }), ...(missing.code === 'permissionMissing' ? [] : [missing])];
}

function enteringForce(facts: readonly Fact[], here: Stretch, on: PartialDate): readonly Reason[] {
  if (dateOfStep(facts, 'signed') === null && dateOfStep(facts, 'adopted') === null) return isBeforeSignature(here.status) ? [reason('forceWithoutSignature', {})] : [];
  return beforeSignature(facts, on);
}

function beforeSignature(facts: readonly Fact[], on: PartialDate): readonly Reason[] {
  const signed = dateOfStep(facts, 'signed') ?? dateOfStep(facts, 'adopted');
  return signed !== null && compareDates(on, signed) === 'before' ? [reason('forceBeforeSignature', { date: on, signed })] : [];
}

/** A signature after the entry into force that is recorded. */
function forceBefore(facts: readonly Fact[], on: PartialDate): readonly Reason[] {
  const force = facts.find((fact) => fact.code === 'inForceSince')?.date ?? null;
  return force !== null && compareDates(force, on) === 'before' ? [reason('forceBeforeSignature', { date: force, signed: on })] : [];
}

function registration(facts: readonly Fact[], on: PartialDate): readonly Reason[] {
  const force = facts.find((fact) => fact.step === 'inForce');
  const isBefore = force === undefined || (force.date !== null && compareDates(on, force.date) === 'before');
  return isBefore ? [reason('registeredBeforeForce', { date: on })] : [];
}

const notInForce = (event: string, here: Stretch, on: PartialDate): Reason => reason('onlyInForce', { event, date: on, status: here.status });

const dateOfStep = (facts: readonly Fact[], step: Fact['step']): PartialDate | null => facts.find((fact) => fact.step === step)?.date ?? null;
