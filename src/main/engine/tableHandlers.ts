/** The calls about tables: files and mappings are opened here, the rest is the tables' services. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CallName, Failure, InputOf, OutputOf } from '../../shared/contract.ts';
import type { Json } from '../../shared/json.ts';
import { fieldTableOf, recordKinds } from '../../shared/records/registry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { problemSentence } from '../../shared/tables/problems.ts';
import type { TableImported, TableRead } from '../../shared/tables/answers.ts';
import { search } from '../search/find.ts';
import { readQuery } from '../search/query.ts';
import type { Store } from '../store/store.ts';
import { isComplete } from '../tables/complete.ts';
import { importComplete } from '../tables/completeRows.ts';
import type { ImportOptions, ImportTableDeps, TableReport } from '../tables/import.ts';
import { importTable } from '../tables/mappedRows.ts';
import { columnsOf } from '../tables/columns.ts';
import { defaultMapping, malformed, parseMapping, type Mapping } from '../tables/mapping.ts';
import { findMapping, keepMapping, listMappings, mappingForHeader, removeMapping } from '../tables/keptMappings.ts';
import { openTable } from '../tables/open.ts';
import { plannerFor } from '../tables/plan.ts';
import { headerScore, propose } from '../tables/propose.ts';
import { exportTable, type Pages } from '../tables/export.ts';
import { formatOf, unwritable } from '../tables/out/writer.ts';
import { openReportFile, type ReportFile } from '../tables/reportFile.ts';
import type { Table, TableRow } from '../tables/table.ts';
import { vocabulariesOf } from '../vocabularies/repository.ts';
import { yieldTurn, type CallContext, type EngineDeps, type Handlers } from './handling.ts';

type TableCalls = Extract<CallName, `tables.${string}`>;

/** @param list gives pages of lists. */
export function tableHandlers(store: Store, deps: EngineDeps, list: ListPage): Pick<Handlers, TableCalls> {
  return {
    'tables.import': (input, context) => importTableFile(store, deps, input, context),
    'tables.propose': (input) => proposeTable(store, input),
    'tables.mappings.list': () => ok({ mappings: listMappings(store.reader) }),
    'tables.mappings.show': ({ name }) => {
      const mapping = findMapping(store.reader, name);
      return mapping === null ? mappingUnknown(name) : ok({ name, mapping: asJson(mapping) });
    },
    'tables.mappings.save': (input) => saveMapping(store, deps, input),
    'tables.mappings.remove': ({ name }) => (removeMapping(store.db, name) ? ok({ name, removed: true } as const) : mappingUnknown(name)),
    'tables.export': (input, context) => exportTableFile(store, deps, list, input, context),
  };
}

/** As a mapping file holds it. */
const asJson = (mapping: Mapping): Json => JSON.parse(JSON.stringify(mapping)) as Json;

const mappingUnknown = (name: string): Result<never, Failure<'MappingUnknown'>> => err({ type: 'MappingUnknown', message: `There is no mapping "${name}" in this store. Nothing was changed.` });

/** Rows that a proposal looks at, and that it shows. */
const LOOKED_AT = 200;
const SHOWN = 5;

