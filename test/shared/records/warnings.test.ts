import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/shared/json.ts';
import { warningsOf } from '../../../src/shared/records/warnings.ts';
import type { WarningsInput } from '../../../src/shared/records/warnings/input.ts';
import { warningCatalogue, warningSentence, type Warning } from '../../../src/shared/records/warnings/warning.ts';
import { placeholdersOf } from '../../../src/shared/sentences.ts';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';
import { labelLanguages } from '../../../src/shared/vocabularies/vocabulary.ts';

const A = '01963f2c-9a40-7000-8000-000000000001';
const B = '01963f2c-9a40-7000-8000-000000000002';

const SOUND: Record<string, Json> = { 'titleForms[1]': { text: 'T', language: 'en', script: 'Latn' }, 'parties[1].partner': A, 'parties[2].partner': B };

const TODAY = '2026-06-15';

/** Every code that a test has met; the first ones come from what the engine knows, and are met in test/main. */
const met = new Set<string>(['otherKind', 'termElsewhere', 'vocabularyUnknown']);

const said = (warnings: readonly Warning[]): readonly string[] => warnings.map((warning) => {
  met.add(warning.code);
  return warningSentence(warning, 'en');
});

const of = (kind: string, fields: Record<string, Json>, more: Partial<WarningsInput> = {}): readonly string[] => said(warningsOf(kind, { fields: new Map(Object.entries(fields)), today: TODAY, ...more }));

const agreement = (fields: Record<string, Json>, more: Partial<WarningsInput> = {}): readonly string[] => of('agreement', { ...SOUND, ...fields }, more);

const partner = (kinds: Record<string, [kind: string | null, subdivision: string | null, voided?: true]>): NonNullable<WarningsInput['partner']> => (id) => {
  const found = kinds[id];
  return found === undefined ? null : { partnerKind: found[0], subdivision: found[1], voided: found[2] === true };
};

