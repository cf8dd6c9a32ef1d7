/** The values that fields of several kinds hold: texts, codes, ids, dates, names. Messages finish "registerNo: ...". */
import { z } from 'zod';
import { parsePartialDate, type DateValue } from '../dates.ts';
import { textProblem, toNfc } from '../text.ts';
import type { VocabularyName } from '../vocabularies/baseline.ts';
import type { ValueSpec } from './forms.ts';

const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Text in normalisation form C, one to `max` UTF-16 units, otherwise exactly as written. */
export const textSchema = (max: number): z.ZodType<string, string> =>
  z.string({ error: 'expected a text' }).overwrite(toNfc).check((context) => {
    const text = context.value;
    const problem = text.length === 0 ? 'expected a text that is not empty' : text.length > max ? `has ${String(text.length)} characters, at most ${String(max)} are allowed` : textProblem(text);
    if (problem !== null) context.issues.push({ code: 'custom', message: problem, input: text });
  });

const matching = (pattern: RegExp, expected: string): z.ZodType<string, string> =>
  z.string({ error: `expected ${expected}` }).regex(pattern, { error: (issue) => `expected ${expected}, found "${String(issue.input).slice(0, 80)}"` });

export const recordIdSchema = matching(RECORD_ID, 'a record id (a UUID in lower case)');
export const languageSchema = matching(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, 'a language tag such as uz, ru, en, or und');
export const scriptSchema = matching(/^[A-Z][a-z]{3}$/, 'a script code such as Latn, Cyrl, or Zyyy');

/** A date as stated, or `{"certainty":"inferred","date":...}`. */
export const dateSchema: z.ZodType<DateValue, DateValue> = z.unknown().check((context) => {
  const problem = dateProblem(context.value);
  if (problem !== null) context.issues.push({ code: 'custom', message: problem, input: context.value });
}) as unknown as z.ZodType<DateValue, DateValue>;

function dateProblem(value: unknown): string | null {
  const inferred = typeof value === 'object' && value !== null && 'date' in value && 'certainty' in value && value.certainty === 'inferred' && Object.keys(value).length === 2;
  const text = inferred ? (value as { readonly date: unknown }).date : value;
  if (typeof text !== 'string') return 'expected a date such as 2024, 2024-05, 2024-05-17 or {"certainty":"inferred","date":"2024"}';
  const read = parsePartialDate(text);
  return read.ok ? null : read.error.message.replace(/\.$/, '');
}

/** A title in one language, exactly as written. `courtesy`: a translation that is not authentic. */
export const titleFormSchema = z.strictObject({ text: textSchema(4_000), language: languageSchema, script: scriptSchema, courtesy: z.literal(true).optional() });
export type TitleForm = z.infer<typeof titleFormSchema>;

/** A name in one language, with the time in which it was in use. */
export const nameFormSchema = z.strictObject({ text: textSchema(1_000), language: languageSchema, script: scriptSchema, from: dateSchema.optional(), until: dateSchema.optional() });
export type NameForm = z.infer<typeof nameFormSchema>;

/** The record's key in a table or register elsewhere. `row`: fingerprint of the table row that was brought in. */
export const externalIdSchema = z.strictObject({ source: textSchema(100), key: textSchema(300), row: textSchema(64).optional() });
export type ExternalId = z.infer<typeof externalIdSchema>;

/** An address in the web, kept as written: registers hold addresses with spaces and backslashes. */
export const addressSchema = matching(/^https?:\/\/[^\p{Cc}]{1,2000}$/u, 'an address that begins with http:// or https://');

/** Where else something is cited. */
export const referenceSchema = z.strictObject({ text: textSchema(2_000), url: addressSchema.optional() });
export type Reference = z.infer<typeof referenceSchema>;

export const text = (max: number): ValueSpec => ({ schema: textSchema(max), reads: 'text' });
export const code = (codes: VocabularyName): ValueSpec => ({ schema: matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'a code'), reads: 'text', codes });
export const recordId: ValueSpec = { schema: recordIdSchema, reads: 'text' };
/** The id of a record of one of these kinds (of any, if none is named) that this one rests on or belongs to. */
export const linkTo = (...kinds: readonly string[]): ValueSpec => ({ ...recordId, links: kinds });
export const language: ValueSpec = { schema: languageSchema, reads: 'text' };
export const date: ValueSpec = { schema: dateSchema, reads: 'either' };
export const count = (min: number, max: number): ValueSpec => json(z.int({ error: 'expected a whole number' }).min(min, { error: `is less than ${String(min)}` }).max(max, { error: `is more than ${String(max)}` }));
export const json = (schema: z.ZodType): ValueSpec => ({ schema, reads: 'json' });
export const pattern = (format: RegExp, expected: string): ValueSpec => ({ schema: matching(format, expected), reads: 'text' });
export const externalId = json(externalIdSchema);

/** The element that every kind has: this record and that one are the same thing. */
export const sameAs = { form: 'marks', key: recordId } as const;
