/** What the warnings on a record depend on. */
import type { Json } from '../../json.ts';
import type { Day } from '../../dates.ts';
import type { Fields } from '../nest.ts';

export interface WarningsInput {
  readonly fields: Fields;
  /** The record's own id, for what names itself. */
  readonly id?: string;
  /** For what depends on the day. */
  readonly today?: Day;
  /** Of an agreement: its events that are not voided. */
  readonly events?: readonly { readonly type: string; readonly date: Json | undefined }[];
  /** Of an agreement: what is known of a partner that it names; null if nothing. */
  readonly partner?: (id: string) => { readonly partnerKind: string | null; readonly subdivision: string | null; readonly voided: boolean } | null;
  /** What is known of a record that this one names; null if nothing. */
  readonly record?: (id: string) => { readonly kind: string; readonly voided: boolean } | null;
}
