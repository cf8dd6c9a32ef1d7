/** The XML of a plain workbook: ECMA-376, as little of it as Excel and LibreOffice need. */
import type { OutCell } from './rowsOut.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Numbers of the styles below. */
const PLAIN = 0;
const DAY = 1;
const HEADER = 2;
/** A text that begins like a formula: shown with an apostrophe when it is edited, so that it stays a text. */
const QUOTED = 3;

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>`
  + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
  + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
  + '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/></cellXfs></styleSheet>';

/** Everything but the sheets: part -> XML. */
export function bookParts(sheets: number): readonly (readonly [name: string, xml: string])[] {
  const numbers = Array.from({ length: sheets }, (_, i) => String(i + 1));
  const styles = String(sheets + 1);
  return [
    ['[Content_Types].xml', `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
      + `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>`
      + `${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`],
    ['_rels/.rels', `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers.map((n) => `<sheet name="${n === '1' ? 'Table' : `Table ${n}`}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${XML}<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}`
      + `<Relationship Id="rId${styles}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`],
    ['xl/styles.xml', STYLES],
  ];
}

/** The header stays in view. */
export const sheetStart = (columns: number): string =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  + `<cols><col min="1" max="${String(Math.max(1, columns))}" width="24" customWidth="1"/></cols><sheetData>`;

export const SHEET_END = '</sheetData></worksheet>';

/** A cell; empty ones are left out. */
export function cellXml(at: string, cell: OutCell, isHeader: boolean): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${String(cell)}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? '1' : '0'}</v></c>`;
  if (typeof cell === 'object') {
    const serial = serialOf(cell.day);
    return serial === null ? textXml(at, cell.day, PLAIN) : `<c r="${at}" s="${String(DAY)}"><v>${String(serial)}</v></c>`;
  }
  return textXml(at, cell, isHeader ? HEADER : /^['=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? QUOTED : PLAIN);
}

const textXml = (at: string, text: string, style: number): string =>
  `<c r="${at}"${style === PLAIN ? '' : ` s="${String(style)}"`} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** Days since 30 December 1899, from 1 March 1900 on: before, programs count differently. Null for an earlier one. */
function serialOf(day: string): number | null {
  const serial = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
  return serial >= 61 ? serial : null;
}

/** Characters that XML has not, and what looks like their escapes, as `_xHHHH_`. */
function escaped(text: string): string {
  const safe = text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_').replace(NOT_XML, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
  return /[&<>]/.test(safe) ? safe.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : safe;
}

/** Control characters but tab and line feed (XML turns a carriage return into a line feed), and two points that are no characters. */
const NOT_XML = /(?![\t\n\u007F-\u009F])[\p{Cc}\uFFFE\uFFFF]/gu;

/** A, B, ... Z, AA, ... */
export const columnNames = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => {
  let name = '';
  for (let rest = i; rest >= 0; rest = Math.floor(rest / 26) - 1) name = String.fromCharCode(65 + (rest % 26)) + name;
  return name;
});
