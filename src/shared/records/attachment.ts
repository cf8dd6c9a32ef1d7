/** One file of a document. Its bytes lie in the store under their SHA-256 and never change. */
import { z } from 'zod';
import { plain, type FieldTable } from './forms.ts';
import { code, json, pattern, recordId, sameAs, text } from './values.ts';

export const attachmentFields = {
  document: plain(recordId),
  sha256: plain(pattern(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex')),
  bytes: plain(json(z.int().min(0))),
  /** By content, not by name. */
  mediaType: plain(pattern(/^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/, 'a media type such as application/pdf')),
  /** As the file was called when it came. */
  name: plain(text(500)),
  source: plain(code('attachmentSources')),
  sameAs,
} as const satisfies FieldTable;
