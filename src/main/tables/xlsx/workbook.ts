/** What a workbook says beside its cells: its sheets, the formats of its numbers, where its days count from. */
import type { SheetShown } from '../../../shared/tables/answers.ts';
import type { Archive } from './archive.ts';
import { numberFormat, type Calendar, type NumberFormat } from './cells.ts';
import { MarkupError, openMarkup, type MarkupHandler } from './markup.ts';
import { noSharedStrings, openSharedStrings, type SharedStrings } from './strings.ts';

export interface Sheet extends SheetShown {
  /** Its part of the archive. */
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly calendar: Calendar;
  /** By the number of the style. */
  readonly formats: readonly NumberFormat[];
  readonly strings: SharedStrings;
}

/** Bytes of each part that is not cells. */
const MAX_PART = 16 * 1024 * 1024;
const MAX_SHEETS = 1_000;

/** @throws MarkupError and Error, whose message ends a sentence, where the workbook is damaged. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const relations = await readRelations(archive, '_rels/.rels', '');
  const main = relations.find(({ type }) => type === 'officeDocument')?.target;
  if (main === undefined) throw new MarkupError('it is a ZIP file, but no workbook of the kind XLSX');
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const parts = await readRelations(archive, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const partOf = (type: string): string | undefined => parts.find((one) => one.type === type)?.target;
  const { sheets, since1904 } = await readSheets(archive, main, new Map(parts.filter(({ type }) => type === 'worksheet').map(({ id, target }) => [id, target])));
  const styles = partOf('styles');
  const shared = partOf('sharedStrings');
  const about = relations.find(({ type }) => type === 'extended-properties')?.target;
  return {
    sheets,
    calendar: { since1904, leap1900: about === undefined || !(await isLibreOffice(archive, about)) },
    formats: styles === undefined || archive.size(styles) === null ? [] : await readFormats(archive, styles),
    strings: shared === undefined || archive.size(shared) === null ? noSharedStrings : await readStrings(archive, shared),
  };
}

interface Relation {
  readonly id: string;
  /** The last part of the type's address. */
  readonly type: string;
  readonly target: string;
}

async function readRelations(archive: Archive, part: string, folder: string): Promise<readonly Relation[]> {
  const found: Relation[] = [];
  await scan(archive, part, {
    open: (name, attribute) => {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const target = attribute('Target') ?? '';
      found.push({ id: attribute('Id') ?? '', type: (attribute('Type') ?? '').split('/').at(-1) ?? '', target: target.startsWith('/') ? target.slice(1) : folder + target });
    },
  });
  return found;
}

async function readSheets(archive: Archive, part: string, partOf: ReadonlyMap<string, string>): Promise<{ readonly sheets: readonly Sheet[]; readonly since1904: boolean }> {
  const sheets: Sheet[] = [];
  let since1904 = false;
  await scan(archive, part, {
    open: (name, attribute) => {
      if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const target = partOf.get(attribute('r:id') ?? attribute('relationships:id') ?? '');
      if (target === undefined) return;
      if (sheets.length >= MAX_SHEETS) throw new MarkupError(`it has more than ${String(MAX_SHEETS)} sheets`);
      sheets.push({ name: (attribute('name') ?? '').normalize('NFC'), hidden: (attribute('state') ?? 'visible') !== 'visible', part: target });
    },
  });
  return { sheets, since1904 };
}

async function readFormats(archive: Archive, part: string): Promise<readonly NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let inCells = false;
  await scan(archive, part, {
    open: (name, attribute) => {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attribute('numFmtId') ?? 0);
        formats.push(numberFormat(id, codes.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

async function readStrings(archive: Archive, part: string): Promise<SharedStrings> {
  const reader = openSharedStrings();
  for await (const { text } of archive.text(part)) reader.write(text);
  reader.end();
  return reader.strings();
}

async function isLibreOffice(archive: Archive, part: string): Promise<boolean> {
  let application = '';
  let inside = false;
  if (archive.size(part) === null) return false;
  await scan(archive, part, {
    open: (name) => { inside = name === 'Application'; },
    close: () => { inside = false; },
    text: (text) => { if (inside) application += text; },
  });
  return application.startsWith('LibreOffice');
}

async function scan(archive: Archive, part: string, handler: Partial<MarkupHandler>): Promise<void> {
  if ((archive.size(part) ?? 0) > MAX_PART) throw new MarkupError(`its part ${part} has more than ${String(MAX_PART / 1024 / 1024)} MiB`);
  const nothing = (): void => undefined;
  const markup = openMarkup({ open: nothing, close: nothing, text: nothing, ...handler });
  for await (const { text } of archive.text(part)) markup.write(text);
  markup.end();
}
