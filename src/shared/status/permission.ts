/**
 * The state's permission to sign. Regions, cities and institutions enter into international relations only with it; it is told by a record of
 * the decision (with the last day on which it may be used) or by events. Silence is never consent: without a decision there is none.
 */
import { earliestDay, FIRST_DAY, latestDay, type PartialDate } from '../dates.ts';
import { possibleDate, type AgreementEvent } from './fact.ts';
import { reason, type Reason } from './reasons.ts';

export interface PermissionInput {
  readonly level: string | null;
  readonly authorisations: readonly { readonly decision: string | null; readonly decisionDate: PartialDate | null; readonly validUntil: PartialDate | null }[];
  readonly events: readonly AgreementEvent[];
}

/** Levels at which the state's permission is needed before signing. */
export const needsPermission = (level: string | null): level is 'interregional' | 'twinning' | 'institutional' => level === 'interregional' || level === 'twinning' || level === 'institutional';

/**
 * What is missing for signing on a date; null if it is permitted or needs no permission. Of partial dates the days that fit count.
 *
 * @param signing null where the day is not known: any permission will do.
 */
export function permissionMissing(input: PermissionInput, signing: PartialDate | null): Reason | null {
  if (!needsPermission(input.level)) return null;
  const answers = answersOf(input);
  const known = (answer: Answer): boolean => signing === null || answer.from === null || earliestDay(answer.from) <= latestDay(signing);
  const before = answers.filter(known).sort((a, b) => (fromDay(a) < fromDay(b) ? -1 : fromDay(a) > fromDay(b) ? 1 : RANK[b.says] - RANK[a.says]));
  const grants = before.filter((answer, i) => answer.says === 'granted' && !before.slice(i + 1).some((later) => later.takesBack === true));
  if (grants.some((grant) => signing === null || grant.until === null || latestDay(grant.until) >= earliestDay(signing))) return null;
  const lapsed = grants.at(-1);
  if (lapsed?.until != null) return reason('permissionOver', { day: lapsed.until });
  const last = before.at(-1);
  if (last?.says === 'lapsed') return reason('permissionLapsedForSigning', { day: last.from });
  if (last?.says === 'refused') return reason('permissionRefusedForSigning', { day: last.from });
  const later = answers.find((answer) => answer.says === 'granted' && !known(answer));
  return later === undefined ? reason('permissionMissing', {}) : reason('permissionLater', { day: later.from });
}

interface Answer {
  readonly says: 'granted' | 'refused' | 'lapsed';
  readonly from: PartialDate | null;
  readonly until: PartialDate | null;
  /** Told by an event: takes back what was granted before. */
  readonly takesBack?: true;
}

/** On one day a refusal or a lapse comes before a permission: it is asked for again and given. */
const RANK: Readonly<Record<Answer['says'], number>> = { granted: 0, refused: 1, lapsed: 1 };

function answersOf({ authorisations, events }: PermissionInput): readonly Answer[] {
  const byRecords = authorisations.flatMap(({ decision, decisionDate, validUntil }): Answer[] => {
    const [from, until] = [possibleDate(decisionDate), possibleDate(validUntil)];
    if (decision === 'granted' || decision === 'granted-with-remarks') return [{ says: 'granted', from, until }];
    return decision === 'refused' ? [{ says: 'refused', from, until: null }] : [];
  });
  const byEvents = events.flatMap(({ type, date }): Answer[] => {
    const says = SAID.get(type);
    if (says === undefined) return [];
    return [{ says, from: possibleDate(date), until: null, ...(says === 'granted' ? {} : { takesBack: true }) }];
  });
  return [...byRecords, ...byEvents];
}

const SAID: ReadonlyMap<string, Answer['says']> = new Map([['permission-granted', 'granted'], ['permission-refused', 'refused'], ['permission-lapsed', 'lapsed']]);

const fromDay = (answer: Answer): string => (answer.from === null ? FIRST_DAY : earliestDay(answer.from));
