import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/shared/json.ts';
import { nest } from '../../../src/shared/records/nest.ts';
import { parseField, parseNew } from '../../../src/shared/records/read.ts';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';

const PARTNER = '01963f2c-9a40-7000-8000-000000000001';
const OTHER = '01963f2c-9a40-7000-8000-000000000002';

const ids = (): (() => string) => {
  let last = 0;
  return () => String(++last);
};

const fieldsOf = (kind: string, value: unknown): Readonly<Record<string, Json>> => {
  const parsed = parseNew(kind, value, ids());
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

const problemsOf = (kind: string, value: unknown): readonly string[] => {
  const parsed = parseNew(kind, value, ids());
  return parsed.ok ? [] : parsed.error.problems.map((problem) => `${problem.path}: ${problem.message}`);
};

const AGREEMENT = {
  registerNo: '12-3/26',
  previousNos: ['7', { id: 'old', value: '8-a' }],
  titleForms: [{ text: 'Buxoro viloyati va Hamadon ostoni', language: 'uz', script: 'Latn' }, { id: 'ru', text: 'Соглашение', language: 'ru', script: 'Cyrl', courtesy: true }],
  level: 'interregional',
  parties: [{ partner: PARTNER, side: 'ours', signed: '2026-02' }, { partner: OTHER, side: 'theirs', signatories: [{ name: 'Head', post: 'Governor' }] }],
  dateSigned: { certainty: 'inferred', date: '2026' },
  fields: ['ECON', 'CULT'],
  references: [{ text: 'Treaty Series 1', url: 'https://example.org/a b' }],
  entryIntoForce: { rule: 'on-last-notification', days: 30 },
  term: { kind: 'fixed', months: 60, renewal: 'tacit', renewalMonths: 60, noticeMonths: 6 },
  sameAs: [OTHER],
};

describe('a new record from its nested form', () => {
  it('becomes flat fields', () => {
    expect(fieldsOf('agreement', AGREEMENT)).toEqual({
      registerNo: '12-3/26',
      'previousNos[1]': '7',
      'previousNos[old]': '8-a',
      'titleForms[2]': { text: 'Buxoro viloyati va Hamadon ostoni', language: 'uz', script: 'Latn' },
      'titleForms[ru]': { text: 'Соглашение', language: 'ru', script: 'Cyrl', courtesy: true },
      level: 'interregional',
      'parties[3].partner': PARTNER,
      'parties[3].side': 'ours',
      'parties[3].signed': '2026-02',
      'parties[4].partner': OTHER,
      'parties[4].side': 'theirs',
      'parties[4].signatories': [{ name: 'Head', post: 'Governor' }],
      dateSigned: { certainty: 'inferred', date: '2026' },
      'fields[ECON]': true,
      'fields[CULT]': true,
      'references[5]': { text: 'Treaty Series 1', url: 'https://example.org/a b' },
      entryIntoForce: { rule: 'on-last-notification', days: 30 },
      term: { kind: 'fixed', months: 60, renewal: 'tacit', renewalMonths: 60, noticeMonths: 6 },
      [`sameAs[${OTHER}]`]: true,
    });
  });

  it.each<[string, string, unknown, string]>([
    ['an unknown kind', 'letter', {}, 'kind: is not a kind of record'],
    ['a list', 'agreement', [], ': expected an object of fields'],
    ['nothing', 'agreement', {}, ': expected at least one field'],
    ['an unknown field', 'agreement', { colour: 'red' }, 'colour: is not a field of an agreement; known are registerNo, '],
    ['a field in the wrong case', 'agreement', { registerno: '1' }, 'registerno: is not a field of an agreement; it is spelt registerNo'],
    ['a field of every object', 'agreement', { constructor: '1' }, 'constructor: is not a field of an agreement'],
    ['a number for a text', 'agreement', { registerNo: 7 }, 'registerNo: expected a text'],
    ['an empty text', 'agreement', { registerNo: '' }, 'registerNo: expected a text that is not empty'],
    ['a long text', 'agreement', { registerNo: 'x'.repeat(101) }, 'registerNo: has 101 characters, at most 100 are allowed'],
    ['U+0000', 'agreement', { registerNo: 'a\u0000' }, 'registerNo: contains the character U+0000'],
    ['half a surrogate pair', 'agreement', { registerNo: 'a\ud800' }, 'registerNo: contains half of a surrogate pair'],
    ['an unknown code', 'agreement', { level: 'galactic' }, 'level: "galactic" is not a code of levels; known are interstate, '],
    ['an impossible date', 'agreement', { dateSigned: '2026-02-30' }, 'dateSigned: "2026-02-30" has the day 30; 02.2026 has 28 days'],
    ['another certainty', 'agreement', { dateSigned: { certainty: 'sure', date: '2026' } }, 'dateSigned: expected a date such as 2024'],
    ['a fraction', 'agreement', { entryIntoForce: { rule: 'on-date', days: 1.5 } }, 'entryIntoForce.days: '],
    ['an unknown part of a value', 'agreement', { titleForms: [{ text: 'T', language: 'en', script: 'Latn', colour: 1 }] }, 'titleForms[0]: Unrecognized key: "colour"'],
    ['an unknown part of a party', 'agreement', { parties: [{ partner: PARTNER, colour: 'red' }] }, 'parties[0].colour: is not known here; known are partner, side, '],
    ['a party without anything', 'agreement', { parties: [{}] }, 'parties[0]: expected at least one field'],
    ['a text as a party', 'agreement', { parties: ['Bukhara'] }, 'parties[0]: expected an object'],
    ['no list', 'agreement', { fields: 'ECON' }, 'fields: expected a list'],
    ['an excluded spelling of an id', 'agreement', { previousNos: [{ id: 'a b', value: '1' }] }, 'previousNos[0].id: expected letters, digits'],
    ['an id twice', 'agreement', { previousNos: [{ id: 'a', value: '1' }, { id: 'a', value: '2' }] }, 'previousNos[1].id: "a" stands twice in previousNos'],
    ['something else than a record id', 'event', { agreement: '12' }, 'agreement: expected a record id (a UUID in lower case), found "12"'],
    ['a subdivision that is none', 'partner', { subdivision: 'Samarkand' }, 'subdivision: expected an ISO 3166-2 code such as UZ-SA, or SOATO digits, found "Samarkand"'],
    ['a negative size', 'attachment', { bytes: -1 }, 'bytes: '],
    ['another address', 'agreement', { links: [{ url: 'file:///etc/passwd' }] }, 'links[0].url: expected an address that begins with http:// or https://'],
  ])('is refused with %s', (_, kind, value, expected) => {
    expect(problemsOf(kind, value).join('\n')).toContain(expected);
  });

  it('names all problems at once', () => {
    expect(problemsOf('agreement', { level: 'x', registerNo: '', parties: [{ partner: '1' }] })).toHaveLength(3);
  });

  it('is refused with more fields than an entry may have', () => {
    expect(problemsOf('agreement', { previousNos: Array.from({ length: 2_001 }, (_, i) => String(i + 1)) })).toEqual([': the record has 2001 fields, at most 2000 fit in one entry']);
  });

  it('is refused with a retired code', () => {
    const retired = { ...baseline, levels: { name: 'levels', terms: baseline.levels.terms.map((term) => ({ ...term, retired: true as const })) } };
    const parsed = parseNew('agreement', { level: 'twinning' }, ids(), retired);
    expect(parsed.ok ? '' : parsed.error.problems[0]?.message).toBe('"twinning" is retired and is not used for new values');
  });

  it('does not give a new element an id that another one chose', () => {
    expect(fieldsOf('agreement', { previousNos: ['a', { id: '1', value: 'b' }, 'c'] })).toEqual({ 'previousNos[2]': 'a', 'previousNos[1]': 'b', 'previousNos[3]': 'c' });
  });

  it('stores text in normalisation form C', () => {
    expect(fieldsOf('agreement', { registerNo: 'e\u0301' })).toEqual({ registerNo: '\u00e9' });
  });

  it('comes back from its fields as it was, with ids', () => {
    const fields = fieldsOf('agreement', AGREEMENT);
    expect(fieldsOf('agreement', nest('agreement', new Map(Object.entries(fields))))).toEqual(fields);
  });

  it('comes back from its fields whatever it holds', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((value) => value.normalize('NFC')).filter((value) => value.length <= 100 && !value.includes('\u0000'));
    const form = fc.record({ text, language: fc.constantFrom('uz', 'ru', 'und'), script: fc.constantFrom('Latn', 'Cyrl') });
    const agreement = fc.record({
      registerNo: text,
      previousNos: fc.array(text, { maxLength: 3 }),
      titleForms: fc.array(form, { maxLength: 3 }),
      parties: fc.array(fc.record({ partner: fc.constantFrom(PARTNER, OTHER), signed: fc.constantFrom('2024', '2024-02-29') }), { maxLength: 3 }),
      fields: fc.uniqueArray(fc.constantFrom(...baseline.cooperationFields.terms.map((term) => term.code))),
    }, { requiredKeys: ['registerNo'] });
    fc.assert(fc.property(agreement, (value) => {
      const fields = fieldsOf('agreement', value);
      expect(fieldsOf('agreement', nest('agreement', new Map(Object.entries(fields))))).toEqual(fields);
    }));
  });

  it('is never a thrown exception', () => {
    fc.assert(fc.property(fc.constantFrom('agreement', 'event', 'partner', 'document', 'attachment'), fc.json({ maxDepth: 4 }), fc.constantFrom('parties', 'titleForms', 'fields', 'dateSigned', 'term'), (kind, json, field) => {
      for (const value of [JSON.parse(json) as unknown, { [field]: JSON.parse(json) as unknown }]) {
        const parsed = parseNew(kind, value, ids());
        if (!parsed.ok) expect(parsed.error.problems.length).toBeGreaterThan(0);
      }
    }));
  });
});

