/** Whom agreements are concluded with, ourselves included. */
import { elements, marks, plain, type FieldTable } from './forms.ts';
import { code, externalId, json, nameFormSchema, pattern, recordId, sameAs, text } from './values.ts';

export const partnerFields = {
  partnerKind: plain(code('partnerKinds')),
  country: plain(pattern(/^[A-Z]{2}$/, 'an ISO 3166-1 code such as UZ')),
  /** ISO 3166-2, or SOATO digits. */
  subdivision: plain(pattern(/^(?:[A-Z]{2}-[A-Z0-9]{1,3}|\d{4,10})$/, 'an ISO 3166-2 code such as UZ-SA, or SOATO digits')),
  nameForms: elements(json(nameFormSchema)),
  externalIds: elements(externalId),
  parent: plain(recordId),
  note: plain(text(100_000)),
  /** Records that may mean the same partner; a person decides. */
  possibleDuplicateOf: marks(recordId),
  sameAs,
} as const satisfies FieldTable;
