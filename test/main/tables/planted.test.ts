import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTableWriter } from '../../../src/main/tables/out/writer.ts';
import { openRegister } from '../../support/register.ts';
import { importFile, mappingOf } from '../../support/tables.ts';
import { tempFolder } from '../../support/temp.ts';

const MAPPING = mappingOf({
  key: ['no'], dateForms: ['iso'], titles: [{ template: '{title}', language: 'en' }],
  values: { dateSigned: { column: 'signed' }, level: { column: 'level' }, instrument: { column: 'instrument', values: { pact: 'TREATY' } }, entryIntoForce: { column: 'force' }, notes: { column: 'notes' }, placeSigned: { column: 'place' } },
  fields: [{ column: 'fields', separator: ';' }], links: [{ column: 'link' }], previousNos: [{ column: 'old' }], references: [{ column: 'reference' }], externalIds: [{ column: 'elsewhere', source: 'un' }],
  parties: [{ name: 'party', separator: ';', country: { column: 'country' }, externalId: { column: 'partyId', source: 'un-parties' }, partnerKind: 'state' }],
  events: [{ type: 'terminated', date: 'ended' }],
});

const GOOD = {
  no: '', title: 'Trade', signed: '2001-02-03', level: 'interregional', instrument: 'pact', force: '', notes: 'n', place: 'Tashkent', fields: 'ECON', link: 'https://example.org', old: '7', reference: 'TS 1', elsewhere: '5',
  party: 'France', country: 'FR', partyId: '', ended: '2020',
};
type Column = keyof typeof GOOD;

/** Cell -> the code that is reported at it. */
const PLANTED: readonly (readonly [column: Column, cell: string, code: string])[] = [
  ['signed', '2001-02-30', 'dateImpossible'], ['signed', '03.02.2001', 'dateForm'], ['signed', '#REF!', 'cellError'], ['ended', '2020-13', 'dateImpossible'], ['ended', 'never', 'dateForm'],
  ['level', 'galactic', 'valueUnknown'], ['instrument', 'scroll', 'valueUnknown'], ['force', '{', 'jsonExpected'], ['force', '{"rule":"at-dawn"}', 'valueInvalid'],
  ['fields', 'ECON;ALCHEMY', 'cooperationUnknown'], ['link', 'no address', 'valueInvalid'], ['old', 'x'.repeat(2_000), 'valueInvalid'], ['reference', 'x'.repeat(20_000), 'valueInvalid'], ['elsewhere', 'x'.repeat(301), 'valueInvalid'],
  ['notes', 'x'.repeat(150_000), 'valueInvalid'], ['place', 'x'.repeat(5_000), 'valueInvalid'], ['title', 'x'.repeat(5_000), 'valueInvalid'],
  ['party', 'x'.repeat(1_001), 'nameInvalid'], ['country', 'Atlantis', 'countryUnknown'], ['partyId', 'x'.repeat(301), 'partyKeyLong'], ['no', 'x'.repeat(301), 'keyLong'],
];

describe('an error planted in a cell', () => {
  it.each(['csv', 'xlsx'] as const)('is reported with its row and column, whatever cell it is, in %s; the good rows come in', async (format) => {
    const path = join(tempFolder(), `table.${format}`);
    const columns = Object.keys(GOOD) as Column[];
    const planted = PLANTED.filter(([, cell]) => format === 'csv' || cell.length <= 32_767);
    const writer = openTableWriter(path, 'x', { format, delimiter: ',', header: columns });
    if (!writer.ok) throw new Error(writer.error.message);
    for (const [i, [column, cell]] of planted.entries()) {
      for (const row of [{ ...GOOD, no: `good-${String(i)}` }, { ...GOOD, no: `bad-${String(i)}`, [column]: cell }]) writer.value.row(columns.map((name) => row[name]));
    }
    await writer.value.end();
    const register = openRegister();
    const done = await importFile(register, path, MAPPING);
    if (!done.ok) throw new Error(done.error.message);
    expect([done.value.imported, done.value.refused.map(({ row, column, code }) => [row, column, code])]).toEqual([planted.length, planted.map(([column, , code], i) => [i * 2 + 3, column, code])]);
  });
});
