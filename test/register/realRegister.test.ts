/** The main job on real input: a register, real scans, three offices. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newOffice, type Office } from '../support/office.ts';
import { sharedFile } from '../support/sharedData.ts';
import { tempFolder } from '../support/temp.ts';

const root = tempFolder();
const examples = join(import.meta.dirname, '..', '..', 'docs', 'examples');
const treaties = sharedFile('uk-treaties.csv');
const twinnings = sharedFile('twinnings.csv');
const scans = sharedFile('scans');

let [a, b, c]: Office[] = [];

async function acquaint(...pairs: readonly (readonly [Office, Office])[]): Promise<void> {
  for (const [one, other] of pairs.flatMap(([x, y]) => [[x, y], [y, x]] as const)) {
    const card = await one.do('trust.card', {});
    writeFileSync(join(root, `${one.id}.card`), card.card);
    await other.do('trust.accept', { card: join(root, `${one.id}.card`), fingerprint: card.fingerprint });
  }
}

const digestOf = async (office: Office): Promise<string> => (await office.do('store.digest', {})).digest;

beforeAll(async () => {
  a = await newOffice('uz-a');
  b = await newOffice('uz-b');
  c = await newOffice('uz-c');
  await acquaint([a, b], [b, c], [a, c]);
});

describe('a real register', () => {
  it('comes in whole, again without any change, goes to a second office and on to a third, with its scans, and all three hold the same', async () => {
    if (treaties === null || twinnings === null || scans === null) return;
    if (a === undefined || b === undefined || c === undefined) throw new Error('No offices');
    const first = await a.do('tables.import', { file: treaties, kind: 'agreement', map: join(examples, 'uk-treaties.json') });
    expect(first.imported + first.refused.length).toBe(8_096);
    expect(first.refused.every(({ row, reason }) => row > 1 && reason !== '')).toBe(true);
    const second = await a.do('tables.import', { file: twinnings, kind: 'agreement', map: join(examples, 'twinnings.json') });
    expect(second.imported + second.refused.length).toBe(17_401);
    expect(second.created.partner).toBe(10_055);
    const whole = await digestOf(a);
    expect(await a.do('tables.import', { file: treaties, kind: 'agreement', map: join(examples, 'uk-treaties.json') })).toMatchObject({ imported: 0, skipped: first.imported });
    expect(await digestOf(a)).toBe(whole);

    const { items } = await a.do('record.list', { kind: 'agreement', limit: 1 });
    const files = readdirSync(scans).map((name) => join(scans, name));
    const { attached } = await a.do('documents.attach', { id: items[0]?.id ?? '', files });
    expect(attached.map((one) => one.mediaType)).toEqual(files.map(() => 'application/pdf'));

    const toSecond = (await a.do('bundles.export', { to: ['uz-b'], out: join(root, 'post') })).files[0]?.path ?? '';
    expect(await b.do('bundles.import', { file: toSecond })).toMatchObject({ documents: files.length, conflicts: 0, quarantined: 0, unknown: 0 });
    const toThird = (await b.do('bundles.export', { to: ['uz-c'], out: join(root, 'post') })).files[0]?.path ?? '';
    expect(await c.do('bundles.import', { file: toThird })).toMatchObject({ from: 'uz-b', documents: files.length, conflicts: 0, quarantined: 0 });

    const digests = [await digestOf(a), await digestOf(b), await digestOf(c)];
    expect(new Set(digests).size).toBe(1);
    expect(await c.do('bundles.import', { file: toThird })).toMatchObject({ entries: { new: 0 }, already: { by: 'Head of department' } });
    expect(await digestOf(c)).toBe(digests[0]);
    for (const [i, file] of files.entries()) {
      const out = join(root, `scan-${String(i)}`);
      await c.do('documents.copyOut', { sha256: attached[i]?.sha256 ?? '', out });
      expect(readFileSync(out).equals(readFileSync(file))).toBe(true);
    }
    for (const office of [a, b, c]) expect(await office.do('store.verify', {})).toEqual({ ok: true, problems: [] });
  }, 240_000);
});
