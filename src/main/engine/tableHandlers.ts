/** The calls about tables: files and mappings are opened here, the rest is the tables' services. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CallName, Failure, InputOf, OutputOf } from '../../shared/contract.ts';
import { recordKinds } from '../../shared/records/registry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { TableImported, TableRead } from '../../shared/tables/answers.ts';
import type { Store } from '../store/store.ts';
import { importTable } from '../tables/mappedRows.ts';
import { columnsOf } from '../tables/columns.ts';
import { defaultMapping, malformed, parseMapping, type Mapping } from '../tables/mapping.ts';
import { openTable } from '../tables/open.ts';
import { unwritable } from '../tables/out/writer.ts';
import { openReportFile, type ReportFile } from '../tables/reportFile.ts';
import type { Table } from '../tables/table.ts';
import { vocabulariesOf } from '../vocabularies/repository.ts';
import { yieldTurn, type CallContext, type EngineDeps, type Handlers } from './handling.ts';

type TableCalls = Extract<CallName, `tables.${string}`>;

export function tableHandlers(store: Store, deps: EngineDeps): Pick<Handlers, TableCalls> {
  return {
    'tables.import': (input, context) => importTableFile(store, deps, input, context),
  };
}

/** Brings a table in, or reports what that would do. */
async function importTableFile(store: Store, deps: EngineDeps, input: InputOf<'tables.import'>, context: CallContext): Promise<Result<OutputOf<'tables.import'>, Failure>> {
  const { kind } = input;
  if (kind !== 'agreement' && kind !== 'partner') return err({ type: 'KindUnknown', message: `The table was not brought in: records of kind "${kind}" do not come from tables; agreements and partners do. Nothing was changed.` });
  const given = input.map === undefined ? null : readMapping(input.map, kind);
  if (given !== null && !given.ok) return given;
  const columns = given === null ? new Set(fieldNames(kind)) : columnsOf(given.value);
  const options = { delimiter: input.delimiter ?? given?.value.csv?.delimiter, encoding: input.encoding ?? given?.value.csv?.encoding, sheet: input.sheet ?? given?.value.sheet };
  const table = await openTable(input.file, options, (names) => names.filter((name) => columns.has(name)).length);
  if (!table.ok) return table;
  const mapping = given ?? defaultMapping(kind, table.value.header, basename(input.file).normalize('NFC'));
  if (!mapping.ok) {
    table.value.close();
    return mapping;
  }
  const report = input.report === undefined ? ok(null) : openReportFile(input.report, deps.newId(), input.language);
  if (!report.ok) {
    table.value.close();
    return report;
  }
  return withReport(report.value, input.report ?? '', async () => {
    const done = await importTable({
      db: store.db, log: store.log, newId: deps.newId, vocabularies: vocabulariesOf(store.db), yieldTurn, signal: context.signal,
      progress: (read, total) => { context.progress({ what: 'bringing in', done: read, total }); },
      ...(report.value === null ? {} : { report: report.value }),
    }, table.value, mapping.value, { author: context.author, dryRun: input.dryRun, overwrite: input.overwrite });
    return done.ok ? ok({ ...done.value, read: readOf(table.value), mapping: { from: given === null ? 'headers' : 'file' } } satisfies TableImported) : done;
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
const fieldNames = (kind: Mapping['kind']): readonly string[] => [...Object.keys(recordKinds[kind]), 'key', 'title', 'name'];

function readOf({ source, headerRow }: Table): TableRead {
  return { ...source, headerRow };
}

function readMapping(path: string, kind: Mapping['kind']): Result<Mapping, Failure> {
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
