/** What a paper is. Its files are attachments. */
import { groups, plain, type FieldTable } from './forms.ts';
import { code, count, language, linkTo, sameAs, text } from './values.ts';

export const documentFields = {
  /** The record that the paper belongs to. */
  of: plain(linkTo()),
  documentKind: plain(code('documentKinds')),
  role: plain(code('documentRoles')),
  language: plain(language),
  title: plain(text(4_000)),
  /** Which draft or edition. */
  version: plain(text(100)),
  /** Its pages in order: runs of pages of its files, by `order`. A file that no run names stands whole, after the others. */
  pages: groups({ order: count(1, 100_000), attachment: linkTo('attachment'), from: count(1, 100_000), to: count(1, 100_000) }),
  sameAs,
} as const satisfies FieldTable;
