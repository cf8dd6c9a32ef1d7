/** The state's permission to conclude an agreement: the request, what was said of it, the decision. */
import { groups, plain, type FieldTable } from './forms.ts';
import { code, date, linkTo, sameAs, text } from './values.ts';

export const authorisationFields = {
  agreement: plain(linkTo('agreement')),
  /** The partner of ours that asks. */
  requestedBy: plain(linkTo('partner')),
  requestedOn: plain(date),
  /** The text that is asked for: its document, and which draft. */
  draft: plain(linkTo('document')),
  draftVersion: plain(text(100)),
  legalBasis: plain(text(4_000)),
  /** The letter: its record where there is one, otherwise number and date. */
  requestLetter: plain(linkTo()),
  requestNo: plain(text(100)),
  requestDate: plain(date),
  addressee: plain(text(500)),
  /** What bodies that were asked said of the draft. */
  opinions: groups({ body: text(500), date, result: code('opinionResults'), note: text(10_000) }),
  /** Without a decision there is no permission: silence is never consent. */
  decision: plain(code('authorisationDecisions')),
  decisionNo: plain(text(100)),
  decisionDate: plain(date),
  /** The last day on which it may be used. */
  validUntil: plain(date),
  conditions: plain(text(10_000)),
  remarks: groups({ remark: text(10_000), reply: text(10_000), repliedOn: date }),
  note: plain(text(100_000)),
  sameAs,
} as const satisfies FieldTable;
