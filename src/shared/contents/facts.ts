/** What can be known of a file from its bytes alone, without a person. Derived, never an entry of the log. */
import { z } from 'zod';
import { problemSchema } from './problems.ts';

/** Families of files that are read in the same way; `other` is kept and shown by its name alone. */
export const CONTENT_KINDS = ['pdf', 'image', 'word', 'openDocument', 'richText', 'text', 'other'] as const;

const count = z.int().min(0).max(10_000_000);
const millimetres = z.int().min(0).max(1_000_000);

export const factsSchema = z.strictObject({
  kind: z.enum(CONTENT_KINDS),
  /** By content; more exact than at attaching, because all of the file was there. */
  mediaType: z.string().max(200),
  /** Null where the format has none (a plain text) or does not say. */
  pages: count.nullable(),
  /** Pixels of the first page: of a picture, or of the largest picture on the first page of a PDF. */
  width: count.nullable(),
  height: count.nullable(),
  dpi: count.nullable(),
  /** Paper of the first page. */
  widthMm: millimetres.nullable(),
  heightMm: millimetres.nullable(),
  /** Pages looked at for text, and those of them that have some. */
  textLookedAt: count,
  textFound: count,
  /** There are pages that a person can read and the program cannot: recognition is due. */
  needsRecognition: z.boolean(),
  /** The text was longer than is kept, or there was no time for all pages. */
  textCut: z.boolean(),
  problem: problemSchema.nullable(),
});

export type Facts = z.output<typeof factsSchema>;