describe('warnings on a record', () => {
  it('are none on a sound agreement', () => {
    expect(agreement({ dateSigned: '2024-01-01', dateInForce: '2024', level: 'interregional', 'fields[ECON]': true }, { partner: partner({ [A]: ['region', 'UZ-SA'], [B]: ['region', 'CN-SD'] }) })).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['a value of another shape', agreement({ registerNo: 7 }), ['The field registerNo: the value "7" does not fit this field.']],
    ['a code that no vocabulary has', agreement({ level: 'galactic' }), ['The field level: "galactic" is not a code of levels.']],
    ['an impossible date', agreement({ dateSigned: '2023-02-29' }), ['The field dateSigned: "2023-02-29" is not a possible date.']],
    ['a field that is not known', agreement({ colour: 'red' }), ['The field colour needs a newer version of the program.']],
    ['force before signature', agreement({ dateSigned: '2024-05', dateInForce: '2024-04-30' }), ['Entry into force (30.04.2024) lies before the signature (05.2024).']],
    ['an end before the beginning', agreement({ dateInForce: '2024' }, { events: [{ type: 'terminated', date: '2023' }] }), ['The end (2023) lies before entry into force (2024).']],
    ['an extension without force', agreement({}, { events: [{ type: 'extended-tacitly', date: '2023' }] }), ['The agreement was extended (2023), but no entry into force is recorded.']],
    ['registration before force', agreement({ dateInForce: '2024' }, { events: [{ type: 'registered', date: '2023' }] }), ['The agreement was registered (2023) before it entered into force (2024).']],
    ['a field that is the state\'s alone', agreement({ level: 'twinning', 'fields[X-MIL]': true }), ['The field of cooperation "Military and defence" is the state\'s alone; the level of the agreement is: Twinning.']],
    ['a region with a city', agreement({}, { partner: partner({ [A]: ['region', null], [B]: ['city', null] }) }), ['A region is paired with a city.']],
    ['Tashkent twice', agreement({}, { partner: partner({ [A]: ['region', 'UZ-TO'], [B]: ['region', 'UZ-TK'] }) }), ['Tashkent city is paired with Tashkent region.']],
    ['a party that is not here', agreement({}, { partner: partner({ [A]: ['region', null] }) }), [`The party ${B} is not in this register.`]],
    ['a voided party', agreement({}, { partner: partner({ [A]: ['city', null], [B]: ['city', null, true] }) }), [`The party ${B} is voided.`]],
    ['the same party twice', agreement({ 'parties[2].partner': A }, { partner: partner({ [A]: ['city', null] }) }), ['One partner stands twice among the parties.']],
    ['an agreement without anything', of('agreement', {}), ['The agreement has no title.', 'The agreement names no parties.']],
    ['a partner without a name, in another country', of('partner', { country: 'KZ', subdivision: 'UZ-SA' }), ['The partner has no name.', 'The subdivision UZ-SA is not one of KZ.']],
    ['an event without a date', of('event', { agreement: A, type: 'signed' }), ['The event "Signed" has no date.']],
    ['an event without anything', of('event', {}), ['The event belongs to no agreement.', 'The event has no type.']],
    ['one party', of('agreement', { 'titleForms[1]': { text: 'T', language: 'en', script: 'Latn' }, 'parties[1].partner': A }), ['The agreement names only one party.']],
    ['an end before the signature', agreement({ dateSigned: '2024' }, { events: [{ type: 'expired', date: '2023' }] }), ['The end (2023) lies before the signature (2024).']],
    ['an extension before force', agreement({ dateInForce: '2024' }, { events: [{ type: 'extended-expressly', date: '2023' }] }), ['The agreement was extended (2023) before it entered into force (2024).']],
    ['registration without force', agreement({ 'registrations[1].register': 'un', 'registrations[1].date': '2023' }), ['The agreement was registered (2023), but no entry into force is recorded.']],
    ['registration in a register before force', agreement({ dateInForce: '2024', 'registrations[1].date': '2023-12' }), ['The agreement was registered (12.2023) before it entered into force (2024).']],
    ['a relation to itself', agreement({ 'relations[1].type': 'amends', 'relations[1].agreement': A }, { id: A }), ['The field parties[1].partner names the record itself.', 'The field relations[1].agreement names the record itself.']],
    ['a relation to nothing', agreement({ 'relations[1].type': 'amends' }), ['A relation names neither an agreement nor a legal act.']],
    ['a prevailing language that is not authentic', agreement({ 'authenticLanguages[uz]': true, prevailingLanguage: 'ru' }), ['The prevailing language (ru) is not one of the authentic ones.']],
    ['a link to what is not here', agreement({ 'relations[1].agreement': B }, { record: () => null }), [`The field relations[1].agreement names ${B}, which is not in this register.`]],
    ['a link to what is voided', agreement({ 'relations[1].agreement': B }, { record: () => ({ kind: 'agreement', voided: true }) }), [`The field relations[1].agreement names ${B}, which is voided.`]],
    ['a link to another kind', agreement({ 'relations[1].agreement': B }, { record: () => ({ kind: 'partner', voided: false }) }), ['The field relations[1].agreement names a record of kind partner, expected agreement.']],
    ['a country that is none, a name and a term that end before they begin', of('partner', { 'nameForms[1]': { text: 'N', language: 'en', script: 'Latn', from: '1991', until: '1924' }, country: 'QQ', 'heads[1].from': '2024-05', 'heads[1].until': '2024-04' }),
      ['QQ is not a code of ISO 3166-1.', 'The field nameForms[1]: the end (1924) lies before the beginning (1991).', 'The field heads[1]: the end (04.2024) lies before the beginning (05.2024).']],
    ['a permission that ends before it begins', of('authorisation', { agreement: A, requestedOn: '2024-03', decision: 'granted', decisionDate: '2024-02-01', validUntil: '2023', 'remarks[1].remark': 'Article 3' }),
      ['The decision (01.02.2024) lies before the request (03.2024).', 'The permission ends (2023) before it was decided (01.02.2024).', 'Remarks without a reply: 1.']],
    ['a decision without a date, of no agreement', of('authorisation', { decision: 'refused' }), ['The record belongs to no agreement.', 'The decision has no date.']],
    ['a check that is open in spite of what it found', of('competenceCheck', { agreement: A, conclusion: 'open', 'fields[X-MIL]': true, 'answers[1].question': 'military', 'answers[1].answer': 'yes', 'answers[2].question': 'military', 'answers[2].answer': 'no', 'terms[1].term': 'army' }), [
      'A question has different answers: Military matters.', 'The conclusion is that the subject is open, but the field "Military and defence" is the state\'s alone.',
      'The conclusion is that the subject is open, but a question was answered with yes: Military matters.', 'The conclusion is that the subject is open, but excluded terms were found in the draft: 1.']],
    ['a check without a conclusion', of('competenceCheck', { agreement: A }), ['The check has no conclusion.']],
    ['a loan that is due, another that ended before it began', of('original', { agreement: A, 'loans[1].to': 'Legal desk', 'loans[1].due': '2026-05', 'loans[2].to': 'Museum', 'loans[2].since': '2026-02', 'loans[2].due': '2026-01', 'loans[2].returned': '2026-01-05' }),
      ['The field loans[2].due: the end (01.2026) lies before the beginning (02.2026).', 'The field loans[2].returned: the end (05.01.2026) lies before the beginning (02.2026).', 'The original was to be returned in 05.2026 by: Legal desk.']],
    ['two loans at a time', of('original', { agreement: A, 'loans[1].to': 'a', 'loans[2].to': 'b', 'loans[2].due': '2026-06' }), ['The original is lent to more than one at a time.']],
    ['a relationship of one', of('relationship', { ours: A, theirs: A, since: '2024', until: '2023' }), ['The same partner stands on both sides of the relationship.', 'The field until: the end (2023) lies before the beginning (2024).']],
    ['a relationship of none', of('relationship', {}), ['One side of the relationship is missing.']],
    ['pages that run backwards', of('document', { 'pages[1].from': 4, 'pages[1].to': 2 }), ['The pages 4-2 run backwards.']],
    ['a check by the one who scanned', of('attachment', { operator: 'Archivist', qualityChecked: { by: 'Archivist' } }), ['The quality was checked by the one who scanned: Archivist.']],
    ['a kind that is not known', of('letter', {}), ['The kind "letter" needs a newer version of the program.']],
  ])('tell of %s', (_, warnings, expected) => {
    expect(warnings).toEqual(expected);
  });

  it('have one test at least for every code', () => {
    expect(Object.keys(warningCatalogue).filter((code) => !met.has(code))).toEqual([]);
  });

  it('have a sentence in every language that says the same values', () => {
    for (const [code, templates] of Object.entries(warningCatalogue)) {
      expect(templates.map((template) => [...placeholdersOf(template)].sort()), code).toEqual(labelLanguages.map(() => [...placeholdersOf(templates[3])].sort()));
      expect(new Set(templates).size, code).toBe(4);
    }
  });

  it('say the field where the rule is broken', () => {
    const fields = new Map<string, Json>(Object.entries({ ...SOUND, level: 'twinning', 'fields[X-MIL]': true, registerNo: 7 }));
    expect(warningsOf('agreement', { fields })).toEqual([
      { code: 'valueUnexpected', path: 'registerNo', values: { field: 'registerNo', value: '"7"' } }, { code: 'fieldStateOnly', path: 'fields[X-MIL]', values: { topic: 'X-MIL', level: 'twinning' } },
    ]);
  });

  it('are said in the language of the window', () => {
    const [warning] = warningsOf('agreement', { fields: new Map<string, Json>(Object.entries({ ...SOUND, dateSigned: '2024-05', dateInForce: '2024-04-30' })) });
    expect(warning && labelLanguages.map((language) => warningSentence(warning, language))).toEqual([
      'Kuchga kirish (30.04.2024) imzolashdan (05.2024) oldin.', 'Кучга кириш (30.04.2024) имзолашдан (05.2024) олдин.', 'Вступление в силу (30.04.2024) раньше подписания (05.2024).', 'Entry into force (30.04.2024) lies before the signature (05.2024).',
    ]);
  });

  it('do not tell of a retired code that was written before', () => {
    const retired = { ...baseline, levels: { name: 'levels', terms: baseline.levels.terms.map((term) => ({ ...term, retired: true as const })) } };
    expect(warningsOf('agreement', { fields: new Map<string, Json>(Object.entries({ ...SOUND, level: 'twinning' })) }, retired)).toEqual([]);
  });
});
