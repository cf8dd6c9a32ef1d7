/** A page of a list: which rows, in which order, and how many there are. Column names come from code, values are bound. */
import type { JsonObject } from '../../shared/json.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ReadableDB } from './open.ts';

/** What may be asked for: `where` fields compared for equality (a date also by its beginning), `sort` a field, with `-` in front for descending. */
export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
  readonly where?: Readonly<Record<string, string>>;
  readonly sort?: string | undefined;
}

export interface RowPage {
  readonly total: number;
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

export interface FieldUnknown {
  readonly type: 'FieldUnknown';
  readonly message: string;
  readonly allowed: readonly string[];
}

/** How a field of a list is found in the table `t` (joined with `record r`, which has every record's `kind` and `voided`). */
export interface ListField {
  /** A column, for showing, sorting and filtering. */
  readonly column?: string;
  /** Filters by the beginning too: `2024` finds `2024-05-17`. */
  readonly date?: true;
  /** A condition with one `?`, for what is no column. */
  readonly condition?: string;
}

export interface ListTable {
  readonly table: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, ListField>>;
}

/** Every list knows these. */
const COMMON: Readonly<Record<string, ListField>> = {
  id: { column: 't.id' },
  voided: { condition: `r.voided = (? IN ('true', '1'))` },
};

/** Rows hold `id`, `voided` (0 or 1), `conflicts` (a count) and every field that has a column, under the field's name. */
export function readPage(db: ReadableDB, list: ListTable, request: PageRequest): Result<RowPage, FieldUnknown> {
  const fields: Readonly<Record<string, ListField>> = { ...list.fields, ...COMMON };
  const conditions: string[] = ['r.kind = ?'];
  const values: string[] = [list.kind];
  for (const [name, value] of Object.entries(request.where ?? {})) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const condition = field === undefined ? undefined : conditionOf(field);
    if (condition === undefined) return unknown(`There is no list of this kind by "${name}".`, Object.keys(fields));
    conditions.push(condition);
    values.push(value);
  }
  const order = orderOf(fields, request.sort);
  if (order === null) return unknown(`This kind is not sorted by "${request.sort ?? ''}".`, sortable(fields));
  const from = `FROM ${list.table} t JOIN record r ON r.id = t.id WHERE ${conditions.join(' AND ')}`;
  const shown = Object.entries(list.fields).flatMap(([name, field]) => (field.column === undefined ? [] : [`${field.column} AS "${name}"`]));
  const total = db.prepare(`SELECT count(*) ${from}`).pluck().get(...values) as number;
  const rows = db.prepare(`SELECT t.id AS id, r.voided AS voided, r.conflicts AS conflicts, ${shown.join(', ')} ${from} ORDER BY ${order} LIMIT ? OFFSET ?`)
    .all(...values, request.limit, request.offset) as RowPage['rows'];
  return ok({ total, rows });
}

/** One row of a list: `id`, `kind`, `title`, and the columns of its kind; `voided` and `conflicts` only where there is something to say. */
export type ListItem = JsonObject & { readonly id: string; readonly kind: string; readonly title: string };

export interface ListPage {
  readonly total: number;
  readonly items: readonly ListItem[];
}

/** The list item of a row of `readPage`. A column that is not set is null. */
export function itemOf(kind: string, row: RowPage['rows'][number]): ListItem {
  const { id, title, voided, conflicts, ...rest } = row;
  return {
    id: String(id), kind, title: String(title ?? ''), ...rest,
    ...(voided === 1 ? { voided: true } : {}), ...(typeof conflicts === 'number' && conflicts > 0 ? { conflicts } : {}),
  };
}

/** A page of a kind whose items are its rows. */
export function listRows(db: ReadableDB, list: ListTable, request: PageRequest): Result<ListPage, FieldUnknown> {
  const page = readPage(db, list, request);
  return page.ok ? ok({ total: page.value.total, items: page.value.rows.map((row) => itemOf(list.kind, row)) }) : page;
}

function conditionOf(field: ListField): string | undefined {
  if (field.condition !== undefined) return field.condition;
  if (field.column === undefined) return undefined;
  return field.date === true ? `instr(${field.column}, ?) = 1` : `${field.column} = ?`;
}

function orderOf(fields: Readonly<Record<string, ListField>>, sort: string | undefined): string | null {
  if (sort === undefined) return 't.id';
  const name = sort.replace(/^-/, '');
  const column = Object.hasOwn(fields, name) ? fields[name]?.column : undefined;
  if (column === undefined) return null;
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  return column === 't.id' ? `t.id ${direction}` : `${column} IS NULL, ${column} ${direction}, t.id`;
}

const sortable = (fields: Readonly<Record<string, ListField>>): readonly string[] => Object.keys(fields).filter((name) => fields[name]?.column !== undefined);

const unknown = (what: string, allowed: readonly string[]): Result<never, FieldUnknown> =>
  err({ type: 'FieldUnknown', message: `${what} Known are ${allowed.join(', ')}.`, allowed });
