/**
 * An office's change of a controlled value, or a value of its own: laid over the baseline that ships with the program. The record's id follows
 * from vocabulary and code (src/main/vocabularies/termId.ts), so that two offices that change one value write one record.
 */
import { z } from 'zod';
import { elements, plain, type FieldTable } from './forms.ts';
import { count, json, languageSchema, pattern, sameAs, text, textSchema } from './values.ts';

/** Beginnings of words, in one language. */
const stem = z.strictObject({ language: languageSchema, text: textSchema(200) });

export const termFields = {
  vocabulary: plain(pattern(/^[a-z][A-Za-z]{0,63}$/, 'the name of a vocabulary such as instruments')),
  code: plain(pattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'a code: letters, digits and . _ -, beginning with a letter or digit, at most 64')),
  /** By language: `labels[ru]`. */
  labels: elements(text(500)),
  /** True: not offered for new values. What was written with the code stays readable. */
  retired: plain(json(z.boolean())),
  /** Where it stands among the others; the baseline counts 10, 20, 30 ... */
  order: plain(count(0, 1_000_000)),
  aliases: elements(text(500)),
  /** By language. */
  notes: elements(text(4_000)),
  group: plain(pattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'a code')),
  stems: elements(json(stem)),
  sameAs,
} as const satisfies FieldTable;
