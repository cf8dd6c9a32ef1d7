import { describe, expect, it } from 'vitest';
import { dumpHash } from '../../../src/main/changes/rebuild.ts';
import { addAgreement, befriend, digestOf, send } from '../../support/exchange.ts';
import { newOffice, type Office } from '../../support/office.ts';
import { projectors } from '../../support/register.ts';

const addPartner = async (office: Office, name: string): Promise<string> =>
  (await office.do('record.add', { kind: 'partner', value: { partnerKind: 'city', country: 'UZ', nameForms: [{ text: name, language: 'uz', script: 'Latn' }] } })).id;

const proposalsOf = async (office: Office): Promise<readonly string[]> => (await office.do('duplicates.list', {})).pairs.map((pair) => `${pair.aTitle} = ${pair.bTitle}`);

const togetherOf = async (office: Office, id: string): Promise<unknown> => {
  const { same, shownUnder, warnings } = await office.do('record.show', { id });
  return { same, shownUnder, warnings: warnings.map((warning) => warning.code).filter((code) => code === 'sameContradicted') };
};

const decisions = async (office: Office, id: string): Promise<unknown> => {
  const shown = await office.do('record.show', { id });
  return { sameAs: shown.sameAs, notSameAs: shown.notSameAs };
};

const apart = { same: undefined, shownUnder: undefined, warnings: [] };

