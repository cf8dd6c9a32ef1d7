/** A list of records as a table in a file: with columns for people, or with all fields so that nothing is lost. */
import type { Cancelled, Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { TableExported } from '../../shared/tables/answers.ts';
import type { Vocabularies } from '../../shared/vocabularies/baseline.ts';
import type { LabelLanguage } from '../../shared/vocabularies/vocabulary.ts';
import { fieldTableOf } from '../../shared/records/registry.ts';
import { parsePath } from '../../shared/records/forms.ts';
import { readView } from '../changes/apply.ts';
import type { ReadableDB } from '../db/open.ts';
import { cellsOf, completeHeader, completeTexts, type Shape } from './complete.ts';
import { labelledColumns, usualColumns, type Item } from './out/labelledColumns.ts';
import type { OutCell, OutOptions } from './out/rowsOut.ts';
import { openTableWriter, unwritable, type OutError, type TableWriter } from './out/writer.ts';

export interface ExportTableDeps {
  readonly db: ReadableDB;
  readonly vocabularies: Vocabularies;
  /** Makes the temporary name unique. */
  readonly newId: () => string;
  readonly yieldTurn: () => Promise<void>;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Pages of a list, one after the other; asked for from the beginning each time it is gone through. */
export type Pages = () => AsyncIterable<Result<{ readonly items: readonly Item[]; readonly total: number }, Failure>>;

export interface ExportTableOptions extends Pick<OutOptions, 'format' | 'delimiter'> {
  readonly kind: string;
  readonly out: string;
  readonly language: LabelLanguage;
  /** The usual ones of the kind where none are named. */
  readonly columns?: readonly string[] | undefined;
  readonly complete: boolean;
}

export type ExportTableError = OutError | Cancelled | Failure;

/** Excel's limit for a cell, in UTF-16 units; LibreOffice's rows of text have another one that no field reaches. */
const LONGEST = { csv: Number.MAX_SAFE_INTEGER, xlsx: 32_767 } as const;

export async function exportTable(deps: ExportTableDeps, pages: Pages, options: ExportTableOptions): Promise<Result<TableExported, ExportTableError>> {
  return options.complete ? exportComplete(deps, pages, options) : exportLabelled(deps, pages, options);
}

async function exportLabelled(deps: ExportTableDeps, pages: Pages, options: ExportTableOptions): Promise<Result<TableExported, ExportTableError>> {
  const longest = LONGEST[options.format];
  const columns = labelledColumns({ db: deps.db, vocabularies: deps.vocabularies, language: options.language, longest }, options.kind, options.columns ?? usualColumns(options.kind));
  return write(deps, pages, options, columns.header, (item) => columns.cells(item), columns.cut);
}

async function exportComplete(deps: ExportTableDeps, pages: Pages, options: ExportTableOptions): Promise<Result<TableExported, ExportTableError>> {
  const { db } = deps;
  const { kind } = options;
  const longest = LONGEST[options.format];
  const texts = ({ id }: Item): ReadonlyMap<string, string> => completeTexts(kind, id, readView(db, id)?.fields ?? new Map());
  const shape = await shapeOf(deps, pages, kind, texts, longest);
  if (!shape.ok) return shape;
  const header = completeHeader(kind, shape.value);
  const columns = header.filter((name) => !name.includes('+'));
  return write(deps, pages, options, header, (item) => {
    const given = texts(item);
    return columns.flatMap((column) => {
      const cells: (string | null)[] = [...cellsOf(given.get(column) ?? '', longest)];
      while (cells.length < (shape.value.cells.get(column) ?? 1)) cells.push(null);
      return cells;
    });
  }, () => 0);
}

/** Goes through all records once before the first row: how many elements they have, and how long their texts are. */
async function shapeOf(deps: ExportTableDeps, pages: Pages, kind: string, texts: (item: Item) => ReadonlyMap<string, string>, longest: number): Promise<Result<Shape, ExportTableError>> {
  const elements = new Map<string, number>();
  const cells = new Map<string, number>();
  const table = fieldTableOf(kind) ?? {};
  for await (const page of pages()) {
    if (!page.ok) return page;
    if (deps.signal.aborted) return cancelled;
    for (const item of page.value.items) {
      for (const [column, text] of texts(item)) {
        const parsed = parsePath(column);
        const field = parsed?.field ?? column;
        const count = parsed?.id == null || table[field]?.form === 'plain' ? 1 : Number(parsed.id);
        elements.set(field, Math.max(elements.get(field) ?? 0, count));
        if (text.length > longest) cells.set(column, Math.max(cells.get(column) ?? 1, cellsOf(text, longest).length));
      }
    }
    await deps.yieldTurn();
  }
  return ok({ elements, cells });
}

async function write(deps: ExportTableDeps, pages: Pages, options: ExportTableOptions, header: readonly string[], cells: (item: Item) => readonly OutCell[], cut: () => number): Promise<Result<TableExported, ExportTableError>> {
  const { out, format, delimiter } = options;
  const writer = openTableWriter(out, deps.newId(), { format, delimiter, header });
  if (!writer.ok) return writer;
  let whole = false;
  try {
    const rows = await writeRows(deps, pages, writer.value, cells);
    if (!rows.ok) return rows;
    const bytes = await writer.value.end();
    whole = true;
    return ok({ file: out, format, rows: rows.value, columns: header.length, bytes, cut: cut() });
  } catch (cause) {
    return err(unwritable(out, cause));
  } finally {
    if (!whole) await writer.value.abandon();
  }
}

async function writeRows(deps: ExportTableDeps, pages: Pages, writer: TableWriter, cells: (item: Item) => readonly OutCell[]): Promise<Result<number, ExportTableError>> {
  let rows = 0;
  for await (const page of pages()) {
    if (!page.ok) return page;
    for (let at = 0; at < page.value.items.length; at += ROWS_AT_ONCE) {
      if (deps.signal.aborted) return cancelled;
      for (const item of page.value.items.slice(at, at + ROWS_AT_ONCE)) {
        writer.row(cells(item));
        rows += 1;
      }
      await writer.flush();
      deps.progress(rows, page.value.total);
      await deps.yieldTurn();
    }
  }
  return ok(rows);
}

/** A slice of work should stay under 30 ms. */
const ROWS_AT_ONCE = 200;

const cancelled: Result<never, Cancelled> = err({ type: 'Cancelled', message: 'No table was written: it was stopped.' });
