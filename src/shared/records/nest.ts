/** From the fields of the log to the nested form that people and programs read; the way back of `parseNew`. */
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { compareIds } from '../text.ts';
import { parsePath, specAt, type FieldTable } from './forms.ts';
import { fieldTableOf } from './registry.ts';

export type Fields = ReadonlyMap<string, Json>;

/**
 * The nested form of a record. Elements are sorted by id. Paths that this version does not know stand under their path in `other`.
 *
 * @param fields present paths and their values, as a view holds them.
 */
export function nest(kind: string, fields: Fields): Readonly<Record<string, Json>> {
  const table: FieldTable = fieldTableOf(kind) ?? {};
  const nested: Record<string, Json> = {};
  const sets = new Map<string, Map<string, Json>>();
  const other: Record<string, Json> = {};
  for (const [path, value] of [...fields].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parsed = parsePath(path);
    if (parsed === null) other[path] = value;
    else if (parsed.id === null) plainField(table, parsed.field, path, value, nested, other);
    else if (!isKnown(table, path)) other[path] = value;
    else {
      const elements = sets.get(parsed.field) ?? new Map<string, Json>();
      sets.set(parsed.field, elements);
      if (parsed.part === null) elements.set(parsed.id, value);
      else elements.set(parsed.id, { ...(objectOf(elements.get(parsed.id)) ?? {}), [parsed.part]: value });
    }
  }
  for (const [field, elements] of sets) nested[field] = [...elements].sort(([a], [b]) => compareIds(a, b)).map(([id, value]) => shownElement(table, field, id, value));
  const ordered = Object.fromEntries(Object.keys(table).flatMap((field) => (field in nested ? [[field, nested[field] as Json]] : [])));
  return Object.keys(other).length === 0 ? ordered : { ...ordered, other };
}

/** The elements of a set, by id: `elementsOf(fields, 'titleForms')` -> [id, value] pairs. */
export function elementsOf(fields: Fields, field: string): readonly (readonly [id: string, value: Json])[] {
  const found: [string, Json][] = [];
  for (const [path, value] of fields) {
    if (path.startsWith(`${field}[`) && path.endsWith(']')) found.push([path.slice(field.length + 1, -1), value]);
  }
  return found.sort(([a], [b]) => compareIds(a, b));
}

/** The groups of a set, by id: `groupsOf(fields, 'parties')` -> [id, {partner, side, ...}] pairs. */
export function groupsOf(fields: Fields, field: string): readonly (readonly [id: string, parts: Readonly<Record<string, Json>>])[] {
  const found = new Map<string, Record<string, Json>>();
  for (const [path, value] of fields) {
    if (!path.startsWith(`${field}[`)) continue;
    const parsed = parsePath(path);
    if (parsed?.id == null || parsed.part === null) continue;
    const parts = found.get(parsed.id) ?? {};
    parts[parsed.part] = value;
    found.set(parsed.id, parts);
  }
  return [...found].sort(([a], [b]) => compareIds(a, b));
}

/** Whether this version knows a field path of a kind. */
export const isKnownField = (kind: string, path: string): boolean => path === '$void' || isKnown(fieldTableOf(kind) ?? {}, path);

function plainField(table: FieldTable, field: string, path: string, value: Json, nested: Record<string, Json>, other: Record<string, Json>): void {
  if (Object.hasOwn(table, field) && table[field]?.form === 'plain') nested[field] = value;
  else other[path] = value;
}

/** A whole group (`parties[1]` = true) is known too: it marks the element as present. */
function isKnown(table: FieldTable, path: string): boolean {
  const parsed = parsePath(path);
  if (parsed === null) return false;
  return specAt(table, parsed) !== null || (parsed.part === null && Object.hasOwn(table, parsed.field) && table[parsed.field]?.form === 'groups');
}

function shownElement(table: FieldTable, field: string, id: string, value: Json): Json {
  if (table[field]?.form === 'marks') return id;
  const parts = objectOf(value);
  if (parts !== null) return { id, ...parts };
  return table[field]?.form === 'groups' ? { id } : { id, value };
}

const objectOf = (value: Json | undefined): Readonly<Record<string, Json>> | null => (isJsonObject(value) ? value : null);
