import { createWriteStream, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { newOffice, type Office } from '../../support/office.ts';
import { tempFolder } from '../../support/temp.ts';

let office: Office;
beforeAll(async () => {
  office = await newOffice('uz-bu');
});
afterAll(() => office.close());

const XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEAD = `<row r="1">${cell('A1', 'registerNo')}${cell('B1', 'notes')}</row>`;
const sheetOf = (rows: string, before = ''): string => `<?xml version="1.0" encoding="UTF-8"?><worksheet ${XMLNS}>${before}<sheetData>${rows}</sheetData></worksheet>`;

/** A workbook of the given parts; those that it needs are added where they are not given. */
async function workbook(parts: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const path = join(tempFolder(), 'book.xlsx');
  const zip = new ZipFile();
  const all: Readonly<Record<string, string | Buffer>> = {
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${XMLNS} xmlns:r="${REL}"><sheets><sheet name="Register" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<?xml version="1.0"?><sst ${XMLNS}/>`,
    'xl/worksheets/sheet1.xml': sheetOf(HEAD),
    ...parts,
  };
  for (const [name, bytes] of Object.entries(all)) zip.addBuffer(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  zip.end();
  const out = createWriteStream(path);
  zip.outputStream.pipe(out);
  await finished(out);
  return path;
}

const bringIn = (file: string, more: { readonly report?: string } = {}) => office.try('tables.import', { file, kind: 'agreement', ...more });

/** The sentence by which a table is refused; the register is as it was. */
async function refusal(file: string): Promise<string> {
  const before = await office.do('store.digest', {});
  const answer = await bringIn(file);
  expect(await office.do('store.digest', {})).toEqual(before);
  return answer.ok ? 'brought in' : answer.error.message.replace(file, 'FILE');
}

const refused = (why: string): string => `The table was not brought in. FILE: ${why}. Nothing was changed.`;

/** The declared size of a part, in its local header and the directory, made another one. */
function declare(path: string, name: string, size: number): void {
  const bytes = readFileSync(path);
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) {
    if (bytes.readUInt32LE(at - 46) === 0x02014b50) bytes.writeUInt32LE(size, at - 46 + 24);
    else if (bytes.readUInt32LE(at - 30) === 0x04034b50) bytes.writeUInt32LE(size, at - 30 + 22);
  }
  writeFileSync(path, bytes);
}

describe('workbooks and what is written of tables', () => {
  it('attack 114: a part that inflates beyond the size it declares', async () => {
    const path = await workbook({ 'xl/worksheets/sheet1.xml': sheetOf(HEAD + Array.from({ length: 20_000 }, (_, i) => `<row r="${String(i + 2)}">${cell(`A${String(i + 2)}`, 'x')}</row>`).join('')) });
    declare(path, 'xl/worksheets/sheet1.xml', 2_000);
    expect(await refusal(path)).toMatch(/^The table was not brought in\. FILE: .*too many bytes in the stream\. expected 2000.*Nothing was changed\.$/);
  });

  it('attack 115: shared texts and descriptions that unfold without end', async () => {
    const texts = await workbook({ 'xl/sharedStrings.xml': Buffer.concat([Buffer.from(`<sst ${XMLNS}>`), Buffer.alloc(300 * 1024 ** 2, `<si><t>${'x'.repeat(1_000)}</t></si>`), Buffer.from('</sst>')]) });
    expect(await refusal(texts)).toBe(refused('its texts have more than 256 MiB'));
    expect(await refusal(await workbook({ 'xl/workbook.xml': `<workbook ${XMLNS}>${' '.repeat(17 * 1024 ** 2)}</workbook>` }))).toBe(refused('its part xl/workbook.xml has more than 16 MiB'));
  });

  it('attack 116: entities, and references to files and the network', async () => {
    const secret = join(tempFolder(), 'secret.txt');
    writeFileSync(secret, 'classified');
    const withType = sheetOf(HEAD).replace('<worksheet', `<!DOCTYPE x [<!ENTITY e SYSTEM "file://${secret}">]><worksheet`);
    expect(await refusal(await workbook({ 'xl/worksheets/sheet1.xml': withType }))).toBe(refused('its XML has a document type, which a spreadsheet never has'));
    expect(await refusal(await workbook({ 'xl/worksheets/sheet1.xml': sheetOf(HEAD + `<row r="2">${cell('A2', '&e;')}</row>`) }))).toBe(refused('its XML names the entity e, which nobody defines'));
    const outside = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${REL}/worksheet" Target="file://${secret}" TargetMode="External"/></Relationships>`;
    expect(await refusal(await workbook({ 'xl/_rels/workbook.xml.rels': outside }))).toMatch(/^The table was not brought in\. FILE: .*Nothing was changed\.$/);
  });

  it('attack 117: a header of a million columns', async () => {
    const file = join(tempFolder(), 'wide.csv');
    writeFileSync(file, `registerNo${',a'.repeat(400_000)}\n1\n`);
    expect(await refusal(file)).toBe(refused('it has 400001 columns, at most 1000 are allowed'));
    writeFileSync(file, `registerNo${',a'.repeat(1_000_000)}\n1\n`);
    expect(await refusal(file)).toBe(refused('row 1: it has more than 1000000 characters'));
    expect(await refusal(await workbook({ 'xl/worksheets/sheet1.xml': sheetOf(`<row r="1">${cell('A1', 'registerNo')}${cell('XFD1', 'x')}</row>`) }))).toBe(refused('row 1: it has a cell in column 16384, at most 1000 are allowed'));
  });

  it('attack 118: a cell of more than a million characters, and one beyond the sheet', async () => {
    const row = (inner: string): string => sheetOf(`${HEAD}<row r="2">${inner}</row>`);
    expect(await refusal(await workbook({ 'xl/worksheets/sheet1.xml': row(cell('A2', 'x'.repeat(1_000_001))) }))).toBe(refused('row 2: it has more than 1000000 characters'));
    expect(await refusal(await workbook({ 'xl/worksheets/sheet1.xml': row(cell('ZZZZ2', 'x')) }))).toMatch(/which no sheet has|at most 1000 are allowed/);
  });

  it('attack 119: a sheet that says another size than it has', async () => {
    const rows = `${HEAD}<row r="2">${cell('A2', 'wrong-size')}${cell('B2', 'note')}</row>`;
    for (const ref of ['A1:XFD1048576', 'A1', 'nonsense']) {
      expect(await bringIn(await workbook({ 'xl/worksheets/sheet1.xml': sheetOf(rows, `<dimension ref="${ref}"/>`) }))).toMatchObject({ ok: true, value: { imported: ref === 'A1:XFD1048576' ? 1 : 0, totals: { refusedRows: 0 } } });
    }
  });

  it('attack 120: names that lead out of a folder', async () => {
    const path = await workbook({ 'xl/worksheets/aaaaaaaaaa.xml': 'x' });
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf('xl/worksheets/aaaaaaaaaa.xml'); at >= 0; at = bytes.indexOf('xl/worksheets/aaaaaaaaaa.xml', at + 1)) bytes.write('../../../../../tmp/evil.xml..', at, 28);
    writeFileSync(path, bytes);
    expect(await refusal(path)).toMatch(/^The table was not brought in\. FILE: it is no whole ZIP file \(invalid relative path: .*Nothing was changed\.$/);
    expect(existsSync('/tmp/evil.xml')).toBe(false);
  });

  const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://evil","x")', '=cmd|\' /c calc\'!A1'];

  it('attack 121: formulas in what is written as CSV', async () => {
    const folder = tempFolder();
    const other = await newOffice('uz-sa');
    for (const notes of [...FORMULAS, '\t=1', '\r=1', '\n=1']) await other.do('record.add', { kind: 'agreement', value: { registerNo: '1', notes } });
    await other.do('tables.export', { kind: 'agreement', out: join(folder, 'list.csv'), columns: ['notes'], delimiter: ';' });
    const text = readFileSync(join(folder, 'list.csv'), 'utf8').replace(/^\uFEFF/, '');
    const cells = text.split(/;|\r\n/).map((one) => one.replace(/^"/, ''));
    expect(cells.filter((one) => /^[=+\-@\t\r\n]/.test(one))).toEqual([]);
    expect(FORMULAS.every((one) => text.includes(`'${one.replaceAll('"', '""')}`))).toBe(true);
    await other.close();
  });

  it('attack 122: formulas in the report of an import', async () => {
    const folder = tempFolder();
    const file = join(folder, 'table.csv');
    writeFileSync(file, `registerNo,dateSigned\n${FORMULAS.map((one, i) => `r${String(i)},"${one.replaceAll('"', '""')}"`).join('\n')}\n`);
    const before = await office.do('store.digest', {});
    for (const name of ['report.csv', 'report.xlsx']) expect(await bringIn(file, { report: join(folder, name) })).toMatchObject({ ok: true, value: { imported: 0, totals: { refusedRows: FORMULAS.length } } });
    expect(await office.do('store.digest', {})).toEqual(before);
    const text = readFileSync(join(folder, 'report.csv'), 'utf8');
    expect(FORMULAS.map((one) => text.includes(`'${one.replaceAll('"', '""')}`))).toEqual(FORMULAS.map(() => true));
    expect((await readSheet(join(folder, 'report.xlsx'))).slice(1).map((row) => row[3] as unknown)).toEqual(FORMULAS);
    expect(readdirSync(folder).sort()).toEqual(['report.csv', 'report.xlsx', 'table.csv']);
  });
});
