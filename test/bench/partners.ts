/** Partners at scale: bringing them in, proposals of duplicates over all of them and for one, the tree of a state, a list of all that is below it. */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Office } from '../support/officeAt.ts';
import { rngOf, type Rng } from '../support/rng.ts';
import { sharedFile } from '../support/sharedData.ts';
import { makeOffice, withOffice } from './inOffice.ts';
import { secondsOf, timed, type Measured, type Part, type StepInput } from './part.ts';

const SYLLABLES = 'sa mar qand bu xo ro na man gan ter miz an di jon far go na qo qon xi va ji zax nu kus ur ganch gu lis ton be ru niy to shi kent mar gi lon an gren chir chiq ol ma liq zar af shon ko son'.split(' ');
const ENDINGS = [' universiteti', ' kimyo zavodi', ' tumani hokimligi', ' savdo-sanoat palatasi', ' viloyat kutubxonasi', ' shahri', ''];
const COUNTRIES = ['UZ', 'KZ', 'TJ', 'KG', 'TM', 'TR', 'RU', 'CN', 'DE', 'FR'];

const word = (rng: Rng): string => {
  const text = Array.from({ length: 2 + rng.int(2) }, () => rng.pick(SYLLABLES)).join('');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const CYRILLIC = 'sh:ш ch:ч a:а b:б d:д e:е f:ф g:г h:ҳ i:и j:ж k:к l:л m:м n:н o:о p:п q:қ r:р s:с t:т u:у v:в x:х y:й z:з'.split(' ').map((pair) => pair.split(':'));

/** The name in Cyrillic letters, as another office would have written it. */
const inCyrillic = (name: string): string => CYRILLIC.reduce((text, [from = '', to = '']) => text.replaceAll(from, to), name.toLowerCase());

/** One in fifty is written again in another spelling. */
function writePartners(folder: string, count: number): void {
  const rng = rngOf('partners');
  const fd = openSync(join(folder, 'partners.csv'), 'w');
  writeSync(fd, 'key,name,kind,country\n');
  let before: readonly string[] = ['Buxoro', 'city', 'UZ'];
  for (let i = 0; i < count; i++) {
    const again = i % 50 === 49;
    const [name, kind, country] = again ? [rng.chance(50) ? inCyrillic(before[0] ?? '') : (before[0] ?? '').toUpperCase(), before[1], before[2]] : [`${word(rng)} ${word(rng)}${rng.pick(ENDINGS)}`, rng.pick(['institution', 'company', 'city']), rng.pick(COUNTRIES)];
    writeSync(fd, `${again ? '' : `P${String(i)}`},${name ?? ''},${kind ?? ''},${country ?? ''}\n`);
    before = [name ?? '', kind ?? '', country ?? ''];
  }
  closeSync(fd);
  writeFileSync(join(folder, 'partners.json'), JSON.stringify({
    format: 'bitim-mapping/1', kind: 'partner', source: 'bench', csv: { delimiter: ',' },
    values: { partnerKind: { column: 'kind' }, country: { column: 'country' } }, names: [{ template: '{name}', language: 'und' }],
  }));
}

const proposals = (kind: 'partner' | 'agreement', id: string) => (input: StepInput): Promise<Measured> => withOffice(input, id, async (office) => {
  const { seconds, value } = await timed(() => office.do('duplicates.list', { kind, limit: 1000 }));
  return { seconds, more: { pairs: value.pairs.length, more: value.next !== null, compared: value.compared, crowded: value.crowded } };
});

/** The median of many calls, in seconds. */
const median = (id: string, count: number, call: (office: Office, ids: readonly string[], i: number) => Promise<unknown>) => (input: StepInput): Promise<Measured> => withOffice(input, id, async (office) => {
  const ids = (await office.do('record.list', { kind: 'partner', limit: count, sort: 'title' })).items.map((item) => item.id);
  const seconds: number[] = [];
  for (let i = 0; i < count; i++) seconds.push((await timed(() => call(office, ids, i))).seconds);
  return { seconds: seconds.sort((a, b) => a - b)[Math.floor(count / 2)] ?? Number.NaN, more: { worst: seconds.at(-1) } };
});

const importReal = (name: string) => (input: StepInput): Promise<Measured> => withOffice(input, 'uz-real', async (office) => {
  const file = sharedFile(`${name}.csv`);
  if (file === null) return { seconds: Number.NaN };
  const { seconds, value } = await timed(() => office.do('tables.import', { file, kind: 'agreement', map: join(import.meta.dirname, '..', '..', 'docs', 'examples', `${name}.json`) }));
  return { seconds, more: value.created };
});

export const partners: Part = {
  name: 'partners',
  minutes: 3,
  sizes: { partners: 100_000 },
  steps: {
    material: async (input: StepInput): Promise<Measured> => {
      writePartners(input.folder, input.sizes.partners ?? 0);
      for (const id of ['uz-many', 'uz-real']) await makeOffice(input, id);
      return { seconds: 0 };
    },
    'bring partners in': (input: StepInput): Promise<Measured> => withOffice(input, 'uz-many', async (office) => {
      const { seconds, value } = await timed(() => office.do('tables.import', { file: join(input.folder, 'partners.csv'), kind: 'partner', map: join(input.folder, 'partners.json') }));
      return { seconds, more: { imported: value.imported, refused: value.refused.length } };
    }),
    'duplicates of all': proposals('partner', 'uz-many'),
    'duplicates of one': median('uz-many', 200, (office, ids, i) => office.do('duplicates.of', { id: ids[i] ?? '', limit: 3 })),
    'add one': median('uz-many', 50, (office, _ids, i) => office.do('record.add', { kind: 'partner', value: { partnerKind: 'city', country: 'UZ', nameForms: [{ text: `Samarqand ${String(i)}`, language: 'uz', script: 'Latn' }] } })),
    'show one': median('uz-many', 200, (office, ids, i) => office.do('record.show', { id: ids[i] ?? '' })),
    'put some below one': (input: StepInput): Promise<Measured> => withOffice(input, 'uz-many', async (office) => {
      const { items } = await office.do('record.list', { kind: 'partner', limit: 300 });
      const top = items[0]?.id ?? '';
      return { seconds: (await timed(async () => { for (const item of items.slice(1)) await office.do('record.set', { id: item.id, fields: { parent: top } }); })).seconds, more: { below: items.length - 1 } };
    }),
    'list below': (input: StepInput): Promise<Measured> => withOffice(input, 'uz-many', async (office) => {
      const { items } = await office.do('record.list', { kind: 'partner', limit: 1 });
      const { seconds, value } = await timed(() => office.do('record.list', { kind: 'partner', limit: 50, where: { under: items[0]?.id ?? '' }, sort: 'title' }));
      return { seconds, more: { total: value.total } };
    }),
    'treaties in': importReal('uk-treaties'),
    'twinnings in': importReal('twinnings'),
    'duplicates of cities and states': proposals('partner', 'uz-real'),
    'duplicates of treaties and twinnings': proposals('agreement', 'uz-real'),
  },
  report: (figures, print) => {
    const seconds = (step: string): number => secondsOf(figures, step);
    print('duplicates over all partners, seconds', seconds('duplicates of all'), 'seconds, no all-pairs');
    print('duplicates of one, milliseconds', seconds('duplicates of one') * 1000, 'a few');
    print('add a partner and be asked, milliseconds', seconds('add one') * 1000, '10 or less');
  },
};
