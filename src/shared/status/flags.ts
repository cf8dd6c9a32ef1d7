/** What a person should look at: flags on an agreement today, each with its reason. */
import { addMonths, daysBetween, earliestDay, latestDay, type Day, type PartialDate } from '../dates.ts';
import type { AgreementEvent } from './fact.ts';
import { permissionMissing, type PermissionInput } from './permission.ts';
import { reason, type Reason } from './reasons.ts';
import { isBeforeSignature, isBinding, isEnded, type AgreementStatus } from './statuses.ts';
import type { Term } from './term.ts';

/** In the order in which a person wants to hear of them. */
export const agreementFlags = ['noticeWindowOpen', 'expiring', 'permissionMissing', 'dormant', 'noOriginal', 'noScan'] as const;
export type AgreementFlag = (typeof agreementFlags)[number];

export interface Flag {
  readonly flag: AgreementFlag;
  readonly reason: Reason;
}

export interface FlagsInput {
  readonly status: AgreementStatus;
  readonly term: Term;
  /** The day of the signature as far as it is known. */
  readonly signed: PartialDate | null;
  readonly level: string | null;
  readonly authorisations: PermissionInput['authorisations'];
  readonly events: readonly AgreementEvent[];
  /** The last day on which something happened: an event, an activity of the relationship; not the day on which it was entered. */
  readonly lastActivity: PartialDate | null;
  /** How many paper originals are described, how many files are attached. */
  readonly originals: number;
  readonly scans: number;
  readonly today: Day;
}

/** Days before the end, and before the last safe day for notice, from which on a person is told. */
export const WARNING_DAYS = 180;
/** Months without activity after which an agreement counts as dormant. */
export const DORMANT_MONTHS = 24;

export function flagsOf(input: FlagsInput): readonly Flag[] {
  const found: Readonly<Record<AgreementFlag, Reason | null>> = {
    noticeWindowOpen: noticeWindow(input), expiring: expiring(input), permissionMissing: withoutPermission(input), dormant: dormant(input),
    noOriginal: isConcluded(input.status) && input.originals === 0 ? reason('noOriginal', {}) : null,
    noScan: isConcluded(input.status) && input.scans === 0 ? reason('noScan', {}) : null,
  };
  return agreementFlags.flatMap((flag) => (found[flag] === null ? [] : [{ flag, reason: found[flag] }]));
}

/** Signed, whatever became of it. */
const isConcluded = (status: AgreementStatus): boolean => !isBeforeSignature(status) && status !== 'withdrawn';

const isAlive = (status: AgreementStatus): boolean => isConcluded(status) && !isEnded(status);

function noticeWindow({ status, term, today }: FlagsInput): Reason | null {
  const day = term.lastDayForNotice.value;
  if (day === null || !isBinding(status)) return null;
  const left = daysBetween(today, day);
  return left >= 0 && left <= WARNING_DAYS ? reason('noticeWindowOpen', { left, day }) : null;
}

/** Not where the term renews itself: then the day for notice is what counts. */
function expiring({ status, term, today }: FlagsInput): Reason | null {
  const end = term.expiresOn.value;
  if (end === null || term.renewsTacitly || !(isBinding(status) || status === 'provisional')) return null;
  const left = Math.max(0, daysBetween(today, earliestDay(end)));
  return latestDay(end) >= today && left <= WARNING_DAYS ? reason('expiring', { left, day: end }) : null;
}

/** Signed without permission, or about to be. */
function withoutPermission(input: FlagsInput): Reason | null {
  const { status } = input;
  const isNear = status === 'initialled' || status === 'readyToSign';
  if (!isNear && !isAlive(status)) return null;
  return permissionMissing(input, isNear ? input.today : input.signed);
}

function dormant({ status, lastActivity, today }: FlagsInput): Reason | null {
  if (!isAlive(status)) return null;
  if (lastActivity === null) return reason('noActivity', {});
  const until = addMonths(latestDay(lastActivity), DORMANT_MONTHS);
  return until !== null && until < today ? reason('dormant', { day: lastActivity }) : null;
}
