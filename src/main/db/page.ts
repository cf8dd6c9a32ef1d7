/**
 * A page of a list: it begins after the last row of the page before, found by key, so that the thousandth page costs what the first does.
 *
 * Two ways lead to a page. Where a filter leaves few rows, these are found by its index and sorted. Where it leaves many, the index of the
 * order is walked and what does not match is left out: among many matches the next ones are near. COLLECTED tells few from many.
 */
import type { JsonObject } from '../../shared/json.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { cursorText, readCursor, type Cursor } from './cursor.ts';
import type { ListField, ListTable } from './listTable.ts';
import type { ReadableDB } from './open.ts';

/** What may be asked for. */
export interface PageRequest {
  readonly limit: number;
  /** The `next` of the page before, in the same order. */
  readonly after?: string | undefined;
  /** Field -> value; a date also by its beginning. */
  readonly where?: Readonly<Record<string, string>>;
  /** A field, `-` in front for descending; by id (in the order of making) without it. Rows without a value come last both ways. */
  readonly sort?: string | undefined;
}

export interface RowPage {
  /** How many rows match, counted to COUNTED at most. */
  readonly total: number;
  /** True where there may be more than `total`. */
  readonly capped: boolean;
  readonly rows: readonly Row[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

export type Row = Readonly<Record<string, string | number | null>>;

export interface FieldUnknown {
  readonly type: 'FieldUnknown';
  readonly message: string;
  readonly allowed: readonly string[];
}

export interface CursorUnknown {
  readonly type: 'CursorUnknown';
  readonly message: string;
}

export type PageError = FieldUnknown | CursorUnknown;

/** Counting stops here: more is "a thousand and more". */
const COUNTED = 1_001;
/** Up to so many rows are collected and sorted; each costs a look at the table, also where the disk is cold. */
const COLLECTED = 2_000;

/**
 * Rows hold `id`, `voided` (0 or 1), `conflicts` (a count) and every field that has a column, under the field's name.
 *
 * @param collected for tests: another border between few and many gives the same pages.
 */
export function readPage(db: ReadableDB, list: ListTable, request: PageRequest, collected = COLLECTED): Result<RowPage, PageError> {
  const filters = filtersOf(list, request.where ?? {});
  if (!filters.ok) return filters;
  const order = orderOf(list, request.sort);
  if (!order.ok) return order;
  const cursor = request.after === undefined ? null : readCursor(request.after);
  if (request.after !== undefined && (cursor?.kind !== list.kind || cursor.sort !== (request.sort ?? ''))) {
    return err({ type: 'CursorUnknown', message: 'There is no page after that: it was not given by a list of this kind in this order. Begin with the first page.' });
  }
  const way = wayTo(db, list, filters.value, order.value, collected);
  const found = collect(db, list, way, order.value, cursor, request.limit + 1);
  const shown = found.slice(0, request.limit);
  const last = shown.at(-1);
  const next = found.length > shown.length && last !== undefined ? cursorText({ kind: list.kind, sort: request.sort ?? '', key: last.key, id: last.id }) : null;
  const total = way.alone !== null && way.alone >= COUNTED ? COUNTED : count(db, list, way);
  return ok({ total, capped: total === COUNTED, rows: rowsOf(db, list, shown.map((one) => one.id)), next });
}

/** One row of a list: `id`, `kind`, `title`, and the columns of its kind; `voided` and `conflicts` only where there is something to say. */
export type ListItem = JsonObject & { readonly id: string; readonly kind: string; readonly title: string };

export interface ListPage {
  readonly total: number;
  readonly capped: boolean;
  readonly items: readonly ListItem[];
  readonly next: string | null;
}

/** The list item of a row of `readPage`. A column that is not set is null. */
export function itemOf(kind: string, row: Row): ListItem {
  const { id, title, voided, conflicts, ...rest } = row;
  return {
    id: String(id), kind, title: String(title ?? ''), ...rest,
    ...(voided === 1 ? { voided: true } : {}), ...(typeof conflicts === 'number' && conflicts > 0 ? { conflicts } : {}),
  };
}

/** A page whose items are made of its rows. */
export const pageOf = ({ rows, ...page }: RowPage, item: (row: Row) => ListItem): ListPage => ({ ...page, items: rows.map(item) });

/** A page of a kind whose items are its rows. */
export function listRows(db: ReadableDB, list: ListTable, request: PageRequest): Result<ListPage, PageError> {
  const page = readPage(db, list, request);
  return page.ok ? ok(pageOf(page.value, (row) => itemOf(list.kind, row))) : page;
}

/** A condition that rows must meet. */
interface Filter {
  /** With the column as it is, so that the index can serve. */
  readonly sql: string;
  /** The same with the column hidden from the indexes. */
  readonly plain: string;
  readonly values: readonly (string | number)[];
  /** The index that finds its rows; empty where a select does; null where nothing does. */
  readonly by: string | null;
  /** Rows found by it come in the order of their ids. */
  readonly inOrder: boolean;
  /** The select of ids behind it. */
  readonly ids?: string;
}

function filtersOf(list: ListTable, where: Readonly<Record<string, string>>): Result<readonly Filter[], FieldUnknown> {
  const filters: Filter[] = [];
  for (const [name, value] of Object.entries(where)) {
    const filter = name === 'voided' ? voidedFilter(list, value) : name === 'id' ? filterOf({ column: 't.id', index: ownIndex(list) }, value) : Object.hasOwn(list.fields, name) ? filterOf(list.fields[name], value) : null;
    if (filter === null) return unknown(`There is no list of this kind by "${name}".`, [...Object.keys(list.fields), 'id', 'voided']);
    filters.push(filter);
  }
  return ok(filters);
}

function filterOf(field: ListField | undefined, value: string): Filter | null {
  if (field?.ids !== undefined) return { sql: `t.id IN (${field.ids})`, plain: field.holds ?? `+t.id IN (${field.ids})`, values: [value], by: '', inOrder: false, ids: field.ids };
  if (field?.condition !== undefined) return { sql: field.condition, plain: field.condition, values: [value], by: null, inOrder: false };
  if (field?.column === undefined) return null;
  const { column } = field;
  const by = field.index ?? null;
  if (field.date === true) return { sql: `${column} >= ? AND ${column} < ?`, plain: `+${column} >= ? AND +${column} < ?`, values: [value, `${value}\u{10ffff}`], by, inOrder: false };
  return { sql: `${column} = ?`, plain: `+${column} = ?`, values: [field.integer === true ? Number(value) : value], by, inOrder: by !== null && field.sort?.index === by };
}

function voidedFilter(list: ListTable, value: string): Filter {
  const voided = `t.id IN (SELECT id FROM record WHERE kind = '${list.kind}' AND voided = 1)`;
  if (value === 'true' || value === '1') return { sql: voided, plain: `+${voided}`, values: [], by: '', inOrder: false };
  const kept = '(SELECT voided FROM record WHERE id = t.id) = 0';
  return { sql: kept, plain: kept, values: [], by: null, inOrder: false };
}

/** What rows are ordered by besides their ids, and the index that has them in this order. */
interface Order {
  /** Null: by ids alone. */
  readonly key: string | null;
  /** Null: there is none, the table is small. */
  readonly index: string | null;
  readonly descending: boolean;
}

function orderOf(list: ListTable, sort: string | undefined): Result<Order, FieldUnknown> {
  const name = sort?.replace(/^-/, '');
  const descending = sort?.startsWith('-') === true;
  if (name === undefined || name === 'id') return ok({ key: null, index: ownIndex(list), descending });
  const field = Object.hasOwn(list.fields, name) ? list.fields[name] : undefined;
  if (field?.sort === undefined) return unknown(`This kind is not sorted by "${sort ?? ''}".`, [...Object.keys(list.fields).filter((one) => list.fields[one]?.sort !== undefined), 'id']);
  return ok({ ...field.sort, descending });
}

/** The index that SQLite makes for the primary key. */
const ownIndex = (list: ListTable): string => `sqlite_autoindex_${list.table}_1`;

/** How rows are found: by a filter that leads to few, or along an index. */
interface Way {
  /** `INDEXED BY ...`, or nothing where the planner has no choice. */
  readonly by: string;
  readonly conditions: readonly string[];
  readonly values: readonly (string | number)[];
  /** The rows are few and must be sorted. */
  readonly collects: boolean;
  /** How many rows match, as far as they were counted on the way: of a filter that stands alone. */
  readonly alone: number | null;
}

function wayTo(db: ReadableDB, list: ListTable, filters: readonly Filter[], order: Order, collected: number): Way {
  const found = filters.filter((filter) => filter.by !== null).map((filter) => ({ filter, matches: matches(db, list, filter, collected) })).sort((a, b) => a.matches - b.matches);
  const [best] = found;
  const alone = filters.length === 1 ? (best?.matches ?? null) : null;
  const along = filters.find((filter) => filter.by !== null && filter.by === order.index);
  if (best !== undefined && best.matches <= collected && best.filter !== along) return { ...way(filters, best.filter, true), alone };
  const inOrder = order.key === null ? found.find(({ filter }) => filter.inOrder)?.filter : undefined;
  if (inOrder !== undefined) return { ...way(filters, inOrder, false), alone };
  return { ...way(filters, along, false), by: order.index === null ? '' : `INDEXED BY ${order.index}`, alone };
}

function way(filters: readonly Filter[], leading: Filter | undefined, collects: boolean): Omit<Way, 'alone'> {
  return {
    by: leading === undefined || leading.by === null || leading.by === '' ? '' : `INDEXED BY ${leading.by}`,
    conditions: filters.map((filter) => (filter === leading ? filter.sql : filter.plain)),
    values: filters.flatMap((filter) => filter.values),
    collects,
  };
}

/** How many rows a filter alone leaves, counted by its index as far as it matters. */
function matches(db: ReadableDB, list: ListTable, filter: Filter, collected: number): number {
  if (filter.ids !== undefined) return db.prepare(`SELECT count(*) FROM (${filter.ids} LIMIT ${String(collected + 1)})`).pluck().get(...filter.values) as number;
  const { by } = way([filter], filter, false);
  return db.prepare(`SELECT count(*) FROM (SELECT 1 FROM ${list.table} t ${by} WHERE ${filter.sql} LIMIT ${String(collected + 1)})`).pluck().get(...filter.values) as number;
}

function count(db: ReadableDB, list: ListTable, { by, conditions, values }: Way): number {
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return db.prepare(`SELECT count(*) FROM (SELECT 1 FROM ${list.table} t ${by} ${where} LIMIT ${String(COUNTED)})`).pluck().get(...values) as number;
}

type Place = Pick<Cursor, 'key' | 'id'>;

/** The keys and ids of the rows after the cursor: first those that have a key, then those that have none. */
function collect(db: ReadableDB, list: ListTable, way: Way, order: Order, cursor: Place | null, limit: number): readonly Place[] {
  const { key } = order;
  if (key === null) return select(db, list, way, order, 'NULL', cursor === null ? null : { sql: (id) => `${id} ${order.descending ? '<' : '>'} ?`, values: [cursor.id] }, limit);
  const beyond = order.descending ? '<' : '>';
  const column = way.collects ? `+${key}` : key;
  const none = { sql: () => `${column} IS NULL`, values: [] };
  const noneAfter = cursor === null ? none : { sql: (id: string) => `${column} IS NULL AND ${id} ${beyond} ?`, values: [cursor.id] };
  if (cursor?.key === null) return select(db, list, way, order, 'NULL', noneAfter, limit);
  const keyed = cursor === null ? { sql: () => `${column} IS NOT NULL`, values: [] } : { sql: (id: string) => `(${column}, ${id}) ${beyond} (?, ?)`, values: [cursor.key, cursor.id] };
  const found = select(db, list, way, order, key, keyed, limit);
  return found.length === limit ? found : [...found, ...select(db, list, way, order, 'NULL', none, limit - found.length)];
}

interface Part {
  readonly sql: (id: string) => string;
  readonly values: readonly (string | number)[];
}

function select(db: ReadableDB, list: ListTable, way: Way, { descending }: Order, key: string, part: Part | null, limit: number): readonly Place[] {
  const id = way.collects ? '+t.id' : 't.id';
  const direction = descending ? 'DESC' : 'ASC';
  const conditions = [...way.conditions, ...(part === null ? [] : [part.sql(id)])];
  const by = key === 'NULL' ? `${id} ${direction}` : `${way.collects ? '+' : ''}${key} ${direction}, ${id} ${direction}`;
  return db.prepare(`SELECT ${key} AS key, t.id AS id FROM ${list.table} t ${way.by} ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`} ORDER BY ${by} LIMIT ?`)
    .all(...way.values, ...(part?.values ?? []), limit) as readonly Place[];
}

/** The rows of these ids, in their order. */
function rowsOf(db: ReadableDB, list: ListTable, ids: readonly string[]): readonly Row[] {
  const shown = Object.entries(list.fields).flatMap(([name, field]) => (field.column === undefined ? [] : [`${field.column} AS "${name}"`]));
  const read = db.prepare(`SELECT t.id AS id, r.voided AS voided, r.conflicts AS conflicts, ${shown.join(', ')} FROM ${list.table} t JOIN record r ON r.id = t.id WHERE t.id = ?`);
  return ids.map((id) => read.get(id) as Row);
}

const unknown = (what: string, allowed: readonly string[]): Result<never, FieldUnknown> =>
  err({ type: 'FieldUnknown', message: `${what} Known are ${allowed.join(', ')}.`, allowed });
