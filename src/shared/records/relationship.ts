/** What binds a unit of ours and one of theirs beyond single agreements, and the log of what they do together. */
import { groups, plain, type FieldTable } from './forms.ts';
import { code, count, date, linkTo, pattern, sameAs, text } from './values.ts';

export const relationshipFields = {
  ours: plain(linkTo('partner')),
  theirs: plain(linkTo('partner')),
  relationshipKind: plain(code('relationshipKinds')),
  since: plain(date),
  until: plain(date),
  /** The agreement that it rests on. */
  basis: plain(linkTo('agreement')),
  activities: groups({ date, type: code('activityTypes'), note: text(10_000) }),
  /** Trade in one year, in whole units of a currency (ISO 4217). */
  trade: groups({ year: pattern(/^\d{4}$/, 'a year such as 2024'), exports: count(0, 9_000_000_000_000_000), imports: count(0, 9_000_000_000_000_000), currency: pattern(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD') }),
  note: plain(text(100_000)),
  sameAs,
} as const satisfies FieldTable;
