/**
 * How a record's fields lie in the log (docs/format.md, section 2), kind by kind as a flat table of forms:
 * `plain` f = value; `elements` f[id] = value; `marks` f[key] = true; `groups` f[id].part = value.
 * People and programs write the same nested: a value, a list of values with ids, a list of keys, a list of objects with ids.
 */
import type { z } from 'zod';
import type { VocabularyName } from '../vocabularies/baseline.ts';

export interface ValueSpec {
  /** Checks and normalises one value. Its output is JSON without fractions. */
  readonly schema: z.ZodType;
  /** How a value is taken from a command line: as it is, as JSON, or as JSON where it begins with a brace. */
  readonly reads: 'text' | 'json' | 'either';
  /** The vocabulary whose codes the value must be from. */
  readonly codes?: VocabularyName;
  /** The value is the id of a record that must be here when a person enters it, of one of these kinds (of any, if none is named). */
  readonly links?: readonly string[];
}

export type FieldForm =
  | { readonly form: 'plain'; readonly value: ValueSpec }
  | { readonly form: 'elements'; readonly value: ValueSpec }
  | { readonly form: 'marks'; readonly key: ValueSpec }
  | { readonly form: 'groups'; readonly parts: Readonly<Record<string, ValueSpec>> };

export type FieldTable = Readonly<Record<string, FieldForm>>;

export const plain = (value: ValueSpec): FieldForm => ({ form: 'plain', value });
export const elements = (value: ValueSpec): FieldForm => ({ form: 'elements', value });
export const marks = (key: ValueSpec): FieldForm => ({ form: 'marks', key });
export const groups = (parts: Readonly<Record<string, ValueSpec>>): FieldForm => ({ form: 'groups', parts });

/** A path taken apart: `f`, `f[id]` or `f[id].part`. */
export interface Path {
  readonly field: string;
  readonly id: string | null;
  readonly part: string | null;
}

const PATH = /^([A-Za-z][A-Za-z0-9]{0,63})(?:\[([A-Za-z0-9][A-Za-z0-9._:-]{0,63})\](?:\.([A-Za-z][A-Za-z0-9]{0,63}))?)?$/;
export const ELEMENT_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** Null where the text is not a field path. */
export function parsePath(path: string): Path | null {
  const match = PATH.exec(path);
  return match === null ? null : { field: match[1] ?? '', id: match[2] ?? null, part: match[3] ?? null };
}

/** The spec of the value at a path; null if the table does not have such a path. */
export function specAt(table: FieldTable, path: Path): { readonly form: FieldForm['form']; readonly spec: ValueSpec } | null {
  const form = Object.hasOwn(table, path.field) ? table[path.field] : undefined;
  if (form === undefined) return null;
  switch (form.form) {
    case 'plain':
      return path.id === null ? { form: 'plain', spec: form.value } : null;
    case 'elements':
      return path.id !== null && path.part === null ? { form: 'elements', spec: form.value } : null;
    case 'marks':
      return path.id !== null && path.part === null ? { form: 'marks', spec: form.key } : null;
    case 'groups': {
      const spec = path.part !== null && Object.hasOwn(form.parts, path.part) ? form.parts[path.part] : undefined;
      return path.id !== null && spec !== undefined ? { form: 'groups', spec } : null;
    }
  }
}
