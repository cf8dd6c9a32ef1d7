/** Bringing a table in: the file and its mapping are opened here, the rest is the tables' service. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Failure, InputOf, OutputOf } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Store } from '../store/store.ts';
import { openCsv } from '../tables/csv.ts';
import { importTable } from '../tables/import.ts';
import { defaultMapping, malformed, parseMapping, type Mapping } from '../tables/mapping.ts';
import { yieldTurn, type CallContext, type EngineDeps } from './handling.ts';

/** Brings a table in, or reports what that would do. */
export async function importTableFile(store: Store, deps: EngineDeps, input: InputOf<'tables.import'>, context: CallContext): Promise<Result<OutputOf<'tables.import'>, Failure>> {
  const given = input.map === undefined ? null : readMapping(input.map, input.kind);
  if (given !== null && !given.ok) return given;
  const table = await openCsv(input.file, given?.value.csv?.delimiter);
  if (!table.ok) return table;
  const mapping = given ?? defaultMapping(input.kind, table.value.header, basename(input.file).normalize('NFC'));
  if (!mapping.ok) return mapping;
  const report = await importTable({
    db: store.db, log: store.log, newId: deps.newId, yieldTurn, signal: context.signal,
    progress: (done, total) => { context.progress({ what: 'bringing in', done, total }); },
  }, table.value, mapping.value, context.author, input.dryRun);
  return report.ok ? ok({ ...report.value, dryRun: input.dryRun }) : report;
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