async function proposeTable(store: Store, input: InputOf<'tables.propose'>): Promise<Result<OutputOf<'tables.propose'>, Failure>> {
  const { file, kind } = input;
  const table = await openTable(file, { sheet: input.sheet, encoding: input.encoding, delimiter: input.delimiter }, headerScore(kind));
  if (!table.ok) return table;
  const rows: TableRow[] = [];
  try {
    for await (const slice of table.value.slices) {
      if (!slice.ok) return slice;
      rows.push(...slice.value.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')));
      if (rows.length >= LOOKED_AT) break;
    }
  } finally {
    table.value.close();
  }
  const vocabularies = vocabulariesOf(store.reader);
  const { mapping, columns } = propose(kind, table.value.header, rows.slice(0, LOOKED_AT), basename(file).normalize('NFC').slice(0, 100), vocabularies);
  const planner = plannerFor(mapping, table.value.header, vocabularies);
  if (!planner.ok) return planner;
  const sample = rows.slice(0, SHOWN).map(({ row, cells }) => {
    const plan = planner.value.plan(cells);
    return plan.ok ? { row, fields: plan.value.fields, parties: plan.value.parties.map(({ name }) => name) } : { row, problems: plan.error.map((problem) => ({ row, ...problem, reason: problemSentence(problem, 'en') })) };
  });
  return ok({ read: readOf(table.value), mapping: asJson(mapping), columns, unmapped: columns.filter(({ target }) => target === null).map(({ column }) => column), sample });
}

/** With a table, the mapping is used by itself whenever that table's header comes again. */
async function saveMapping(store: Store, deps: EngineDeps, { name, map, table }: InputOf<'tables.mappings.save'>): Promise<Result<OutputOf<'tables.mappings.save'>, Failure>> {
  const mapping = readMapping(map, null);
  if (!mapping.ok) return mapping;
  let header: readonly string[] | null = null;
  if (table !== undefined) {
    const columns = columnsOf(mapping.value);
    const opened = await openTable(table, { ...mapping.value.csv, sheet: mapping.value.sheet }, (names) => names.filter((one) => columns.has(one)).length);
    if (!opened.ok) return opened;
    opened.value.close();
    const fits = plannerFor(mapping.value, opened.value.header, vocabulariesOf(store.db));
    if (!fits.ok) return fits;
    header = opened.value.header;
  }
  keepMapping(store.db, name, mapping.value, header, deps.wallClock());
  return ok({ name, saved: true });
}

/** A page of a list, as `record.list` gives it. */
export type ListPage = (input: InputOf<'record.list'>) => Result<OutputOf<'record.list'>, Failure>;

/** Rows of a list that are read at once. */
const PAGE = 1_000;

async function exportTableFile(store: Store, deps: EngineDeps, list: ListPage, input: InputOf<'tables.export'>, context: CallContext): Promise<Result<OutputOf<'tables.export'>, Failure>> {
  const { kind, out, where, sort, columns, delimiter, complete, language, search } = input;
  const table = fieldTableOf(kind);
  if (table === null) return err({ type: 'KindUnknown', message: `No table was written: "${kind}" is not a kind of record; known are ${Object.keys(recordKinds).join(', ')}.` });
  const first = list({ kind, where: search === undefined ? where : {}, limit: 1 });
  if (!first.ok) return first;
  const known = new Set(['id', 'title', ...Object.keys(table), ...first.value.items.flatMap((item) => Object.keys(item))]);
  const unknown = columns?.find((column) => !known.has(column));
  if (unknown !== undefined) return err({ type: 'FieldUnknown', message: `No table was written: there is no column "${unknown}". Known are ${[...known].join(', ')}.` });
  if (search !== undefined && readQuery(search).units.length === 0) return err({ type: 'QueryEmpty', message: 'No table was written: the search has no word to look for.' });
  const hits = search === undefined ? null : hitPages(store, list, { query: search, kind, where });
  const pages: Pages = hits?.pages ?? async function* () {
    let after: string | undefined;
    do {
      const page = list({ kind, where: { voided: 'false', ...where }, limit: PAGE, ...(sort === undefined ? {} : { sort }), ...(after === undefined ? {} : { after }) });
      yield page;
      if (!page.ok) return;
      after = page.value.next ?? undefined;
    } while (after !== undefined);
  };
  const done = await exportTable({
    db: store.reader, vocabularies: vocabulariesOf(store.reader), newId: deps.newId, yieldTurn, signal: context.signal,
    progress: (done, total) => { context.progress({ what: 'writing', done, total }); },
  }, pages, { kind, out, language, columns, complete, delimiter, format: input.format ?? formatOf(out) });
  return done.ok && hits !== null ? ok({ ...done.value, search: hits.seen() }) : done;
}

/** Hits of a search that are written at most, and asked for at once. */
const MOST_HITS = 10_000;
const HITS = 200;
/** A table may take longer than an answer that a person waits for: the search does not stop by the clock. */
const STILL = (): number => 0;

interface HitPages {
  readonly pages: Pages;
  /** How the search ended, once all pages were gone through. */
  readonly seen: () => { readonly capped: boolean; readonly waiting: number };
}

/** The hits of a search in their order, each as a list of its kind has it. */
function hitPages(store: Store, list: ListPage, { query, kind, where }: { readonly query: string; readonly kind: string; readonly where: Readonly<Record<string, string>> }): HitPages {
  let seen = { capped: false, waiting: 0 };
  const pages: Pages = async function* () {
    let after: string | undefined;
    for (let written = 0; written < MOST_HITS;) {
      const page = search(store.reader, { query, kind, where, limit: HITS, facets: false, ...(after === undefined ? {} : { after }) }, STILL);
      if (!page.ok) {
        yield page;
        return;
      }
      const items = page.value.hits.flatMap(({ id }) => {
        const listed = list({ kind, where: { id }, limit: 1 });
        return listed.ok ? listed.value.items : [];
      });
      written += items.length;
      after = page.value.next;
      seen = { capped: after !== undefined && written >= MOST_HITS, waiting: page.value.waiting };
      yield ok({ items, total: Math.max(page.value.total, written) });
      if (after === undefined) return;
    }
  };
  return { pages, seen: () => seen };
}

/** Brings a table in, or reports what that would do. */
async function importTableFile(store: Store, deps: EngineDeps, input: InputOf<'tables.import'>, context: CallContext): Promise<Result<OutputOf<'tables.import'>, Failure>> {
  const { kind } = input;
  const given = input.map !== undefined ? readMapping(input.map, kind) : input.mapping !== undefined ? keptMapping(store, input.mapping, kind) : null;
  if (given !== null && !given.ok) return given;
  const columns = given === null ? new Set(fieldNames(kind)) : columnsOf(given.value);
  const options = { delimiter: input.delimiter ?? given?.value.csv?.delimiter, encoding: input.encoding ?? given?.value.csv?.encoding, sheet: input.sheet ?? given?.value.sheet };
  const table = await openTable(input.file, options, (names) => (isComplete(names) ? Infinity : names.filter((name) => columns.has(name)).length + (given === null && isMappable(kind) ? keptScore(store, kind, names) + headerScore(kind)(names) / 100 : 0)));
  if (!table.ok) return table;
  if (isComplete(table.value.header)) return bringIn(store, deps, table.value, input, context, { from: 'complete' }, (importing, how) => importComplete(importing, table.value, kind, how));
  const again = given === null ? mappingForHeader(store.db, kind, table.value.header) : null;
  const mapping = given ?? (again !== null ? ok(again.mapping) : isMappable(kind) ? defaultMapping(kind, table.value.header, basename(input.file).normalize('NFC')) : kindUnknown(kind));
  if (!mapping.ok) {
    table.value.close();
    return mapping;
  }
  const named = input.source === undefined ? mapping.value : { ...mapping.value, source: input.source };
  const used: TableImported['mapping'] = again !== null ? { from: 'kept', name: again.name } : input.mapping !== undefined && input.map === undefined ? { from: 'kept', name: input.mapping } : { from: given === null ? 'headers' : 'file' };
  return bringIn(store, deps, table.value, input, context, used, (importing, how) => importTable(importing, table.value, named, how, again !== null && input.source === undefined ? again.name : null));
}

/** A header that a mapping is kept for is the header. */
const keptScore = (store: Store, kind: string, names: readonly string[]): number => (mappingForHeader(store.db, kind, names) === null ? 0 : 10_000);

function keptMapping(store: Store, name: string, kind: string): Result<Mapping, Failure> {
  const mapping = findMapping(store.db, name);
  if (mapping === null) return mappingUnknown(name);
  return mapping.kind === kind ? ok(mapping) : malformed(`it is for records of kind ${mapping.kind}, not ${kind}`);
}

const isMappable = (kind: string): kind is Mapping['kind'] => kind === 'agreement' || kind === 'partner';

const kindUnknown = (kind: string): Result<never, Failure> =>
  err({ type: 'KindUnknown', message: `The table was not brought in: records of kind "${kind}" come only from tables with all fields (export-table --complete); agreements and partners from others too. Nothing was changed.` });

async function bringIn(
  store: Store, deps: EngineDeps, table: Table, input: InputOf<'tables.import'>, context: CallContext, mapping: TableImported['mapping'],
  work: (deps: ImportTableDeps, options: ImportOptions) => Promise<Result<TableReport, Failure>>,
): Promise<Result<TableImported, Failure>> {
  const report = input.report === undefined ? ok(null) : openReportFile(input.report, deps.newId(), input.language);
  if (!report.ok) {
    table.close();
    return report;
  }
  return withReport(report.value, input.report ?? '', async () => {
    const done = await work({
      db: store.db, log: store.log, newId: deps.newId, vocabularies: vocabulariesOf(store.db), yieldTurn, signal: context.signal,
      progress: (read, total) => { context.progress({ what: 'bringing in', done: read, total }); },
      ...(report.value === null ? {} : { report: report.value }),
    }, { author: context.author, dryRun: input.dryRun, overwrite: input.overwrite });
    return done.ok ? ok({ ...done.value, read: readOf(table), mapping }) : done;
  });
}

/** The report gets its name when the table was brought in; what stops that leaves no report. */
async function withReport<T>(report: ReportFile | null, path: string, work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  let whole = false;
  try {
    const done = await work();
    whole = done.ok;
    return done;
  } catch (cause) {
    return err(unwritable(path, cause));
  } finally {
    if (!whole) await report?.abandon();
  }
}

/** Headers that name a field by itself. */
const fieldNames = (kind: string): readonly string[] => [...Object.keys(fieldTableOf(kind) ?? {}), 'key', 'title', 'name'];

function readOf({ source, headerRow }: Table): TableRead {
  return { ...source, headerRow };
}

/** @param kind null for any. */
function readMapping(path: string, kind: string | null): Result<Mapping, Failure> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    return err({ type: 'FileUnreadable', message: `The table was not brought in: the mapping ${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}). Nothing was changed.` });
  }
  const mapping = parseMapping(text);
  if (mapping.ok && kind !== null && mapping.value.kind !== kind) return malformed(`it is for records of kind ${mapping.value.kind}, not ${kind}`);
  return mapping;
}
