import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOffice, type Office } from '../../support/office.ts';
import { tempFolder } from '../../support/temp.ts';

let office: Office;
beforeAll(async () => {
  office = await newOffice('uz-bu');
});
afterAll(() => office.close());

const file = (name: string, contents: string | Buffer): string => {
  const path = join(tempFolder(), name);
  writeFileSync(path, contents);
  return path;
};
const bringIn = (csv: string | Buffer, map?: string) => office.try('tables.import', { file: file('table.csv', csv), kind: 'agreement', ...(map === undefined ? {} : { map: file('map.json', map) }) });
const mapping = (more: string): string => `{"format":"bitim-mapping/1","kind":"agreement","source":"t","key":["no"],${more}}`;

describe('tables', () => {
  it('attack 98: cells that a spreadsheet would compute', async () => {
    const cells = ['=1+1', '=cmd|\'/c calc\'!A1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://evil","x")'];
    const csv = `registerNo,notes\n${cells.map((cell, i) => `f${String(i)},"${cell.replaceAll('"', '""')}"`).join('\n')}\n`;
    expect(await bringIn(csv)).toMatchObject({ ok: true, value: { imported: cells.length, refused: [] } });
    const { items } = await office.do('record.list', { kind: 'agreement', sort: 'registerNo' });
    const notes = await Promise.all(items.filter(({ registerNo }) => typeof registerNo === 'string' && registerNo.startsWith('f')).map(async ({ id }) => (await office.do('record.show', { id })).notes));
    expect(notes.map((note) => (typeof note === 'string' ? note.trim() : note))).toEqual(cells.map((cell) => cell.trim()));
  });

  it('attack 99: a cell of many megabytes, and a file that never ends its row', async () => {
    const before = (await office.do('store.digest', {})).digest;
    const long = await bringIn(`registerNo,notes\na,${'x'.repeat(200_000)}\nb,short\n`);
    expect(long).toMatchObject({ ok: true, value: { imported: 1, refused: [{ row: 2, column: 'notes', code: 'valueInvalid' }] } });
    const middle = (await office.do('store.digest', {})).digest;
    expect(middle).not.toBe(before);
    for (const csv of [`registerNo,notes\na,${'x'.repeat(30_000_000)}\n`, `registerNo,notes\na,"${'x'.repeat(30_000_000)}`, `${'a,'.repeat(2_000_000)}\n`]) {
      expect(await bringIn(csv)).toMatchObject({ ok: false, error: { type: 'TableMalformed' } });
    }
    expect((await office.do('store.digest', {})).digest).toBe(middle);
  });

  it('attack 100: columns and mappings named __proto__, and bytes that are no text', async () => {
    const values = ['constructor', 'toString', 'hasOwnProperty'].map((name) => `"${name}":{"column":"no"}`).join(',');
    for (const map of [mapping(`"values":{"__proto__":{"constant":{"polluted":true}}}`), mapping(`"values":{${values}}`), mapping('"__proto__":{"polluted":true}'), mapping('"values":{"term":{"constant":{"__proto__":{"polluted":true}}}}')]) {
      const answer = await bringIn('no,__proto__,constructor\n1,x,y\n', map);
      if (answer.ok) expect(answer.value.imported + answer.value.totals.refusedRows).toBe(1);
      else expect(['MappingMalformed', 'TableMalformed']).toContain(answer.error.type);
    }
    await bringIn('registerNo,__proto__,constructor\nproto,x,y\n');
    await bringIn('no,x\n2,constructor\n', mapping('"values":{"instrument":{"column":"x","values":{"a":"TREATY"}}}'));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    for (const bytes of [Buffer.from([0xff, 0xfe, 0x41, 0]), Buffer.from('registerNo,notes\na,\x98\x00\n', 'latin1'), Buffer.from('registerNo,notes\na,"b\n'), Buffer.alloc(0), Buffer.from('PK\x03\x04')]) {
      const answer = await bringIn(bytes);
      if (answer.ok) expect(answer.value.imported).toBe(0);
    }
    expect((await office.do('store.verify', {})).problems).toEqual([]);
  });
});
