/** Synthetic registers for measuring: the same seed gives the same bytes. About 1 kB a record; documents that do not compress. */
import { createCipheriv, createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { rngOf, type Rng } from '../support/rng.ts';

const WORDS = ('cooperation trade economic cultural scientific technical border region transport energy water environment protection investment exchange education health tourism customs legal '
  + 'assistance visa regime citizens mutual recognition documents agriculture standards information security joint commission working group session minutes amendment annex programme '
  + 'соглашение договор протокол сотрудничество торговля экономика культура наука образование граница регион транспорт энергетика вода охрана среда министерство правительство стороны '
  + 'hamkorlik savdo iqtisodiyot madaniyat fan taʼlim chegara viloyat suv shartnoma bitim bayonnoma vazirlik hukumat tomonlar oʻzaro almashinuv').split(' ');
const COUNTRIES = ['FR', 'DE', 'IT', 'ES', 'PL', 'TR', 'KZ', 'CN', 'JP', 'IN', 'BR', 'EG', 'GE', 'FI', 'SE', 'MN', 'VN', 'KR'];

const words = (rng: Rng, count: number): string => Array.from({ length: count }, () => rng.pick(WORDS)).join(' ');
const day = (rng: Rng): string => `${String(1992 + rng.int(34))}-${String(1 + rng.int(12)).padStart(2, '0')}-${String(1 + rng.int(28)).padStart(2, '0')}`;

export const COLUMNS = ['key', 'number', 'title', 'place', 'signed', 'force', 'notes', 'reference', 'partner'] as const;

/** One row of the table, in the order of COLUMNS. About 1 kB. */
export function tableRow(rng: Rng, i: number): readonly string[] {
  const country = rng.pick(COUNTRIES);
  return [`K${String(i)}`, `${String(i)}-${country}/${String(rng.int(100))}`, words(rng, 12), rng.pick(WORDS), day(rng), day(rng), words(rng, 68), words(rng, 5), `Partner ${country} ${String(rng.int(20))}`];
}

const MAPPING = {
  format: 'bitim-mapping/1', kind: 'agreement', source: 'bench', key: ['key'], csv: { delimiter: ',' }, dateForms: ['iso'],
  values: { registerNo: { column: 'number' }, placeSigned: { column: 'place' }, dateSigned: { column: 'signed' }, dateInForce: { column: 'force' }, notes: { column: 'notes' }, level: { constant: 'interregional' } },
  titles: [{ template: '{title}', language: 'und' }],
  references: [{ column: 'reference' }],
  parties: [{ name: 'partner' }],
};

export interface Material {
  readonly table: string;
  readonly map: string;
  readonly documents: readonly string[];
  readonly rows: number;
}

/** Writes a table of `rows` rows, its mapping, and `documents` files of `size` bytes. */
export function writeMaterial(folder: string, rows: number, documents: number, size: number): Material {
  mkdirSync(join(folder, 'documents'), { recursive: true });
  const rng = rngOf('bench');
  const table = join(folder, 'table.csv');
  const fd = openSync(table, 'w');
  writeSync(fd, `${COLUMNS.join(',')}\n`);
  for (let i = 0; i < rows; i += 1000) {
    const lines: string[] = [];
    for (let k = i; k < Math.min(rows, i + 1000); k++) lines.push(`${tableRow(rng, k).join(',')}\n`);
    writeSync(fd, lines.join(''));
  }
  closeSync(fd);
  const map = join(folder, 'map.json');
  writeFileSync(map, JSON.stringify(MAPPING));
  const paths = Array.from({ length: documents }, (_, k) => {
    const path = join(folder, 'documents', `${String(k)}.bin`);
    writeFileSync(path, documentBytes(k, size));
    return path;
  });
  return { table, map, documents: paths, rows };
}

/** Bytes that do not compress: a key stream. */
function documentBytes(k: number, size: number): Buffer {
  const key = createHash('sha256').update(`document ${String(k)}`).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(size));
}