describe('a change of one field', () => {
  it.each<[string, string, Json, unknown]>([
    ['agreement', 'registerNo', '12', { does: 'write', path: 'registerNo', value: '12' }],
    ['agreement', 'registerNo', '', { does: 'write', path: 'registerNo', value: null }],
    ['agreement', 'registerNo', null, { does: 'write', path: 'registerNo', value: null }],
    ['agreement', 'dateSigned', '2026-02', { does: 'write', path: 'dateSigned', value: '2026-02' }],
    ['agreement', 'dateSigned', '{"certainty":"inferred","date":"2026"}', { does: 'write', path: 'dateSigned', value: { certainty: 'inferred', date: '2026' } }],
    ['agreement', 'titleForms[1]', '{"text":"T","language":"en","script":"Latn"}', { does: 'write', path: 'titleForms[1]', value: { text: 'T', language: 'en', script: 'Latn' } }],
    ['agreement', 'titleForms[1]', '', { does: 'remove', path: 'titleForms[1]' }],
    ['agreement', 'parties[1].partner', PARTNER, { does: 'write', path: 'parties[1].partner', value: PARTNER }],
    ['agreement', 'parties[1].partner', '', { does: 'write', path: 'parties[1].partner', value: null }],
    ['agreement', 'parties[1]', '', { does: 'remove', path: 'parties[1]' }],
    ['agreement', 'fields[ECON]', 'true', { does: 'write', path: 'fields[ECON]', value: true }],
    ['agreement', 'fields[ECON]', false, { does: 'remove', path: 'fields[ECON]' }],
    ['agreement', 'fields[gone]', '', { does: 'remove', path: 'fields[gone]' }],
    ['attachment', 'bytes', '12', { does: 'write', path: 'bytes', value: 12 }],
    ['attachment', 'bytes', 12, { does: 'write', path: 'bytes', value: 12 }],
  ])('%s %s=%j', (kind, path, given, expected) => {
    expect(parseField(kind, path, given)).toEqual({ ok: true, value: expected });
  });

  it.each<[string, string, Json, string]>([
    ['letter', 'registerNo', '1', '"letter" is not a kind of record'],
    ['agreement', 'registerNo[1]', '1', 'registerNo[1]: is not a field of an agreement'],
    ['agreement', 'previousNos', '1', 'previousNos: is not a field of an agreement'],
    ['agreement', 'parties[1]', 'x', 'parties[1]: is not a field of an agreement'],
    ['agreement', 'parties[1].colour', 'x', 'parties[1].colour: is not a field of an agreement'],
    ['agreement', '$void', 'x', '$void: is not a field path'],
    ['agreement', 'fields[NONE]', 'true', 'fields[NONE]: "NONE" is not a code of cooperationFields'],
    ['agreement', 'fields[ECON]', 'yes', 'fields[ECON]: expected true (adds it) or false (removes it)'],
    ['agreement', 'term', '{', 'term: expected JSON, found "{"'],
    ['agreement', 'dateSigned', 'soon', 'dateSigned: "soon" is not a date'],
    ['attachment', 'bytes', '1.5', 'bytes: '],
  ])('%s %s=%j is refused', (kind, path, given, expected) => {
    const parsed = parseField(kind, path, given);
    expect(parsed.ok ? '' : parsed.error.message).toContain(expected);
  });
});

describe('the nested form', () => {
  it('keeps what this version does not know under its path', () => {
    const fields = new Map<string, Json>([['registerNo', '1'], ['colour', 'red'], ['parties[1].mood', 'good'], ['things[1]', 5], ['parties[2]', true]]);
    expect(nest('agreement', fields)).toEqual({ registerNo: '1', parties: [{ id: '2' }], other: { colour: 'red', 'parties[1].mood': 'good', 'things[1]': 5 } });
  });

  it('shows a kind that is not known by its paths', () => {
    expect(nest('letter', new Map<string, Json>([['number', '1']]))).toEqual({ other: { number: '1' } });
  });

  it('sorts elements by number, then by text', () => {
    const fields = new Map<string, Json>([['previousNos[10]', 'c'], ['previousNos[b]', 'd'], ['previousNos[2]', 'b'], ['previousNos[1]', 'a']]);
    expect(nest('agreement', fields)).toEqual({ previousNos: [{ id: '1', value: 'a' }, { id: '2', value: 'b' }, { id: '10', value: 'c' }, { id: 'b', value: 'd' }] });
  });
});
