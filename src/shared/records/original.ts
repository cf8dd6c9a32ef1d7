/** One signed paper original of an agreement: who holds it, and where it lies in the archive. */
import { groups, marks, plain, type FieldTable } from './forms.ts';
import { code, date, language, linkTo, sameAs, text } from './values.ts';

export const originalFields = {
  agreement: plain(linkTo('agreement')),
  holder: plain(text(500)),
  /** The party whose alternat it is: the copy in which that party is named first. */
  alternat: plain(linkTo('partner')),
  languages: marks(language),
  /** Fonds, inventory (opis), file (delo) and sheets, as the archive writes them. */
  fonds: plain(text(100)),
  inventory: plain(text(100)),
  file: plain(text(100)),
  sheets: plain(text(100)),
  box: plain(text(100)),
  shelf: plain(text(100)),
  condition: plain(code('originalConditions')),
  /** To whom it was lent, since when and until when; `returned` once it is back. */
  loans: groups({ to: text(500), since: date, due: date, returned: date, note: text(2_000) }),
  /** What the label on the paper says (the QR code leads to this record). */
  label: plain(text(300)),
  note: plain(text(100_000)),
  sameAs,
} as const satisfies FieldTable;
