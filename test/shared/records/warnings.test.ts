import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/shared/json.ts';
import { warningsOf, type WarningsInput } from '../../../src/shared/records/warnings.ts';

const A = '01963f2c-9a40-7000-8000-000000000001';
const B = '01963f2c-9a40-7000-8000-000000000002';

const SOUND: Record<string, Json> = { 'titleForms[1]': { text: 'T', language: 'en', script: 'Latn' }, 'parties[1].partner': A, 'parties[2].partner': B };

const agreement = (fields: Record<string, Json>, more: Partial<WarningsInput> = {}): readonly string[] => warningsOf('agreement', { fields: new Map(Object.entries({ ...SOUND, ...fields })), ...more });

const partner = (kinds: Record<string, [kind: string | null, subdivision: string | null, voided?: true]>): NonNullable<WarningsInput['partner']> => (id) => {
  const found = kinds[id];
  return found === undefined ? null : { partnerKind: found[0], subdivision: found[1], voided: found[2] === true };
};

describe('warnings on a record', () => {
  it('are none on a sound agreement', () => {
    expect(agreement({ dateSigned: '2024-01-01', dateInForce: '2024', level: 'interregional', 'fields[ECON]': true }, { partner: partner({ [A]: ['region', 'UZ-SA'], [B]: ['region', 'CN-SD'] }) })).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['a value of another shape', agreement({ registerNo: 7 }), ['registerNo: expected a text.']],
    ['a code that no vocabulary has', agreement({ level: 'galactic' }), ['level: is "galactic", which is not a code of levels.']],
    ['an impossible date', agreement({ dateSigned: '2023-02-29' }), ['dateSigned: "2023-02-29" has the day 29; 02.2023 has 28 days.']],
    ['a field that is not known', agreement({ colour: 'red' }), ['The field colour needs a newer version of the program.']],
    ['force before signature', agreement({ dateSigned: '2024-05', dateInForce: '2024-04-30' }), ['Entry into force (30.04.2024) lies before the signature (05.2024).']],
    ['an end before the beginning', agreement({ dateInForce: '2024' }, { events: [{ type: 'terminated', date: '2023' }] }), ['The end (2023) lies before entry into force (2024).']],
    ['an extension without force', agreement({}, { events: [{ type: 'extended-tacitly', date: '2023' }] }), ['The agreement was extended (2023), but no entry into force is recorded.']],
    ['registration before force', agreement({ dateInForce: '2024' }, { events: [{ type: 'registered', date: '2023' }] }), ['The agreement was registered (2023) before it entered into force (2024).']],
    ['a field that is the state\'s alone', agreement({ level: 'twinning', 'fields[X-MIL]': true }), ['The field of cooperation "Military and defence" is the state\'s alone; the agreement is twinning.']],
    ['a region with a city', agreement({}, { partner: partner({ [A]: ['region', null], [B]: ['city', null] }) }), ['A region is paired with a city.']],
    ['Tashkent twice', agreement({}, { partner: partner({ [A]: ['region', 'UZ-TO'], [B]: ['region', 'UZ-TK'] }) }), ['Tashkent city is paired with Tashkent region.']],
    ['a party that is not here', agreement({}, { partner: partner({ [A]: ['region', null] }) }), [`The party ${B} is not in this register.`]],
    ['a voided party', agreement({}, { partner: partner({ [A]: ['city', null], [B]: ['city', null, true] }) }), [`The party ${B} is voided.`]],
    ['the same party twice', agreement({ 'parties[2].partner': A }, { partner: partner({ [A]: ['city', null] }) }), ['One partner stands twice among the parties.']],
    ['an agreement without anything', warningsOf('agreement', { fields: new Map() }), ['The agreement has no title.', 'The agreement names no parties.']],
    ['a partner without a name, in another country', warningsOf('partner', { fields: new Map<string, Json>([['country', 'KZ'], ['subdivision', 'UZ-SA']]) }), ['The partner has no name.', 'The subdivision UZ-SA is not one of KZ.']],
    ['an event without a date', warningsOf('event', { fields: new Map<string, Json>([['agreement', A], ['type', 'signed']]) }), ['The event "signed" has no date.']],
    ['a kind that is not known', warningsOf('letter', { fields: new Map() }), ['The kind "letter" needs a newer version of the program.']],
  ])('tell of %s', (_, warnings, expected) => {
    expect(warnings).toEqual(expected);
  });
});
