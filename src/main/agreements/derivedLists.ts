/** Filters of the list of agreements by what is derived: status, end, day for notice. They are found by tables that do not depend on today. */
import { addDays, addMonths, earliestDay, parsePartialDate, type Day } from '../../shared/dates.ts';
import { WARNING_DAYS } from '../../shared/status/flags.ts';
import { lastSafeDay, monthNumber } from '../../shared/status/span.ts';
import { isBinding } from '../../shared/status/statuses.ts';
import { stretchOn } from '../../shared/status/status.ts';
import { termIn } from '../../shared/status/term.ts';
import { timelineOf } from '../../shared/status/timeline.ts';
import type { ListField } from '../db/listTable.ts';
import type { ReadableDB } from '../db/open.ts';
import { factsOfAgreement } from './facts.ts';

/**
 * `status=CODE`; `expiring=true`: ends within 180 days; `expiresBefore=DAY`: has not ended and ends on that day at the latest; `noticeBefore=DAY`: the
 * last safe day to give notice lies between today and that day. A month or a year stands for its first day.
 */
export function derivedFields(today: Day): Readonly<Record<string, ListField>> {
  const on = quoted(today);
  const ending = `SELECT agreement FROM agreement_term INDEXED BY agreement_term_by_end WHERE ends_from > ${on}`;
  return {
    status: {
      ids: `SELECT agreement FROM agreement_phase WHERE status = ? AND from_day <= ${on} AND until_day >= ${on}`,
      holds: `EXISTS (SELECT 1 FROM agreement_phase WHERE status = ? AND agreement = t.id AND from_day <= ${on} AND until_day >= ${on})`,
    },
    expiring: { ids: `${ending} AND expires_on <= ${quoted(addDays(today, WARNING_DAYS))} AND ? IN ('true', '1')` },
    expiresBefore: { ids: `${ending} AND expires_on <= ?` },
    noticeBefore: { ids: 'SELECT value FROM json_each(?)' },
  };
}

/** The filters with the values that their conditions take. */
export function derivedWhere(db: ReadableDB, where: Readonly<Record<string, string>>, today: Day): Readonly<Record<string, string>> {
  const replaced: Record<string, string> = { ...where };
  if (where.expiresBefore !== undefined) replaced.expiresBefore = dayOf(where.expiresBefore);
  if (where.noticeBefore !== undefined) replaced.noticeBefore = JSON.stringify(noticeDue(db, dayOf(where.noticeBefore), today));
  return replaced;
}

/** What is no date finds nothing. */
const dayOf = (text: string): Day => (parsePartialDate(text).ok ? earliestDay(text) : '');

/** Agreements whose last safe day for notice lies between today and the given day: found by the months in which notice is due, then looked at closely. */
function noticeDue(db: ReadableDB, until: Day, today: Day): readonly string[] {
  if (until < today) return [];
  const [first, last] = [monthNumber(today), monthNumber(addDays(until, 1))];
  const found: string[] = [];
  const select = db.prepare('SELECT agreement, settled_from, renews_from, months, renewal_months, notice_months FROM agreement_term INDEXED BY agreement_term_by_notice WHERE renewal_months = ? AND notice_month = ?');
  for (const renewalMonths of renewalLengths(db)) {
    for (let month = first; month <= last && month < first + renewalMonths; month += 1) {
      for (const row of select.all(renewalMonths, month % renewalMonths) as RenewalRow[]) {
        const day = row.settled_from > today ? dueByFacts(db, row.agreement, today) : dueByTerm(row, today);
        if (day !== null && day >= today && day <= until) found.push(row.agreement);
      }
    }
  }
  return found;
}

interface RenewalRow {
  readonly agreement: string;
  readonly settled_from: Day;
  readonly renews_from: Day;
  readonly months: number;
  readonly renewal_months: number;
  readonly notice_months: number;
}

/** The lengths of renewals that occur, each found by one step along the index. */
function renewalLengths(db: ReadableDB): readonly number[] {
  const next = db.prepare('SELECT min(renewal_months) FROM agreement_term INDEXED BY agreement_term_by_notice WHERE notice_month IS NOT NULL AND renewal_months > ?').pluck();
  const found: number[] = [];
  for (let length = next.get(0) as number | null; length !== null; length = next.get(length) as number | null) found.push(length);
  return found;
}

function dueByTerm(row: RenewalRow, today: Day): Day | null {
  const passed = monthNumber(today) + row.notice_months - monthNumber(row.renews_from) - row.months;
  for (let renewals = Math.max(0, Math.floor(passed / row.renewal_months)); ; renewals += 1) {
    const end = addMonths(row.renews_from, row.months + renewals * row.renewal_months);
    const day = end === null ? null : lastSafeDay(end, row.notice_months);
    if (day === null || day >= today) return day;
  }
}

function dueByFacts(db: ReadableDB, agreement: string, today: Day): Day | null {
  const facts = factsOfAgreement(db, agreement);
  if (facts === null) return null;
  const stretch = stretchOn(timelineOf(facts), today);
  return isBinding(stretch.status) ? termIn(stretch, { agreement: facts.agreement, today }).lastDayForNotice.value : null;
}

/** A day as it stands in SQL: the engine's own, never a person's text. */
function quoted(day: Day): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`${day} is not a day`);
  return `'${day}'`;
}
