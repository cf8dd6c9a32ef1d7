import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fold } from '../../src/shared/fold.ts';
import { bitim, bitimJson, bitimKilled, type CommandOptions } from '../support/command.ts';
import { wordFile } from '../support/madeDocuments.ts';
import { TEST_PASSPHRASE } from '../support/office.ts';
import { rngOf } from '../support/rng.ts';
import { tempFolder } from '../support/temp.ts';

/** Words that stand nowhere else: in records, in a table, in a scan, in its name, in the text of a Word file, in a passphrase. */
const CANARIES = ['Zarqand-kanareyka', 'Қизғалдоқ-каптар', 'Oʻrgimchak-toʻri', 'tablecanaryxyzzy', 'scancanaryplugh', 'namecanaryquux', 'wordcanaryfrotz', TEST_PASSPHRASE];

/** In a Word file it is compressed: nowhere in clear but in what was read out of it. */
const WORD_CANARY = 'wordcanaryfrotz';

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

/** Each canary as it is written, folded, in capitals; in UTF-8 and in both UTF-16. */
function needles(): readonly { readonly canary: string; readonly bytes: Buffer }[] {
  return CANARIES.flatMap((canary) => [...new Set([canary, fold(canary), canary.toUpperCase(), canary.normalize('NFD')])].flatMap((text) => [
    { canary, bytes: Buffer.from(text, 'utf8') },
    { canary, bytes: Buffer.from(text, 'utf16le') },
    { canary, bytes: Buffer.from(text, 'utf16le').swap16() },
  ]));
}

function leaks(folders: readonly string[]): readonly string[] {
  const all = needles();
  return folders.flatMap(filesBelow).flatMap((path) => {
    const bytes = readFileSync(path);
    return all.filter((needle) => bytes.includes(needle.bytes) || path.includes(needle.canary)).map((needle) => `${needle.canary} in ${path}`);
  });
}

it('no plaintext of records, tables, scans or passphrases is found in the store, temporary files, bundles, backups or messages, also after a kill', async () => {
  const root = tempFolder();
  const temporary = join(root, 'tmp');
  const stateFolder = join(root, 'state');
  const out = join(root, 'out');
  const input = tempFolder();
  for (const folder of [temporary, stateFolder, out]) mkdirSync(folder);
  const options: CommandOptions = { store: join(root, 'store'), stateFolder, env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary, SQLITE_TMPDIR: temporary } };
  const other: CommandOptions = { ...options, store: join(tempFolder(), 'other') };
  const messages: string[] = [];
  const run = (...args: readonly string[]): void => {
    const done = bitim(options, ...args);
    expect(done.code, done.stderr).toBe(0);
    messages.push(done.stderr);
  };

  run('init', '--office', 'uz-bu', '--name', 'Buxoro', '--kdf-memory', '19');
  bitimJson(other, 'init', '--office', 'uz-sa', '--name', 'Samarqand', '--kdf-memory', '19');
  const card = join(input, 'card');
  const { fingerprint } = bitimJson(other, 'card', '--out', card);
  run('trust', card, '--fingerprint', String(fingerprint));

  const record = join(input, 'record.json');
  writeFileSync(record, JSON.stringify({ registerNo: CANARIES[0], notes: CANARIES[1], titleForms: [{ text: CANARIES[2], language: 'uz', script: 'Latn' }] }));
  const added = bitimJson(options, 'add', 'agreement', '--json-file', record);
  const table = join(input, 'table.csv');
  writeFileSync(table, ['registerNo,placeSigned', ...Array.from({ length: 3000 }, (_, i) => `${String(i)},${CANARIES[3] ?? ''} ${String(i)}`)].join('\n'));
  run('import-table', table, '--kind', 'agreement');
  const scan = join(input, `${CANARIES[5] ?? ''}.txt`);
  writeFileSync(scan, `${CANARIES[4] ?? ''}\n`.repeat(20_000));
  const letter = join(input, 'letter.docx');
  writeFileSync(letter, await wordFile([[`${WORD_CANARY} `.repeat(500)]], WORD_CANARY));
  const { attached } = bitimJson(options, 'attach', String(added.id), scan, letter) as unknown as { readonly attached: readonly { readonly sha256: string }[] };
  for (const [i, canary] of [CANARIES[4], WORD_CANARY].entries()) expect(JSON.stringify(bitimJson(options, 'content', attached[i]?.sha256 ?? '', '--text'))).toContain(canary);
  run('export', '--to', 'uz-sa', '--out', out);
  run('backup', '--out', join(out, 'backup.bitim'));
  run('rebuild');
  run('verify');

  const rng = rngOf('canary');
  writeFileSync(table, ['registerNo,placeSigned', ...Array.from({ length: 3000 }, (_, i) => `second-${String(i)},${CANARIES[3] ?? ''} ${String(i)}`)].join('\n'));
  for (let i = 0; i < 4; i++) await bitimKilled(options, 300 + rng.int(600), 'import-table', table, '--kind', 'agreement');

  expect(leaks([root])).toEqual([]);
  expect(messages.filter((message) => CANARIES.some((canary) => message.includes(canary)))).toEqual([]);
  expect(leaks([input]).length).toBeGreaterThan(0);
}, 120_000);