describe('a decision about two records', () => {
  it('is asked for when a partner is entered that may be there already', async () => {
    const office = await newOffice('uz-a');
    const first = await addPartner(office, 'Samarqand');
    const added = await office.do('record.add', { kind: 'partner', value: { partnerKind: 'city', country: 'UZ', nameForms: [{ text: 'Самарканд', language: 'ru', script: 'Cyrl' }] } });
    expect(added.possibleDuplicates).toMatchObject([{ a: first, b: added.id, score: 80 }]);
    expect((await office.do('record.add', { kind: 'partner', value: { partnerKind: 'city', country: 'FR', nameForms: [{ text: 'Lyon', language: 'fr', script: 'Latn' }] } })).possibleDuplicates).toBeUndefined();
    expect((await office.do('duplicates.of', { id: first })).pairs.map((pair) => pair.b)).toEqual([added.id]);
    await office.close();
  });

  it('that they are not the same is remembered, also for those that are the same as one of them, and can be taken back', async () => {
    const office = await newOffice('uz-a');
    const [a, b, c] = [await addPartner(office, 'Navoiy'), await addPartner(office, 'Навои'), await addPartner(office, 'Navoi')];
    const all = await proposalsOf(office);
    expect(all).toEqual(['Навои = Navoi', 'Navoiy = Навои', 'Navoiy = Navoi']);
    expect(await office.do('duplicates.decide', { a: b, b: a, same: false, note: 'the factory, not the city' })).toMatchObject({ a, b, same: false, together: [a] });
    expect(await proposalsOf(office)).toEqual(['Навои = Navoi', 'Navoiy = Navoi']);
    await office.do('duplicates.decide', { a: b, b: c, same: true });
    expect([await proposalsOf(office), await togetherOf(office, c)]).toEqual([[], { same: [b, c], shownUnder: b, warnings: [] }]);
    await office.do('duplicates.decide', { a: c, b, same: null });
    await office.do('duplicates.decide', { a, b, same: null });
    expect([await proposalsOf(office), await togetherOf(office, b), await decisions(office, a), await decisions(office, b)]).toEqual([all, apart, { sameAs: undefined, notSameAs: undefined }, { sameAs: undefined, notSameAs: undefined }]);
    await office.close();
  });

  it('of two groups that are one each, the best pair stands for all', async () => {
    const office = await newOffice('uz-a');
    const [a, b] = [await addPartner(office, 'Termiz'), await addPartner(office, 'Термез')];
    await addPartner(office, 'Termez');
    await office.do('duplicates.decide', { a, b, same: true });
    expect(await proposalsOf(office)).toEqual(['Термез = Termez']);
    await office.close();
  });

  it('refuses records of two kinds, one record twice, voided and unknown ones, and what is decided already', async () => {
    const office = await newOffice('uz-a');
    const [a, b] = [await addPartner(office, 'Termiz'), await addPartner(office, 'Термез')];
    const agreement = await addAgreement(office, '1');
    const typeOf = async (x: string, y: string, same: boolean | null): Promise<unknown> => {
      const answer = await office.try('duplicates.decide', { a: x, b: y, same });
      return answer.ok ? 'decided' : answer.error.type;
    };
    expect([await typeOf(a, agreement, true), await typeOf(a, a, true), await typeOf(a, '01963f2c-9a40-7000-8000-000000000000', true), await typeOf(a, b, null)]).toEqual(['KindsDiffer', 'KindsDiffer', 'RecordUnknown', 'NothingToChange']);
    expect([await typeOf(a, b, true), await typeOf(b, a, true)]).toEqual(['decided', 'NothingToChange']);
    await office.do('record.void', { id: b, reason: 'a slip' });
    expect(await typeOf(a, b, null)).toBe('RecordVoided');
    await office.close();
  });

  it('travels, and its undoing leaves both registers as they were, in whichever order they hear of it', async () => {
    const [one, other] = [await newOffice('uz-a'), await newOffice('uz-b')];
    await befriend(one, other);
    const [a, b, c] = [await addPartner(one, 'Xiva'), await addPartner(one, 'Хива'), await addPartner(one, 'Khiva')];
    await send(one, other);
    const before = [await proposalsOf(one), await proposalsOf(other)];
    expect(before[0]).toEqual(before[1]);

    await one.do('duplicates.decide', { a, b, same: true });
    await other.do('duplicates.decide', { a: b, b: c, same: true });
    await other.do('duplicates.decide', { a, b, same: true });
    await send(one, other);
    await send(other, one);
    expect([await togetherOf(one, c), await togetherOf(other, a)]).toEqual([{ same: [a, b, c], shownUnder: a, warnings: [] }, { same: [a, b, c], shownUnder: a, warnings: [] }]);

    await other.do('duplicates.decide', { a: c, b, same: null });
    await send(other, one);
    expect([await togetherOf(one, c), await togetherOf(one, a)]).toEqual([apart, { same: [a, b], shownUnder: a, warnings: [] }]);
    await one.do('duplicates.decide', { a, b, same: null });
    await send(one, other);
    expect([await proposalsOf(one), await proposalsOf(other), await togetherOf(one, a), await togetherOf(other, b)]).toEqual([...before, apart, apart]);
    expect([await digestOf(one), dumpHash(one.store().db, projectors)]).toEqual([await digestOf(other), dumpHash(other.store().db, projectors)]);
    await one.close();
    await other.close();
  });

  it('that contradicts another office\'s is shown as a warning, until a person decides again', async () => {
    const [one, other] = [await newOffice('uz-a'), await newOffice('uz-b')];
    await befriend(one, other);
    const [a, b] = [await addPartner(one, 'Xiva'), await addPartner(one, 'Хива')];
    await send(one, other);
    await one.do('duplicates.decide', { a, b, same: true });
    await other.do('duplicates.decide', { a, b, same: false });
    await send(one, other);
    await send(other, one);
    const contradicted = { same: [a, b], shownUnder: a, warnings: ['sameContradicted'] };
    expect([await togetherOf(one, a), await togetherOf(other, b)]).toEqual([contradicted, contradicted]);
    await one.do('duplicates.decide', { a, b, same: false });
    await send(one, other);
    expect([await togetherOf(one, a), await togetherOf(other, b), await decisions(other, a)]).toEqual([apart, apart, { sameAs: undefined, notSameAs: [b] }]);
    expect(await digestOf(one)).toBe(await digestOf(other));
    await one.close();
    await other.close();
  });

  it('holds for agreements too', async () => {
    const office = await newOffice('uz-a');
    const title = { titleForms: [{ text: 'Agreement on culture', language: 'en', script: 'Latn' }], dateSigned: '2020-01-01' };
    const [a, b] = [(await office.do('record.add', { kind: 'agreement', value: title })).id, await office.do('record.add', { kind: 'agreement', value: title })];
    expect(b.possibleDuplicates).toMatchObject([{ a, b: b.id, score: 62 }]);
    await office.do('duplicates.decide', { a, b: b.id, same: false });
    expect([(await office.do('duplicates.list', { kind: 'agreement' })).pairs, await decisions(office, a)]).toEqual([[], { sameAs: undefined, notSameAs: [b.id] }]);
    await office.close();
  });
});
