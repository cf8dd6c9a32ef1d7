/** Where hits stand among one another: step by step, and newest first within each. Also where a page ended. */
import type { Step } from './plan.ts';
import { places } from './tags.ts';

export interface Candidate {
  readonly rowid: number;
  readonly step: Step;
}

/** Where a page ended. */
export interface Place {
  readonly tier: number;
  readonly place: number;
  readonly last: number;
  readonly rowid: number;
}

const numbersOf = (step: Step): Omit<Place, 'rowid'> => ({ tier: step.tier, place: places.indexOf(step.place), last: step.last === 'whole' ? 0 : 1 });

/** Negative where the step comes before the place, 0 where the place is within it. */
export function compareSteps(step: Step, after: Omit<Place, 'rowid'>): number {
  const at = numbersOf(step);
  return at.tier - after.tier || at.place - after.place || at.last - after.last;
}

export const compareCandidates = (a: Candidate, b: Candidate): number => compareSteps(a.step, numbersOf(b.step)) || b.rowid - a.rowid;

export const isAfter = ({ rowid, step }: Candidate, after: Place): boolean => (compareSteps(step, after) || after.rowid - rowid) > 0;

export function placeOf({ step, rowid }: Candidate): string {
  const { tier, place, last } = numbersOf(step);
  return [tier, place, last, rowid].join('.');
}

export function readPlace(text: string): Place | undefined {
  const [, tier, place, last, rowid] = /^([123])\.([0-3])\.([01])\.(\d{1,15})$/.exec(text) ?? [];
  return rowid === undefined ? undefined : { tier: Number(tier), place: Number(place), last: Number(last), rowid: Number(rowid) };
}
