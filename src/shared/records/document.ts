/** What a paper is. Its files are attachments. */
import { plain, type FieldTable } from './forms.ts';
import { code, language, recordId, sameAs, text } from './values.ts';

export const documentFields = {
  /** The record that the paper belongs to. */
  of: plain(recordId),
  documentKind: plain(code('documentKinds')),
  role: plain(code('documentRoles')),
  language: plain(language),
  title: plain(text(4_000)),
  sameAs,
} as const satisfies FieldTable;
