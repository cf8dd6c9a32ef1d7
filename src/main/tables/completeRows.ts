/** Rows of a table with all fields: records that are not here are made as they were, those that are here are compared field by field. */
import canonicalize from 'canonicalize';
import type { Json } from '../../shared/json.ts';
import { isRecordKind, recordKinds } from '../../shared/records/registry.ts';
import { parsePath, specAt } from '../../shared/records/forms.ts';
import { ok, type Result } from '../../shared/result.ts';
import { quote } from '../../shared/text.ts';
import { baseline } from '../../shared/vocabularies/baseline.ts';
import { termOf } from '../../shared/vocabularies/vocabulary.ts';
import { readView } from '../changes/apply.ts';
import { FIELD_PATH, UUID } from '../changes/entry.ts';
import { isUndone } from '../register/planUndo.ts';
import { completeColumn, fieldsFrom, ID_COLUMN, type CompleteColumn } from './complete.ts';
import { importRows, type ImportOptions, type ImportTableDeps, type ImportTableError, type RowTaker, type TableReport } from './import.ts';
import { malformed } from './mapping.ts';
import type { PlanProblem } from './plan.ts';
import { detached } from './rows.ts';
import type { Table } from './table.ts';

/** Brings a table in that `isComplete`. */
export async function importComplete(deps: ImportTableDeps, table: Table, kind: string, options: ImportOptions): Promise<Result<TableReport, ImportTableError>> {
  const columns = columnsOf(kind, table.header);
  if (!columns.ok) {
    table.close();
    return columns;
  }
  return importRows(deps, table, takerOf(deps, kind, columns.value, table, options), options);
}

interface Column extends CompleteColumn {
  /** Places of the text and of what continues it. */
  readonly places: readonly number[];
}

function columnsOf(kind: string, header: readonly string[]): Result<readonly Column[], ImportTableError> {
  if (!isRecordKind(kind)) return malformed(`"${kind}" is not a kind of record; known are ${Object.keys(recordKinds).join(', ')}`);
  const columns = new Map<string, { readonly of: CompleteColumn; readonly places: number[] }>();
  for (const [place, name] of header.entries()) {
    const of = completeColumn(kind, name);
    if (of === null) return malformed(`it is a table with all fields, and the column "${name}" is none of a record of kind ${kind}`);
    const known = columns.get(of.name);
    if (known === undefined) columns.set(of.name, { of, places: [place] });
    else known.places.push(place);
  }
  return ok([...columns.values()].map(({ of, places }) => ({ ...of, places })));
}

function takerOf(deps: ImportTableDeps, kind: string, columns: readonly Column[], { source }: Table, { overwrite }: ImportOptions): RowTaker {
  const { db } = deps;
  const vocabularies = deps.vocabularies ?? baseline;
  const rowOfId = new Map<string, number>();
  const isCsv = source.format === 'csv';
  const table = isRecordKind(kind) ? recordKinds[kind] : {};

  const read = (cells: readonly string[]): { readonly id: string; readonly fields: Readonly<Record<string, Json>>; readonly problems: readonly PlanProblem[] } => {
    const fields: Record<string, Json> = {};
    const problems: PlanProblem[] = [];
    let id = '';
    for (const column of columns) {
      const text = column.places.map((place) => (isCsv ? withoutApostrophe(cells[place] ?? '') : (cells[place] ?? ''))).join('');
      if (column.field === ID_COLUMN) id = text;
      else if (text !== '') {
        const found = fieldsFrom(kind, column, text);
        const wrong = found === null ? 'is not what an export writes' : Object.entries(found).map(([path, value]) => problemAt(path, value)).find((problem) => problem !== null);
        if (typeof wrong === 'string') problems.push({ column: column.name, value: text.slice(0, 200), code: 'valueInvalid', values: { value: quote(text), why: wrong } });
        Object.assign(fields, found);
      }
    }
    if (!UUID.test(id)) problems.push({ column: ID_COLUMN, value: id.slice(0, 200), code: 'valueInvalid', values: { value: quote(id), why: `expected the id of a record, found ${quote(id)}` } });
    else if (Object.keys(fields).length === 0 && problems.length === 0) problems.push({ column: null, value: null, code: 'titleMissing', values: {} });
    return { id, fields, problems };
  };

  /** What this version does not know (`bitim:other`) is taken as it is. */
  const problemAt = (path: string, value: Json): string | null => {
    const parsed = parsePath(path);
    if (parsed === null || !FIELD_PATH.test(path)) return `${quote(path)} is not a field path`;
    const found = specAt(table, parsed);
    if (found === null) return null;
    const given = found.form === 'marks' ? parsed.id : value;
    const checked = found.spec.schema.safeParse(given);
    if (!checked.success) return checked.error.issues[0]?.message ?? 'has an unexpected value';
    const { codes } = found.spec;
    return codes === undefined || typeof given !== 'string' || termOf(vocabularies[codes], given) !== undefined ? null : `${quote(given)} is not a code of ${codes}`;
  };

  const take: RowTaker['take'] = ({ row, cells }, out) => {
    const { id, fields, problems } = read(cells);
    const before = rowOfId.get(id);
    if (problems.length > 0 || before !== undefined) {
      out.refuse(row, before === undefined ? problems : [{ column: ID_COLUMN, value: id, code: 'keyRepeated', values: { value: quote(id), other: before } }]);
      return;
    }
    rowOfId.set(detached(id), row);
    const view = readView(db, id);
    if (view === null) {
      out.change({ record: id, kind, fields });
      out.count('imported');
      return;
    }
    if (view.kind !== kind) {
      out.refuse(row, [{ column: ID_COLUMN, value: id, code: 'recordOther', values: { value: quote(id), kind: view.kind } }]);
      return;
    }
    const undone = isUndone(view);
    if (view.voided !== null && !undone) {
      out.voided({ row, record: id, reason: view.voided.reason });
      return;
    }
    const written: Record<string, Json> = undone ? { $void: null } : {};
    for (const [path, value] of Object.entries(fields)) {
      const now = view.fields.get(path);
      if (canonicalize(now) === canonicalize(value)) continue;
      if (!overwrite || view.conflicts.some((conflict) => conflict.path === path)) out.keep({ row, record: id, field: path, before: null, table: value, register: now ?? null });
      else {
        written[path] = value;
        out.changed({ row, record: id, field: path, from: now ?? null, to: value });
      }
    }
    const paths = Object.keys(written);
    out.count(undone ? 'restored' : paths.length > 0 ? 'updated' : 'skipped');
    if (paths.length > 0) out.change({ record: id, kind, scope: view.scopes[0] ?? 'all', fields: written, replaces: new Map(paths.map((path) => [path, view.heads.get(path) ?? []])) });
  };

  return { take, written: () => undefined, end: () => undefined };
}

/** Takes back what an export to CSV put before a text that would be computed. */
const withoutApostrophe = (cell: string): string => (cell.charCodeAt(0) === 39 && /^'+[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? cell.slice(1) : cell);

