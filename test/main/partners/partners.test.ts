import { describe, expect, it } from 'vitest';
import { listPartners, partnerFacts, partnersByExternalId, partnersByName } from '../../../src/main/partners/repository.ts';
import { foldName } from '../../../src/shared/fold.ts';
import { openRegister } from '../../support/register.ts';

const name = (text: string, script = 'Latn') => ({ text, language: 'uz', script });

describe('the tables of partners', () => {
  it('find a partner by any of its names in any spelling, and by its id elsewhere', () => {
    const register = openRegister();
    const id = register.add('partner', { partnerKind: 'region', country: 'UZ', subdivision: 'UZ-FA', nameForms: [name('Fargʻona viloyati'), name('Ферганская область', 'Cyrl')], externalIds: [{ source: 'wikidata', key: 'Q1', row: 'r' }] });
    const facts = { id, partnerKind: 'region', country: 'UZ', subdivision: 'UZ-FA', voided: false };
    expect(partnersByName(register.db, foldName('ФАРҒОНА ВИЛОЯТИ'))).toEqual([{ ...facts, sources: ['wikidata'] }]);
    expect(partnersByName(register.db, foldName('ферганская  область'))).toHaveLength(1);
    expect([partnersByExternalId(register.db, 'wikidata', 'Q1'), partnersByExternalId(register.db, 'geonames', 'Q1')]).toEqual([[id], []]);
    expect([partnerFacts(register.db, id), partnerFacts(register.db, 'absent')]).toEqual([facts, null]);
  });

  it('list partners by kind, country and id elsewhere', () => {
    const register = openRegister();
    register.add('partner', { partnerKind: 'city', country: 'UZ', nameForms: [name('Xiva')], externalIds: [{ source: 'wikidata', key: 'Q2' }] });
    register.add('partner', { partnerKind: 'city', country: 'QA', nameForms: [name('Doha')] });
    register.add('partner', { partnerKind: 'state', nameForms: [name('Qatar')] });
    const titles = (where: Record<string, string>): unknown => {
      const page = listPartners(register.db, { limit: 10, where, sort: 'title' });
      return page.ok ? page.value.items.map((item) => item.title) : page.error.type;
    };
    expect([titles({ partnerKind: 'city' }), titles({ country: 'QA' }), titles({ externalId: 'Q2' }), titles({ source: 'wikidata' }), titles({ colour: 'red' })]).toEqual([['Doha', 'Xiva'], ['Doha'], ['Xiva'], ['Xiva'], 'FieldUnknown']);
  });

  it('hold names of an unexpected shape as if they were not there', () => {
    const register = openRegister();
    const id = register.newId();
    register.write(id, 'partner', { 'nameForms[1]': 5, 'nameForms[2]': name('Xiva'), 'externalIds[1]': { source: 1, key: 'x' }, partnerKind: [] });
    expect(partnersByName(register.db, 'xiva').map((one) => one.partnerKind)).toEqual([null]);
  });
});
