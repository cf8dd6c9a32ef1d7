/**
 * The form of a table with all fields, which loses nothing: `bitim:id`, plain fields under their names, elements under `field[1]`, `field[2]`, ...
 * (with their ids, as JSON), and what this version does not know in `bitim:other`. A text that is longer than a cell goes on under `field+2`.
 */
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { FieldTable, ValueSpec } from '../../shared/records/forms.ts';
import { nest, type Fields } from '../../shared/records/nest.ts';
import { fieldTableOf } from '../../shared/records/registry.ts';

export const ID_COLUMN = 'bitim:id';
export const OTHER_COLUMN = 'bitim:other';

/** Whether a header is that of a table with all fields. */
export const isComplete = (header: readonly string[]): boolean => header[0] === ID_COLUMN;

/** How many columns each field needs, over all records of a table. */
export interface Shape {
  /** Field -> elements; fields that no record has are not there. */
  readonly elements: ReadonlyMap<string, number>;
  /** Column -> cells that its longest text needs, where it is more than one. */
  readonly cells: ReadonlyMap<string, number>;
}

/** Column -> text, of one record. */
export function completeTexts(kind: string, id: string, fields: Fields): ReadonlyMap<string, string> {
  const texts = new Map([[ID_COLUMN, id]]);
  const table: FieldTable = fieldTableOf(kind) ?? {};
  for (const [field, value] of Object.entries(nest(kind, fields))) {
    const form = Object.hasOwn(table, field) ? table[field] : undefined;
    if (form === undefined) texts.set(OTHER_COLUMN, JSON.stringify(value));
    else if (form.form === 'plain') texts.set(field, plainText(form.value, value));
    else for (const [i, item] of (Array.isArray(value) ? value : []).entries()) texts.set(`${field}[${String(i + 1)}]`, typeof item === 'string' ? item : JSON.stringify(item));
  }
  return texts;
}

const plainText = (spec: ValueSpec, value: Json): string => (typeof value === 'string' && spec.reads !== 'json' ? value : JSON.stringify(value));

/** The columns of a table, in the order of the fields. */
export function completeHeader(kind: string, { elements, cells }: Shape): readonly string[] {
  const columns = [ID_COLUMN, ...Object.entries(fieldTableOf(kind) ?? {}).flatMap(([field, form]) => {
    const count = elements.get(field) ?? 0;
    if (form.form === 'plain') return count === 0 ? [] : [field];
    return Array.from({ length: count }, (_, i) => `${field}[${String(i + 1)}]`);
  }), ...(elements.has(OTHER_COLUMN) ? [OTHER_COLUMN] : [])];
  return columns.flatMap((column) => [column, ...Array.from({ length: (cells.get(column) ?? 1) - 1 }, (_, i) => `${column}+${String(i + 2)}`)]);
}

/** Cuts a text into cells that do not split a character. */
export function cellsOf(text: string, longest: number): readonly string[] {
  const cells: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + longest, text.length);
    if (end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end -= 1;
    cells.push(text.slice(at, end));
    at = end;
  }
  return cells;
}

/** One column of such a table, taken apart; null where it is none of this kind. */
export interface CompleteColumn {
  readonly field: string;
  readonly element: boolean;
  /** The column without its `+2`. */
  readonly name: string;
}

export function completeColumn(kind: string, column: string): CompleteColumn | null {
  const [, name = '', field = '', element] = /^((bitim:[a-z]+|[A-Za-z][A-Za-z0-9]*)(\[\d+\])?)(?:\+\d+)?$/.exec(column) ?? [];
  if (field === ID_COLUMN || field === OTHER_COLUMN) return { field, element: false, name };
  const table: FieldTable = fieldTableOf(kind) ?? {};
  const form = Object.hasOwn(table, field) ? table[field] : undefined;
  return form === undefined || (form.form === 'plain') !== (element === undefined) ? null : { field, element: element !== undefined, name };
}

/** The log's fields that a text stands for, or null where it is not what the export writes. */
export function fieldsFrom(kind: string, { field, element }: CompleteColumn, text: string): Readonly<Record<string, Json>> | null {
  const form = fieldTableOf(kind)?.[field];
  if (field === OTHER_COLUMN) return parsedObject(text);
  if (form?.form === 'marks') return { [`${field}[${text}]`]: true };
  if (!element && form?.form === 'plain') {
    const value = form.value.reads === 'json' || (form.value.reads === 'either' && text.startsWith('{')) ? parsed(text) : text;
    return value === undefined ? null : { [field]: value };
  }
  const item = parsedObject(text);
  if (typeof item?.id !== 'string') return null;
  const { id, ...rest } = item;
  if (form?.form === 'elements') return { [`${field}[${id}]`]: Object.keys(rest).length === 1 && rest.value !== undefined ? rest.value : rest };
  return Object.fromEntries(Object.entries(rest).map(([part, value]) => [`${field}[${id}].${part}`, value]));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function parsedObject(text: string): JsonObject | null {
  const value = parsed(text);
  return isJsonObject(value) ? value : null;
}
