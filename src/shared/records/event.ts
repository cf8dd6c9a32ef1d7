/** Something that happened to an agreement. A record of its own, so that two offices can add events without touching the agreement. */
import { plain, type FieldTable } from './forms.ts';
import { code, date, linkTo, sameAs, text } from './values.ts';

export const eventFields = {
  agreement: plain(linkTo('agreement')),
  type: plain(code('eventTypes')),
  date: plain(date),
  /** The partner whose act it is. */
  party: plain(linkTo('partner')),
  /** The document it rests on. */
  basis: plain(linkTo()),
  /** Of an extension: the last day of the extended term. */
  until: plain(date),
  note: plain(text(10_000)),
  /** Why it was recorded although a guard of the domain stood against it. */
  override: plain(text(2_000)),
  sameAs,
} as const satisfies FieldTable;
