import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/shared/json.ts';
import { BESIDE, CROWDED, proposeFor, proposePairs } from '../../../src/main/duplicates/propose.ts';
import type { DuplicateKind } from '../../../src/main/duplicates/blocks.ts';
import { digest, dumpHash, rebuild } from '../../../src/main/changes/rebuild.ts';
import type { ProposedPairs } from '../../../src/shared/likeness/answers.ts';
import { openRegister, projectors, type Register } from '../../support/register.ts';
import { rngOf } from '../../support/rng.ts';

const nameForm = (text: string): JsonObject => ({ text, language: 'und', script: 'Latn' });

const partnerIn = (register: Register) => (name: string, more: JsonObject = {}): string => register.add('partner', { nameForms: [nameForm(name)], ...more });

async function proposed(register: Register, kind: DuplicateKind, limit = 50, after?: string): Promise<ProposedPairs> {
  const page = await proposePairs({ db: register.db, yieldTurn: () => Promise.resolve(), signal: new AbortController().signal, progress: () => undefined }, { kind, limit, after });
  if (page === null) throw new Error('it was not stopped');
  return page;
}

const pairsOf = ({ pairs }: Pick<ProposedPairs, 'pairs'>): unknown => pairs.map((pair) => [pair.aTitle, pair.bTitle, pair.score]);

