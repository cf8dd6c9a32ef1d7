import { describe, expect, it } from 'vitest';
import { defaultMapping, mappingSchema, parseMapping, type Mapping } from '../../../src/main/tables/mapping.ts';
import { plannerFor, type PlanProblem, type RowPlan } from '../../../src/main/tables/plan.ts';
import { problemSentence } from '../../../src/shared/tables/problems.ts';

const mappingOf = (parts: Record<string, unknown>): Mapping => mappingSchema.parse({ format: 'bitim-mapping/1', kind: 'agreement', source: 'test', ...parts });

/** `column: reason` of each problem. */
const said = (problems: readonly PlanProblem[]): string => problems.map((problem) => `${problem.column === null ? '' : `${problem.column}: `}${problemSentence(problem, 'en')}`).join('; ');

/** The plan of one row, or why it is refused, or why the mapping is. */
function planOf(mapping: Mapping, row: Readonly<Record<string, string>>): RowPlan | string {
  const planner = plannerFor(mapping, Object.keys(row));
  if (!planner.ok) return planner.error.message;
  const planned = planner.value.plan(Object.values(row));
  return planned.ok ? planned.value : said(planned.error);
}

const TITLE = { titles: [{ template: '{title}', language: 'en', script: 'Latn' }] };
const title = { text: 'T', language: 'en', script: 'Latn' };

