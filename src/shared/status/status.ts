/** The status of an agreement: never typed by hand, always derived from what is dated (the timeline), on one day or for all days. */
import type { Certainty, Day, PartialDate } from '../dates.ts';
import type { AgreementFacts } from './fact.ts';
import type { Reason } from './reasons.ts';
import type { AgreementStatus } from './statuses.ts';
import { timelineOf, type Stretch } from './timeline.ts';

export interface Status {
  readonly status: AgreementStatus;
  /** Since when, as far as it is known; of a computed end, the last day before it. */
  readonly since: PartialDate | null;
  readonly certainty: Certainty;
  /** Why: one or more sentences. */
  readonly reasons: readonly Reason[];
}

export interface StatusInput extends AgreementFacts {
  readonly today: Day;
}

export function deriveStatus(input: StatusInput): Status {
  const { status, since, certainty, reasons } = stretchOn(timelineOf(input), input.today);
  return { status, since, certainty, reasons };
}

/** A run of days with one status: `from` its first, `until` its last day (`FIRST_DAY` and `LAST_DAY` where there is no bound). */
export interface Phase {
  readonly from: Day;
  readonly until: Day;
  readonly status: AgreementStatus;
}

/** The status as a function of the day: phases in order, without gaps, neighbours of different status. Depends on the facts alone. */
export const phasesOf = (input: AgreementFacts): readonly Phase[] => phasesIn(timelineOf(input));

export function phasesIn(timeline: readonly Stretch[]): readonly Phase[] {
  const phases: Phase[] = [];
  for (const { from, until, status } of timeline) {
    const before = phases.at(-1);
    if (before?.status === status) phases[phases.length - 1] = { ...before, until };
    else phases.push({ from, until, status });
  }
  return phases;
}

/** The stretch that a day lies in. */
export function stretchOn(timeline: readonly Stretch[], day: Day): Stretch {
  const found = timeline.find((stretch) => day <= stretch.until) ?? timeline.at(-1);
  if (found === undefined) throw new Error('A timeline has no days');
  return found;
}