describe('proposed partners', () => {
  it('are pairs with a score and why, the most likely first, in the words of the records', async () => {
    const register = openRegister();
    const partner = partnerIn(register);
    const [a, b] = [partner('Fargʻona viloyati', { partnerKind: 'region', country: 'UZ' }), partner('Ферганская область', { partnerKind: 'region', country: 'UZ' })];
    partner('Fargʻona', { partnerKind: 'city', country: 'UZ' });
    partner('ROMANIA', { partnerKind: 'state' });
    partner('Roumania', { partnerKind: 'state' });
    partner('Washington', { partnerKind: 'city', country: 'US' });
    partner('Washington', { partnerKind: 'city', country: 'GB' });
    const page = await proposed(register, 'partner');
    expect(page).toMatchObject({ next: null, crowded: 0 });
    expect(pairsOf(page)).toEqual([['Fargʻona viloyati', 'Ферганская область', 80], ['ROMANIA', 'Roumania', 54]]);
    expect(page.pairs[0]).toMatchObject({ a, b, why: [
      { code: 'nameAlias', sentence: 'Both names are known for one thing: "Fargʻona viloyati" and "Ферганская область".' },
      { code: 'kindEqual', values: { kind: 'region' }, sentence: 'They are of one kind: Region.' },
      { code: 'countryEqual', sentence: 'They are in one country: UZ.' },
    ] });
    expect([pairsOf({ pairs: proposeFor(register.db, 'partner', b, 3) }), proposeFor(register.db, 'partner', a, 3)]).toEqual([[['Fargʻona viloyati', 'Ферганская область', 80]], [page.pairs[0]]]);
  });

  it('are found by an id that both have elsewhere, whatever their names; and not where a register tells them apart', async () => {
    const register = openRegister();
    const partner = partnerIn(register);
    partner('Istanbul', { externalIds: [{ source: 'wikidata', key: 'Q406' }] });
    partner('Constantinople', { externalIds: [{ source: 'wikidata', key: 'Q406' }] });
    partner('Victoria', { partnerKind: 'city', externalIds: [{ source: 'wikidata', key: 'Q1' }] });
    partner('Victoria', { partnerKind: 'city', externalIds: [{ source: 'wikidata', key: 'Q2' }] });
    expect(pairsOf(await proposed(register, 'partner'))).toEqual([['Istanbul', 'Constantinople', 70]]);
  });

  it('come by pages that together are the whole', async () => {
    const register = openRegister();
    for (let i = 0; i < 12; i++) for (const country of i % 3 === 0 ? ['UZ', 'UZ'] : ['UZ', '']) partnerIn(register)(`Namesake ${'abcdefghijkl'.charAt(i)}${'abcdefghijkl'.charAt(i)}oniya`, country === '' ? {} : { country });
    const whole = await proposed(register, 'partner', 100);
    const pages: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await proposed(register, 'partner', 5, after);
      pages.push(...page.pairs);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(pages).toEqual(whole.pairs);
    expect(whole.pairs.length).toBeGreaterThanOrEqual(12);
  });

  it('leave voided records out', async () => {
    const register = openRegister();
    const [a] = [partnerIn(register)('Twin', { country: 'UZ' }), partnerIn(register)('Twin', { country: 'UZ' })];
    expect((await proposed(register, 'partner')).pairs).toHaveLength(1);
    const refs = register.db.prepare('SELECT ref FROM entry WHERE record = ?').pluck().all(a) as string[];
    register.write(a, 'partner', { $void: { reason: 'a slip', seen: refs } });
    expect((await proposed(register, 'partner')).pairs).toEqual([]);
  });

  it('can be stopped', async () => {
    const register = openRegister();
    register.db.transaction(() => { for (let i = 0; i < 600; i++) for (let k = 0; k < 2; k++) partnerIn(register)(`Pair ${String(1000 + i)}`); })();
    const controller = new AbortController();
    controller.abort();
    expect(await proposePairs({ db: register.db, yieldTurn: () => Promise.resolve(), signal: controller.signal, progress: () => undefined }, { kind: 'partner', limit: 5 })).toBeNull();
  });

  it('are looked for among those that share a key: the work grows with the register, not with its square', async () => {
    const register = openRegister();
    const rng = rngOf('likeness');
    const syllables = ['sa', 'mar', 'qand', 'bu', 'xo', 'ro', 'na', 'man', 'gan', 'ter', 'miz', 'ni', 'sho', 'kar', 'shi', 'do', 'zul', 'fi', 'ton', 'ley'];
    const word = (): string => Array.from({ length: 3 }, () => rng.pick(syllables)).join('');
    const COUNT = 2_000;
    register.db.transaction(() => {
      for (let i = 0; i < COUNT; i++) partnerIn(register)(i % 10 === 0 ? 'Central School' : `${word()} ${word()}`, { partnerKind: 'institution' });
    })();
    const page = await proposed(register, 'partner', 10);
    expect(page.crowded).toBeGreaterThanOrEqual(1);
    expect(page.compared).toBeLessThan(COUNT * BESIDE);
    expect(CROWDED * BESIDE).toBeLessThan(COUNT);
  });

  it('stand on tables that come out the same when they are derived anew in another order', () => {
    const register = openRegister();
    for (const name of ['Toshkent shahri', 'Ташкентская область', 'ST LUCIA', 'Saint Lucia', '東京']) partnerIn(register)(name);
    register.add('agreement', { titleForms: [{ text: 'Agreement of the two', language: 'en', script: 'Latn' }] });
    const before = dumpHash(register.db, projectors);
    rebuild(register.db, projectors, 'reverse');
    expect(dumpHash(register.db, projectors)).toBe(before);
    expect(digest(register.db)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('proposed agreements', () => {
  const title = (text: string): JsonObject => ({ titleForms: [{ text, language: 'en', script: 'Latn' }] });

  it('are found by title, by date with parties, by number, by scan and by id elsewhere', async () => {
    const register = openRegister();
    const [us, them] = [partnerIn(register)('Buxoro'), partnerIn(register)('Lyon')];
    const parties = { parties: [{ partner: us }, { partner: them }] };
    const add = (value: JsonObject): string => register.add('agreement', value);
    const scan = (of: string): void => {
      const document = register.add('document', { of });
      register.add('attachment', { document, sha256: 'a'.repeat(64), bytes: 1, mediaType: 'application/pdf', name: 'x.pdf' });
    };
    add({ ...title('Agreement on twinning of Buxoro and Lyon'), dateSigned: '2020-05-01', ...parties });
    add({ ...title('Соглашение о побратимстве'), dateSigned: '2020-05-01', ...parties });
    add({ ...title('Memorandum on culture'), dateSigned: '2021-03-04', registerNo: '7/21' });
    add({ ...title('Memorandum on Culture.'), dateSigned: '2021-04-03', registerNo: '7/21' });
    const [one, other] = [add(title('One')), add({ ...title('Another'), registerNo: '5' })];
    scan(one);
    scan(other);
    add({ ...title('Left'), externalIds: [{ source: 'un', key: 'I-1' }] });
    add({ ...title('Right'), externalIds: [{ source: 'un', key: 'I-1' }] });
    expect(pairsOf(await proposed(register, 'agreement'))).toEqual([
      ['Left', 'Right', 70],
      ['Memorandum on culture', 'Memorandum on Culture.', 66],
      ['Agreement on twinning of Buxoro and Lyon', 'Соглашение о побратимстве', 54],
    ]);
    expect(proposeFor(register.db, 'agreement', one, 3)).toEqual([]);
    scan(add({ ...title('One'), registerNo: '5' }));
    expect(pairsOf({ pairs: proposeFor(register.db, 'agreement', one, 3) })).toEqual([['One', 'One', 81]]);
  });

  it('are not those of one title in other years, nor of other parties', async () => {
    const register = openRegister();
    const [us, a, b] = [partnerIn(register)('Uzbekistan'), partnerIn(register)('Kazakhstan'), partnerIn(register)('Tajikistan')];
    for (const [date, other] of [['2001-01-01', a], ['2002-01-01', a], ['2001-01-01', b]] as const) {
      register.add('agreement', { ...title('Protocol'), dateSigned: date, parties: [{ partner: us }, { partner: other }] });
    }
    register.add('agreement', { ...title('Protocol'), dateSigned: '2001-01-01', parties: [{ partner: b }] });
    register.add('agreement', { ...title('Protocol'), dateSigned: '2001-01-01', parties: [{ partner: a }] });
    const pairs = (await proposed(register, 'agreement')).pairs.map((pair) => [pair.score, pair.why.map((why) => why.code)]);
    expect(pairs.filter(([, codes]) => (codes as string[]).includes('dateDiffers'))).toEqual([]);
    expect(pairs.filter(([, codes]) => (codes as string[]).includes('partiesDiffer')).every(([score]) => Number(score) <= 60)).toBe(true);
  });
});
