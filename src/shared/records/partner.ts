/** Whom agreements are concluded with, ourselves included. */
import { elements, groups, marks, plain, type FieldTable } from './forms.ts';
import { code, date, externalId, json, linkTo, nameFormSchema, pattern, recordId, sameAs, text } from './values.ts';

/** Somebody in office there: the post always, the name where it is known, and the term of office. */
const person = { post: text(300), name: text(300), from: date, until: date, phone: text(100), email: text(300) } as const;

export const partnerFields = {
  partnerKind: plain(code('partnerKinds')),
  country: plain(pattern(/^[A-Z]{2}$/, 'an ISO 3166-1 code such as UZ')),
  /** ISO 3166-2, or SOATO digits. */
  subdivision: plain(pattern(/^(?:[A-Z]{2}-[A-Z0-9]{1,3}|\d{4,10})$/, 'an ISO 3166-2 code such as UZ-SA, or SOATO digits')),
  nameForms: elements(json(nameFormSchema)),
  externalIds: elements(externalId),
  /** The partner that this one is part of. */
  parent: plain(linkTo('partner')),
  predecessors: marks(linkTo('partner')),
  successors: marks(linkTo('partner')),
  /** Who leads it, one after the other; and whom the office speaks with. */
  heads: groups(person),
  contacts: groups(person),
  /** What a visitor should know. */
  profile: plain(text(100_000)),
  note: plain(text(100_000)),
  /** Records that may mean the same partner; a person decides. */
  possibleDuplicateOf: marks(recordId),
  /** Records that a person has found to mean another partner. */
  notSameAs: marks(recordId),
  sameAs,
} as const satisfies FieldTable;