describe('a row of a table', () => {
  it.each<[string, Record<string, unknown>, Record<string, string>, Partial<RowPlan>]>([
    ['a title without a language', { titles: [{ template: '{title}' }] }, { title: 'Соглашение' }, { fields: { 'titleForms[1]': { text: 'Соглашение', language: 'und', script: 'Cyrl' } } }],
    ['a composed title', { titles: [{ template: 'Twinning of {a} and {b}', courtesy: true }] }, { a: 'Boston', b: 'Kyōto' }, { fields: { 'titleForms[1]': { text: 'Twinning of Boston and Kyōto', language: 'und', script: 'Latn', courtesy: true } } }],
    ['no title where a part is missing', { titles: [{ template: '{title}' }, { template: '{title} ({place})' }] }, { title: 'T', place: '' }, { fields: { 'titleForms[1]': { text: 'T', language: 'und', script: 'Latn' } } }],
    ['spaces around a cell', TITLE, { title: '  T ' }, { fields: { 'titleForms[1]': title } }],
    ['a date', { ...TITLE, dateForms: ['dd/mm/yyyy'], values: { dateSigned: { column: 'd' } } }, { title: 'T', d: '12/11/1895' }, { fields: { dateSigned: '1895-11-12', 'titleForms[1]': title } }],
    ['an inferred date in a form of its own', { ...TITLE, values: { dateSigned: { column: 'd', dateForms: ['dd.mm.yyyy'], certainty: 'inferred' } } }, { title: 'T', d: '12.11.1895' }, { fields: { dateSigned: { certainty: 'inferred', date: '1895-11-12' }, 'titleForms[1]': title } }],
    ['an empty cell', { ...TITLE, values: { dateSigned: { column: 'd' }, placeSigned: { column: 'd' } } }, { title: 'T', d: '' }, { fields: { 'titleForms[1]': title } }],
    ['a constant', { ...TITLE, values: { level: { constant: 'twinning' } } }, { title: 'T' }, { fields: { level: 'twinning', 'titleForms[1]': title } }],
    ['a code by its label in another script', { ...TITLE, values: { level: { column: 'l' } } }, { title: 'T', l: 'ҲУДУДЛАРАРО' }, { fields: { level: 'interregional', 'titleForms[1]': title } }],
    ['a code by translation', { ...TITLE, values: { level: { column: 'l', values: { sister: 'twinning' } } } }, { title: 'T', l: 'SISTER' }, { fields: { level: 'twinning', 'titleForms[1]': title } }],
    ['a code by the longest beginning', { ...TITLE, values: { instrument: { column: 'title', beginsWith: { T: 'TREATY', 'T ADD': 'ADD_PROTOCOL' } } } }, { title: 'T' }, { fields: { instrument: 'TREATY', 'titleForms[1]': title } }],
    ['a value that is ignored', { ...TITLE, values: { instrument: { column: 'i', otherwise: 'ignore' } } }, { title: 'T', i: 'scroll' }, { fields: { 'titleForms[1]': title } }],
    ['a note of several lines, empty ones left out', { ...TITLE, values: { notes: { templates: ['Subject: {s}', 'Type: {t}', 'Old: {o}'] } } }, { title: 'T', s: 'TRADE', t: '', o: 'x' }, { fields: { notes: 'Subject: TRADE\nOld: x', 'titleForms[1]': title } }],
    ['a value that is JSON', { ...TITLE, values: { entryIntoForce: { column: 'e' } } }, { title: 'T', e: '{"rule":"on-signature"}' }, { fields: { entryIntoForce: { rule: 'on-signature' }, 'titleForms[1]': title } }],
    ['fields of cooperation, each once', { ...TITLE, fields: [{ column: 'f', separator: ';', values: { both: ['ECON', 'CULT'] } }] }, { title: 'T', f: 'both; ECON ;Education' }, { fields: { 'fields[ECON]': true, 'fields[CULT]': true, 'fields[EDU]': true, 'titleForms[1]': title } }],
    ['references with addresses', { ...TITLE, references: [{ column: 'r', separator: ';', addressAfter: '||' }] }, { title: 'T', r: 'TS 1||https://example.org/1 ;TS 2; ||https://example.org/3;' },
      { fields: { 'titleForms[1]': title, 'references[2]': { text: 'TS 1', url: 'https://example.org/1' }, 'references[3]': { text: 'TS 2' }, 'references[4]': { text: 'https://example.org/3', url: 'https://example.org/3' } } }],
    ['links, numbers and ids elsewhere', { ...TITLE, links: [{ column: 'l', title: 'Online' }], previousNos: [{ column: 'p', separator: ',' }], externalIds: [{ column: 'x', source: 'un' }] }, { title: 'T', l: 'https://example.org', p: '1, 2', x: '5535' },
      { fields: { 'titleForms[1]': title, 'previousNos[2]': '1', 'previousNos[3]': '2', 'links[4]': { url: 'https://example.org', title: 'Online' }, 'externalIds[5]': { source: 'un', key: '5535' } } }],
    ['events, one for each date', { ...TITLE, events: [{ type: 'terminated', date: 'end', note: 'See {title}' }, { type: 'suspended', date: 'pause' }] }, { title: 'T', end: '2020-01', pause: '' }, { events: [{ type: 'terminated', date: '2020-01', note: 'See T' }] }],
  ])('is understood with %s', (_, parts, row, expected) => {
    expect(planOf(mappingOf(parts), row)).toMatchObject(expected);
  });

  it('names its parties, of the kinds and sides that the mapping says', () => {
    const mapping = mappingOf({ ...TITLE, parties: [{ name: 'p', separator: ';', partnerKind: 'state', partnerKinds: { 'international-organisation': ['United Nations'] }, ours: ['UZBEKISTAN'], language: 'en' }] });
    const plan = planOf(mapping, { title: 'T', p: 'Uzbekistan ; UNITED NATIONS;' });
    expect(typeof plan === 'string' ? plan : plan.parties).toEqual([
      { name: 'Uzbekistan', folded: 'uzbekistan', language: 'en', script: 'Latn', partnerKind: 'state', country: null, externalId: null, side: 'ours' },
      { name: 'UNITED NATIONS', folded: 'united nations', language: 'en', script: 'Latn', partnerKind: 'international-organisation', country: null, externalId: null, side: 'theirs' },
    ]);
  });

  it.each<[string, Record<string, unknown>, Record<string, string>, string]>([
    ['an impossible date', { ...TITLE, dateForms: ['dd/mm/yyyy'], values: { dateSigned: { column: 'd' } } }, { title: 'T', d: '31/04/1980' }, 'd: "31/04/1980" has the day 31; 04.1980 has 30 days.'],
    ['a date in another form', { ...TITLE, values: { dateSigned: { column: 'd' } } }, { title: 'T', d: '31/04/1980' }, 'd: "31/04/1980" is not a date of the form 2024-05-17.'],
    ['an event on an impossible day', { ...TITLE, events: [{ type: 'terminated', date: 'd' }] }, { title: 'T', d: '2023-02-29' }, 'd: "2023-02-29" has the day 29; 02.2023 has 28 days.'],
    ['an unknown code', { ...TITLE, values: { level: { column: 'l' } } }, { title: 'T', l: 'galactic' }, 'l: "galactic" is not known as a value of level.'],
    ['an unknown field of cooperation', { ...TITLE, fields: [{ column: 'f' }] }, { title: 'T', f: 'magic' }, 'f: "magic" is not known as a field of cooperation.'],
    ['no title and no number', TITLE, { title: ' ' }, 'The row gives the agreement neither a title nor a number.'],
    ['no key', { ...TITLE, key: ['k'] }, { title: 'T', k: '' }, 'k: The row has no key.'],
    ['a long key', { ...TITLE, key: ['k'] }, { title: 'T', k: 'x'.repeat(301) }, 'k: The key has 301 characters, at most 300 are allowed.'],
    ['a party with an id and no name', { ...TITLE, parties: [{ name: 'a', externalId: { column: 'q', source: 'wikidata' } }] }, { title: 'T', a: '', q: 'Q1' }, 'a: The party Q1 has no name.'],
    ['a country that is none', { ...TITLE, parties: [{ name: 'a', country: { column: 'c' } }] }, { title: 'T', a: 'Samarkand', c: 'Atlantis' }, 'c: "Atlantis" is not an ISO 3166-1 code.'],
    ['something else than JSON', { ...TITLE, values: { term: { column: 't' } } }, { title: 'T', t: 'long' }, 't: Expected JSON, found "long".'],
    ['a value that is too long', { ...TITLE, values: { registerNo: { column: 'n' } } }, { title: 'T', n: 'x'.repeat(101) }, 'n: Has 101 characters, at most 100 are allowed.'],
    ['another address', { ...TITLE, links: [{ column: 'l' }] }, { title: 'T', l: 'C:\\scan.pdf' }, 'l: Expected an address that begins with http:// or https://, found "C:\\scan.pdf".'],
    ['several problems, named together', { ...TITLE, values: { level: { column: 'l' }, dateSigned: { column: 'd' } } }, { title: 'T', l: 'x', d: 'y' }, 'l: "x" is not known as a value of level.; d: "y" is not a date of the form 2024-05-17.'],
  ])('is refused with %s', (_, parts, row, expected) => {
    expect(planOf(mappingOf(parts), row)).toBe(expected);
  });

  it('is refused with another number of cells than the header', () => {
    const planner = plannerFor(mappingOf(TITLE), ['title', 'b']);
    if (!planner.ok) throw new Error(planner.error.message);
    const outcomes = [['T'], ['T', '', '', ''], ['T', '', 'x']].map((cells) => planner.value.plan(cells));
    expect(outcomes.map((outcome) => (outcome.ok ? 'taken' : said(outcome.error)))).toEqual(['The row has 1 cells, the header 2.', 'taken', 'The row has 3 cells, the header 2.']);
  });

  it('has a key that tells its columns apart', () => {
    const planner = plannerFor(mappingOf({ ...TITLE, key: ['a', 'b'] }), ['title', 'a', 'b']);
    if (!planner.ok) throw new Error(planner.error.message);
    expect([['T', 'x|y', 'z'], ['T', 'x', 'y|z'], ['T', '', '']].map((cells) => planner.value.key(cells))).toEqual(['x||y|z', 'x|y||z', null]);
  });
});

