import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/shared/json.ts';
import { partnerShown, partnerWarnings, partyNames } from '../../../src/main/engine/partnerShown.ts';
import { readView } from '../../../src/main/changes/apply.ts';
import { childrenOf, COUNTED, parentsOf, partnerTree, successionOf } from '../../../src/main/partners/hierarchy.ts';
import { listPartners } from '../../../src/main/partners/repository.ts';
import { listAgreements } from '../../../src/main/agreements/repository.ts';
import { sameComponent } from '../../../src/main/changes/same.ts';
import { openRegister, type Register } from '../../support/register.ts';

const TODAY = '2026-03-01';

const partnerIn = (register: Register) => (name: string, more: JsonObject = {}): string => register.add('partner', { nameForms: [{ text: name, language: 'en', script: 'Latn' }], ...more });

const titlesOf = (register: Register, where: Readonly<Record<string, string>>): unknown => {
  const page = listPartners(register.db, { limit: 100, where, sort: 'title' });
  return page.ok ? page.value.items.map((item) => item.title) : page.error;
};

describe('the hierarchy of partners', () => {
  it('shows parents up to the top, children by name, and all that is below', () => {
    const register = openRegister();
    const partner = partnerIn(register);
    const state = partner('State', { partnerKind: 'state' });
    const region = partner('Region', { partnerKind: 'region', parent: state });
    const city = partner('City', { partnerKind: 'city', parent: region });
    const school = partner('School', { partnerKind: 'institution', parent: city });
    const voided = partner('Voided', { parent: city });
    register.write(voided, 'partner', { $void: { reason: 'a slip', seen: [...(readView(register.db, voided)?.heads.values() ?? [])].flat().sort().filter((ref, i, all) => all.indexOf(ref) === i) } });
    const view = readView(register.db, city);
    if (view === null) throw new Error('the city is here');
    expect(partnerShown(register.db, view, [city], TODAY)).toMatchObject({
      parents: [{ id: region, title: 'Region', partnerKind: 'region' }, { id: state, title: 'State', partnerKind: 'state' }],
      children: { count: 1, items: [{ id: school, title: 'School', partnerKind: 'institution' }] },
      agreements: { count: 0, byStatus: {}, newest: [] },
    });
    expect([titlesOf(register, { under: state, voided: 'false' }), titlesOf(register, { parent: state }), titlesOf(register, { under: school })]).toEqual([['City', 'Region', 'School'], ['Region'], []]);
    expect(partnerTree(register.db, region, 10)).toEqual({
      above: [{ id: state, title: 'State', partnerKind: 'state' }],
      tree: { id: region, title: 'Region', partnerKind: 'region', children: [{ id: city, title: 'City', partnerKind: 'city', children: [{ id: school, title: 'School', partnerKind: 'institution', children: [] }] }] },
      count: 2, capped: false,
    });
  });

  it('counts children to a bound and cuts a tree off, the nearest levels first', () => {
    const register = openRegister();
    const top = partnerIn(register)('Top');
    register.db.transaction(() => { for (let i = 0; i < COUNTED + 5; i++) partnerIn(register)(`Child ${String(i).padStart(4, '0')}`, { parent: top }); })();
    const { items, ...count } = childrenOf(register.db, [top], 2);
    expect([count, items.map((item) => item.title)]).toEqual([{ count: COUNTED, capped: true }, ['Child 0000', 'Child 0001']]);
    const cut = partnerTree(register.db, top, 3);
    expect([cut.count, cut.capped, cut.tree.children.map((child) => child.title)]).toEqual([3, true, ['Child 0000', 'Child 0001', 'Child 0002']]);
  });

  it('tells circles of other offices\' entries and never hangs on them', () => {
    const register = openRegister();
    const [a, b, itself] = [register.newId(), register.newId(), register.newId()];
    register.write(a, 'partner', { parent: b, [`predecessors[${b}]`]: true });
    register.write(b, 'partner', { parent: a, [`successors[${b}]`]: true, [`predecessors[${a}]`]: true });
    register.write(itself, 'partner', { parent: itself });
    expect([parentsOf(register.db, a), parentsOf(register.db, itself).circle, successionOf(register.db, a, 'before').circle, successionOf(register.db, a, 'after').circle]).toMatchObject([
      { circle: true, partners: [{ id: b }] }, true, true, true,
    ]);
    expect(partnerWarnings(register.db, a)).toEqual([
      { code: 'parentCircle', sentence: 'The parents form a circle.' }, { code: 'successionCircle', sentence: 'The predecessors form a circle.' },
    ]);
    expect([partnerTree(register.db, a, 10).count, titlesOf(register, { under: a })]).toEqual([1, ['', '']]);
  });

  it('follows predecessors and successors step by step, whichever of the two records says so', () => {
    const register = openRegister();
    const partner = partnerIn(register);
    const empire = partner('Empire');
    const union = partner('Union', { predecessors: [empire] });
    const [one, other] = [partner('One'), partner('Other')];
    register.write(union, 'partner', { [`successors[${one}]`]: true, [`successors[${other}]`]: true });
    expect([successionOf(register.db, one, 'before').partners.map((card) => card.title), successionOf(register.db, empire, 'after').partners.map((card) => card.title)]).toEqual([['Union', 'Empire'], ['Union', 'One', 'Other']]);
  });

  it('names the parties of an agreement as they were called on the day of its signature', () => {
    const register = openRegister();
    const city = register.add('partner', { nameForms: [
      { text: 'Leninabad', language: 'en', script: 'Latn', from: '1936', until: '1991' }, { text: 'Khujand', language: 'en', script: 'Latn', from: '1992' },
    ] });
    const named = (dateSigned: JsonObject): unknown => {
      const view = readView(register.db, register.add('agreement', { registerNo: '1', parties: [{ partner: city }], ...dateSigned }));
      return view === null ? null : partyNames(register.db, view, TODAY);
    };
    expect([named({ dateSigned: '1975' }), named({ dateSigned: '2001-05' }), named({})]).toEqual([[{ partner: city, name: 'Leninabad', nameToday: 'Khujand' }], [{ partner: city, name: 'Khujand' }], [{ partner: city, name: 'Khujand' }]]);
  });

  it('counts the agreements of a partner, and of all records that are the same, by status', () => {
    const register = openRegister();
    const partner = partnerIn(register);
    const [a, b, c, third] = [partner('Samarqand'), partner('Самарканд'), partner('Samarkand'), partner('Lyon')];
    const agreement = (registerNo: string, who: string, dateSigned: string, more: JsonObject = {}): string => register.add('agreement', { registerNo, dateSigned, parties: [{ partner: who }, { partner: third }], ...more });
    const first = agreement('1', a, '2020-01-01', { dateInForce: '2020-02-01' });
    const second = agreement('2', b, '2024-01-01');
    const last = agreement('3', c, '2025-01-01', { dateInForce: '2025-02-01' });
    register.write(a, 'partner', { [`sameAs[${b}]`]: true });
    register.write(c, 'partner', { [`sameAs[${b}]`]: true });
    expect(sameComponent(register.db, c)).toEqual([a, b, c]);
    const view = readView(register.db, c);
    if (view === null) throw new Error('the partner is here');
    const { newest, ...counts } = partnerShown(register.db, view, sameComponent(register.db, c), TODAY).agreements as { readonly newest: readonly { readonly id: string; readonly status: string }[] };
    expect([counts, newest.map((one) => [one.id, one.status])]).toEqual([{ count: 3, byStatus: { inForce: 2, [newest[1]?.status ?? '']: 1 } }, [[last, 'inForce'], [second, newest[1]?.status], [first, 'inForce']]]);
    const found = [a, b, c].map((id) => listAgreements(register.db, { limit: 10, where: { partner: id }, today: TODAY }));
    expect(found.map((page) => (page.ok ? page.value.items.map((item) => item.id) : page.error))).toEqual([[first, second, last], [first, second, last], [first, second, last]]);
    expect(titlesOf(register, { same: b })).toHaveLength(3);
    const page = listPartners(register.db, { limit: 10 });
    expect(page.ok && page.value.items.map((item) => item.shownUnder)).toEqual([a, a, a, undefined]);
  });
});
