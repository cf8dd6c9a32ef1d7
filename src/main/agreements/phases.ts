/** The tables behind lists by status, by end and by day for notice: what is derived of an agreement for all days, a function of its facts alone. */
import { addDays, dateOf, earliestDay, FIRST_DAY, LAST_DAY, type Day } from '../../shared/dates.ts';
import { isBinding, isEnded } from '../../shared/status/statuses.ts';
import { phasesIn } from '../../shared/status/status.ts';
import { timelineOf, type Stretch } from '../../shared/status/timeline.ts';
import { monthNumber } from '../../shared/status/span.ts';
import type { AgreementFacts } from '../../shared/status/fact.ts';
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

/**
 * Replaces what the tables say of an agreement.
 *
 * @param held its column `phases` as it stands; undefined where the agreement is new.
 * @returns its column `phases` from now on, for the caller to write.
 */
export function putPhases(db: WritableDB, agreement: string, facts: AgreementFacts, held: string | null | undefined): string {
  const statements = statementsOf(db);
  const timeline = timelineOf(facts);
  const phases = phasesIn(timeline).filter((phase, i, all) => i > 0 || phase.status !== 'idea' || all.length === 1);
  const text = phases.map((phase) => `${phase.status}:${phase.from}`).join(',');
  if (held !== text) {
    removeRows(statements, agreement, held);
    for (const phase of phases) statements.putPhase.run(phase.status, agreement, phase.from, phase.until);
  }
  if (held !== undefined) statements.removeTerm.run(agreement);
  const term = termRow(timeline);
  if (term !== null) statements.putTerm.run(agreement, ...term);
  return text;
}

/** @param held the agreement's column `phases`. */
export function removePhases(db: WritableDB, agreement: string, held: string | null): void {
  const statements = statementsOf(db);
  removeRows(statements, agreement, held);
  statements.removeTerm.run(agreement);
}

function removeRows(statements: ReturnType<typeof statementsOf>, agreement: string, held: string | null | undefined): void {
  for (const part of held == null || held === '' ? [] : held.split(',')) {
    const [status, from] = part.split(':');
    statements.removePhase.run(status, agreement, from);
  }
}

type TermRow = readonly [settledFrom: Day, endsFrom: Day | null, expiresOn: Day | null, renewsFrom: Day | null, months: number | null, renewalMonths: number | null, noticeMonths: number | null, noticeMonth: number | null];

/** From the last stretch: what is in force for good, or has ended. Null where there is nothing to find it by. */
function termRow(timeline: readonly Stretch[]): TermRow | null {
  const last = timeline.at(-1);
  if (last === undefined) return null;
  if (isEnded(last.status)) return last.status === 'withdrawn' ? null : endedRow(timeline, last);
  const { span } = last;
  if (span.kind !== 'fixed' || span.renewalMonths === null || span.noticeMonths === null || !isBinding(last.status) || last.notice !== null) return null;
  const from = earliestDay(dateOf(span.from));
  const due = monthNumber(from) + span.months - span.noticeMonths;
  return [last.from, null, null, from, span.months, span.renewalMonths, span.noticeMonths, ((due % span.renewalMonths) + span.renewalMonths) % span.renewalMonths];
}

/** Only what was in force before can expire. */
function endedRow(timeline: readonly Stretch[], last: Stretch): TermRow | null {
  let first = timeline.length - 1;
  while (first > 0 && isEnded(timeline[first - 1]?.status ?? 'idea')) first -= 1;
  const [before, end] = [timeline[first - 1], timeline[first]];
  if (before === undefined || end === undefined || end.from === FIRST_DAY || end.from === LAST_DAY || !(isBinding(before.status) || before.status === 'provisional')) return null;
  return [last.from, end.from, end.isComputed ? addDays(end.from, -1) : end.from, null, null, null, null, null];
}

const statementsOf = perConnection((db: WritableDB) => ({
  putPhase: db.prepare('INSERT INTO agreement_phase (status, agreement, from_day, until_day) VALUES (?, ?, ?, ?)'),
  removePhase: db.prepare('DELETE FROM agreement_phase WHERE status = ? AND agreement = ? AND from_day = ?'),
  putTerm: db.prepare('INSERT INTO agreement_term (agreement, settled_from, ends_from, expires_on, renews_from, months, renewal_months, notice_months, notice_month) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  removeTerm: db.prepare('DELETE FROM agreement_term WHERE agreement = ?'),
}));