describe('a mapping', () => {
  it.each<[string, Record<string, unknown>, readonly string[], string]>([
    ['a column that the table does not have', TITLE, ['name'], 'the column "title" stands not in the table, whose columns are "name"'],
    ['a column that stands twice', TITLE, ['title', 'title'], 'the column "title" stands 2 times in the table'],
    ['a field that is not plain', { ...TITLE, values: { parties: { column: 'title' } } }, ['title'], 'values.parties: is not a plain field of a record of kind agreement'],
    ['a code that no vocabulary has', { ...TITLE, values: { level: { constant: 'galactic' } } }, ['title'], 'values.level: "galactic" is not a code of levels'],
    ['a translation to such a code', { ...TITLE, values: { level: { column: 'title', values: { x: 'galactic' } } } }, ['title'], 'values.level: "galactic" is not a code of levels'],
    ['a field of cooperation that is none', { ...TITLE, fields: [{ column: 'title', values: { x: ['ECON', 'MAGIC'] } }] }, ['title'], 'fields: "MAGIC" is not a field of cooperation'],
    ['a kind of partner that is none', { ...TITLE, parties: [{ name: 'title', partnerKind: 'planet' }] }, ['title'], 'parties: "planet" is not a kind of partner'],
    ['an event that is none', { ...TITLE, events: [{ type: 'celebrated', date: 'title' }] }, ['title'], 'events: "celebrated" is not a type of event'],
    ['titles for a partner', { kind: 'partner', titles: [{ template: '{title}' }] }, ['title'], 'titles: a record of kind partner has none'],
  ])('with %s cannot be used', (_, parts, header, expected) => {
    const planner = plannerFor(mappingOf(parts), header);
    expect(planner.ok ? '' : planner.error.message).toContain(expected);
  });

  it.each([
    ['{', 'it is not JSON'],
    ['[]', 'Invalid input'],
    ['{"format":"bitim-mapping/2","kind":"agreement","source":"s"}', 'format: '],
    ['{"format":"bitim-mapping/1","kind":"letter","source":"s"}', 'kind: '],
    ['{"format":"bitim-mapping/1","kind":"agreement","source":"s","colour":1}', 'Unrecognized key: "colour"'],
    ['{"format":"bitim-mapping/1","kind":"agreement","source":"s","values":{"level":{"columns":"x"}}}', 'values.level: expected {"constant": ...}'],
  ])('that reads %s is refused', (text, expected) => {
    const parsed = parseMapping(text);
    expect(parsed.ok ? '' : parsed.error.message).toContain(expected);
  });

  it('is made from headers that are names of fields', () => {
    const header = ['registerNo', 'title', 'parties', 'dateSigned', 'fields', 'references', 'level'];
    const mapping = defaultMapping('agreement', header, 'old register');
    if (!mapping.ok) throw new Error(mapping.error.message);
    const plan = planOf(mapping.value, { registerNo: '1', title: 'T', parties: 'A;B', dateSigned: '07.03.2026', fields: 'Culture;ECON', references: 'TS 1||https://example.org', level: 'Interregional' });
    expect([mapping.value.key, typeof plan === 'string' ? plan : [plan.fields, plan.parties.map((party) => party.name)]]).toEqual([['registerNo'], [{
      registerNo: '1', level: 'interregional', dateSigned: '2026-03-07', 'titleForms[1]': { text: 'T', language: 'und', script: 'Latn' }, 'fields[CULT]': true, 'fields[ECON]': true,
      'references[2]': { text: 'TS 1', url: 'https://example.org' },
    }, ['A', 'B']]]);
  });

  it('cannot be made from a header that is no field', () => {
    const mapping = defaultMapping('agreement', ['title', 'colour'], 'x');
    expect(mapping.ok ? '' : mapping.error.message).toContain('there is none, and the column "colour" is not a field of an agreement');
  });
});
