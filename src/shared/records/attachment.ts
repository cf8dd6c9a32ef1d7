/** One file of a document. Its bytes lie in the store under their SHA-256 and never change; recognised text is derived and not part of the record. */
import { z } from 'zod';
import { plain, type FieldTable } from './forms.ts';
import { code, count, date, dateSchema, json, linkTo, pattern, sameAs, text, textSchema } from './values.ts';

/** A second person's check: `by` names a post. */
const qualityCheck = z.strictObject({ by: textSchema(300), on: dateSchema.optional(), note: textSchema(2_000).optional() });

export const attachmentFields = {
  document: plain(linkTo('document')),
  sha256: plain(pattern(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex')),
  bytes: plain(json(z.int().min(0))),
  /** By content, not by name. */
  mediaType: plain(pattern(/^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/, 'a media type such as application/pdf')),
  /** As the file was called when it came. */
  name: plain(text(500)),
  source: plain(code('attachmentSources')),
  pages: plain(count(1, 1_000_000)),
  /** Of the scan, dots in an inch. */
  dpi: plain(count(1, 100_000)),
  /** Who scanned it, as a post; and when. */
  operator: plain(text(300)),
  scannedOn: plain(date),
  qualityChecked: plain(json(qualityCheck)),
  sameAs,
} as const satisfies FieldTable;
