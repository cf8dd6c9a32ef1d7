/** The check that the subject of an agreement is open to a region. Printed, it is the conclusion that goes with a request for permission. */
import { groups, marks, plain, type FieldTable } from './forms.ts';
import { code, date, language, linkTo, sameAs, text } from './values.ts';

export const competenceCheckFields = {
  agreement: plain(linkTo('agreement')),
  /** The text that was checked: its document, and which draft. */
  draft: plain(linkTo('document')),
  draftVersion: plain(text(100)),
  fields: marks(code('cooperationFields')),
  /** Excluded terms found in the draft: the words as they stand there, in which language, and where. */
  terms: groups({ code: code('excludedTerms'), term: text(300), language, place: text(1_000) }),
  /** One for each question; the question's code is a good id of the element. */
  answers: groups({ question: code('competenceQuestions'), answer: code('answers'), note: text(4_000) }),
  conclusion: plain(code('competenceConclusions')),
  conclusionNote: plain(text(10_000)),
  /** Who checked, as a post. */
  by: plain(text(300)),
  on: plain(date),
  sameAs,
} as const satisfies FieldTable;
