import { describe, expect, it } from 'vitest';
import { openMatcher } from '../../../src/main/tables/match.ts';
import type { PartyDraft } from '../../../src/main/tables/plan.ts';
import type { JsonObject } from '../../../src/shared/json.ts';
import { foldName } from '../../../src/shared/fold.ts';
import { openRegister, type Register } from '../../support/register.ts';

const city = (name: string, more: Partial<PartyDraft> = {}): PartyDraft => ({
  name, folded: foldName(name), language: 'und', script: 'Latn', partnerKind: 'city', country: null, externalId: null, side: null, ...more,
});

const wikidata = (key: string): Partial<PartyDraft> => ({ externalId: { source: 'wikidata', key } });

const addCity = (register: Register, name: string, more: JsonObject = {}): string =>
  register.add('partner', { partnerKind: 'city', nameForms: [{ text: name, language: 'uz', script: 'Latn' }], ...more });

describe('a partner that a table names', () => {
  it('is the one with the same id elsewhere, whatever its name', () => {
    const register = openRegister();
    const id = addCity(register, 'Samarqand', { externalIds: [{ source: 'wikidata', key: 'Q5753' }] });
    expect(openMatcher(register, 'table').match(city('Samarkand', wikidata('Q5753')))).toEqual({ partner: id, change: null });
  });

  it('is the only one with the same folded name, kind and country', () => {
    const register = openRegister();
    const id = addCity(register, 'Fargʻona', { country: 'UZ' });
    addCity(register, 'Fargʻona', { country: 'TJ' });
    register.add('partner', { partnerKind: 'region', country: 'UZ', nameForms: [{ text: 'Fargʻona', language: 'uz', script: 'Latn' }] });
    expect(openMatcher(register, 'table').match(city('ФАРҒОНА', { country: 'UZ' }))).toEqual({ partner: id, change: null });
  });

  it('takes over its id elsewhere when it is known by name', () => {
    const register = openRegister();
    const id = addCity(register, 'Buxoro');
    const { partner, change } = openMatcher(register, 'table').match(city('Buxoro', wikidata('Q5764')));
    expect([partner, change?.isNew, Object.values(change?.fields ?? {})]).toEqual([id, false, [{ source: 'wikidata', key: 'Q5764' }]]);
  });

  it('is another one than that which the same source knows under another id', () => {
    const register = openRegister();
    const boston = addCity(register, 'Boston', { externalIds: [{ source: 'wikidata', key: 'Q100' }] });
    const { partner, change } = openMatcher(register, 'table').match(city('Boston', wikidata('Q311975')));
    expect([partner === boston, change?.isNew, Object.keys(change?.fields ?? {})]).toEqual([false, true, ['nameForms[1]', 'partnerKind', 'externalIds[1]']]);
  });

  it('is new and marked where several could be meant', () => {
    const register = openRegister();
    const [a, b] = [addCity(register, 'Springfield'), addCity(register, 'Springfield')];
    const { change } = openMatcher(register, 'table').match(city('Springfield'));
    expect(change?.fields).toEqual({
      'nameForms[1]': { text: 'Springfield', language: 'und', script: 'Latn' }, partnerKind: 'city', 'externalIds[1]': { source: 'table', key: 'party:Springfield|city|' },
      [`possibleDuplicateOf[${a}]`]: true, [`possibleDuplicateOf[${b}]`]: true,
    });
  });

  it('is new and marked where one has the name and its country is not known', () => {
    const register = openRegister();
    const known = addCity(register, 'Nukus', { country: 'UZ' });
    addCity(register, 'Olmaliq', { country: 'UZ' });
    const matcher = openMatcher(register, 'table');
    expect(Object.keys(matcher.match(city('Nukus', wikidata('Q1'))).change?.fields ?? {})).toContain(`possibleDuplicateOf[${known}]`);
    expect(matcher.match(city('Olmaliq', { country: 'KZ', ...wikidata('Q2') })).change?.fields).not.toHaveProperty('possibleDuplicateOf');
  });

  it('that was made in doubt is the same one in the next row and when the table comes again', () => {
    const register = openRegister();
    addCity(register, 'Springfield');
    addCity(register, 'Springfield');
    const first = openMatcher(register, 'table');
    const made = first.match(city('Springfield'));
    expect(first.match(city('Springfield'))).toEqual({ partner: made.partner, change: null });
    register.write(made.partner, 'partner', made.change?.fields ?? {});
    expect(openMatcher(register, 'table').match(city('Springfield'))).toEqual({ partner: made.partner, change: null });
  });

  it('is found again after what was written is forgotten', () => {
    const register = openRegister();
    const matcher = openMatcher(register, 'table');
    const made = matcher.match(city('Termiz', wikidata('Q1')));
    register.write(made.partner, 'partner', made.change?.fields ?? {});
    matcher.written();
    expect(matcher.match(city('Termiz', wikidata('Q1')))).toEqual({ partner: made.partner, change: null });
  });

  it('is never one that is voided', () => {
    const register = openRegister();
    const id = addCity(register, 'Guliston', { externalIds: [{ source: 'wikidata', key: 'Q9' }] });
    const [ref] = register.db.prepare('SELECT ref FROM entry WHERE record = ?').pluck().all(id) as string[];
    register.write(id, 'partner', { $void: { reason: 'entered twice', seen: [ref ?? ''] } });
    expect(openMatcher(register, 'table').match(city('Guliston', wikidata('Q9'))).change?.isNew).toBe(true);
  });
});
