/** An agreement as a list shows it, in one language. */
import type { Json } from '../json.ts';
import type { AgreementFlag } from '../status/flags.ts';

/** Flags that a list shows, the most pressing first. */
export const rowFlags = ['permissionMissing', 'noticeWindowOpen', 'noScan'] as const satisfies readonly AgreementFlag[];
export type RowFlag = (typeof rowFlags)[number];

export interface PartyShown {
  readonly id: string;
  readonly name: string;
  /** All its names as they stand in the register: a title that repeats one can be folded. */
  readonly names: readonly string[];
  readonly side: string | null;
  readonly country: string | null;
  /** ISO 3166-2, such as UZ-TK. */
  readonly subdivision: string | null;
}

export interface AgreementRow {
  readonly id: string;
  readonly registerNo: string | null;
  /** In the language asked for where there is such a title, else as the parties gave it. */
  readonly title: string;
  /** The first PARTIES_SHOWN of them, ours first. */
  readonly parties: readonly PartyShown[];
  readonly partyCount: number;
  readonly level: string | null;
  /** As in the record: a partial date, or one that is inferred. */
  readonly dateSigned: Json;
  readonly dateInForce: Json;
  readonly status: string;
  readonly expiresOn: string | null;
  readonly lastDayForNotice: string | null;
  /** Days from today until then. */
  readonly daysForNotice: number | null;
  readonly flags: readonly RowFlag[];
  readonly scans: number;
  readonly conflicts: number;
  readonly voided: boolean;
}

export const PARTIES_SHOWN = 6;
