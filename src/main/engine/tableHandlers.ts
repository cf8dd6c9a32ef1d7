/** The calls about tables: files and mappings are opened here, the rest is the tables' services. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CallName, Failure, InputOf, OutputOf } from '../../shared/contract.ts';
import { fieldTableOf, recordKinds } from '../../shared/records/registry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { TableImported, TableRead } from '../../shared/tables/answers.ts';
import type { Store } from '../store/store.ts';
import { isComplete } from '../tables/complete.ts';
import { importComplete } from '../tables/completeRows.ts';
import type { ImportOptions, ImportTableDeps, TableReport } from '../tables/import.ts';
import { importTable } from '../tables/mappedRows.ts';
import { columnsOf } from '../tables/columns.ts';
import { defaultMapping, malformed, parseMapping, type Mapping } from '../tables/mapping.ts';
import { openTable } from '../tables/open.ts';
import { exportTable, type Pages } from '../tables/export.ts';
import { formatOf, unwritable } from '../tables/out/writer.ts';
import { openReportFile, type ReportFile } from '../tables/reportFile.ts';
import type { Table } from '../tables/table.ts';
import { vocabulariesOf } from '../vocabularies/repository.ts';
import { yieldTurn, type CallContext, type EngineDeps, type Handlers } from './handling.ts';

type TableCalls = Extract<CallName, `tables.${string}`>;

/** @param list gives pages of lists. */
export function tableHandlers(store: Store, deps: EngineDeps, list: ListPage): Pick<Handlers, TableCalls> {
  return {
    'tables.import': (input, context) => importTableFile(store, deps, input, context),
    'tables.export': (input, context) => exportTableFile(store, deps, list, input, context),
  };
}

/** A page of a list, as `record.list` gives it. */
export type ListPage = (input: InputOf<'record.list'>) => Result<OutputOf<'record.list'>, Failure>;

/** Rows of a list that are read at once. */
const PAGE = 1_000;

async function exportTableFile(store: Store, deps: EngineDeps, list: ListPage, input: InputOf<'tables.export'>, context: CallContext): Promise<Result<OutputOf<'tables.export'>, Failure>> {
  const { kind, out, where, sort, columns, delimiter, complete, language } = input;
  const table = fieldTableOf(kind);
  if (table === null) return err({ type: 'KindUnknown', message: `No table was written: "${kind}" is not a kind of record; known are ${Object.keys(recordKinds).join(', ')}.` });
  const first = list({ kind, where, limit: 1 });
  if (!first.ok) return first;
  const known = new Set(['id', 'title', ...Object.keys(table), ...first.value.items.flatMap((item) => Object.keys(item))]);
  const unknown = columns?.find((column) => !known.has(column));
  if (unknown !== undefined) return err({ type: 'FieldUnknown', message: `No table was written: there is no column "${unknown}". Known are ${[...known].join(', ')}.` });
  const pages: Pages = async function* () {
    let after: string | undefined;
    do {
      const page = list({ kind, where: { voided: 'false', ...where }, limit: PAGE, ...(sort === undefined ? {} : { sort }), ...(after === undefined ? {} : { after }) });
      yield page;
      if (!page.ok) return;
      after = page.value.next ?? undefined;
    } while (after !== undefined);
  };
  return exportTable({
    db: store.reader, vocabularies: vocabulariesOf(store.reader), newId: deps.newId, yieldTurn, signal: context.signal,
    progress: (done, total) => { context.progress({ what: 'writing', done, total }); },
  }, pages, { kind, out, language, columns, complete, delimiter, format: input.format ?? formatOf(out) });
}

/** Brings a table in, or reports what that would do. */
async function importTableFile(store: Store, deps: EngineDeps, input: InputOf<'tables.import'>, context: CallContext): Promise<Result<OutputOf<'tables.import'>, Failure>> {
  const { kind } = input;
  const given = input.map === undefined ? null : readMapping(input.map, kind);
  if (given !== null && !given.ok) return given;
  const columns = given === null ? new Set(fieldNames(kind)) : columnsOf(given.value);
  const options = { delimiter: input.delimiter ?? given?.value.csv?.delimiter, encoding: input.encoding ?? given?.value.csv?.encoding, sheet: input.sheet ?? given?.value.sheet };
  const table = await openTable(input.file, options, (names) => (isComplete(names) ? Infinity : names.filter((name) => columns.has(name)).length));
  if (!table.ok) return table;
  if (isComplete(table.value.header)) return bringIn(store, deps, table.value, input, context, { from: 'complete' }, (importing, how) => importComplete(importing, table.value, kind, how));
  const mapping = given ?? (isMappable(kind) ? defaultMapping(kind, table.value.header, basename(input.file).normalize('NFC')) : kindUnknown(kind));
  if (!mapping.ok) {
    table.value.close();
    return mapping;
  }
  return bringIn(store, deps, table.value, input, context, { from: given === null ? 'headers' : 'file' }, (importing, how) => importTable(importing, table.value, mapping.value, how));
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

function readMapping(path: string, kind: string): Result<Mapping, Failure> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    return err({ type: 'FileUnreadable', message: `The table was not brought in: the mapping ${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}). Nothing was changed.` });
  }
  const mapping = parseMapping(text);
  if (mapping.ok && mapping.value.kind !== kind) return malformed(`it is for records of kind ${mapping.value.kind}, not ${kind}`);
  return mapping;
}
