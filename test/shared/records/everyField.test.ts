import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/shared/json.ts';
import type { FieldForm, FieldTable, ValueSpec } from '../../../src/shared/records/forms.ts';
import { linksOf } from '../../../src/shared/records/links.ts';
import { isKnownField, nest } from '../../../src/shared/records/nest.ts';
import { parseField, parseNew } from '../../../src/shared/records/read.ts';
import { recordKinds } from '../../../src/shared/records/registry.ts';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';

const ID = '01963f2c-9a40-7000-8000-000000000001';
const OTHER = '01963f2c-9a40-7000-8000-000000000002';

/** One or more values for every schema there is: each field takes those that its schema takes. */
const VALUES: readonly Json[] = [
  'Оʻzbekiston', 'Head of department', ID, OTHER, '2024', '2024-05', '2024-02-29', { certainty: 'inferred', date: '2024' }, 'uz', 'ru', 'USD', 'UZ', 'UZ-SA', 'application/pdf', 'ab'.repeat(32), 7, 600, true, false,
  { text: 'Title', language: 'en', script: 'Latn' }, { text: 'Title', language: 'en', script: 'Latn', courtesy: true }, { text: 'Name', language: 'ru', script: 'Cyrl', from: '1991' }, { source: 'old', key: '12' },
  { url: 'https://example.org/a' }, { text: 'Series 1' }, { rule: 'on-last-notification', days: 30 }, { kind: 'indefinite', noticeMonths: 6 }, [{ name: 'Head', post: 'Governor', fullPowers: 'No. 3, 01.02.2024' }],
  { by: 'Archivist', on: '2024-05-17' }, { language: 'uz', text: 'harbiy' },
];

const valuesFor = (spec: ValueSpec): readonly Json[] =>
  (spec.codes !== undefined ? baseline[spec.codes].terms.map(({ code }) => code) : VALUES).filter((value) => spec.schema.safeParse(value).success);

const ids = (): (() => string) => {
  let last = 0;
  return () => String(++last);
};

function valueOf(form: FieldForm): fc.Arbitrary<Json> {
  switch (form.form) {
    case 'plain':
      return fc.constantFrom(...valuesFor(form.value));
    case 'elements':
      return fc.array(fc.constantFrom(...valuesFor(form.value)), { minLength: 1, maxLength: 3 });
    case 'marks':
      return fc.uniqueArray(fc.constantFrom(...valuesFor(form.key)), { minLength: 1, maxLength: 3 });
    case 'groups':
      return fc.array(fc.record(Object.fromEntries(Object.entries(form.parts).map(([part, spec]) => [part, fc.constantFrom(...valuesFor(spec))]))), { minLength: 1, maxLength: 3 });
  }
}

const kinds = Object.entries(recordKinds) as readonly (readonly [string, FieldTable])[];

describe.each(kinds)('a record of kind %s', (kind, table) => {
  it('has a value to try for every field', () => {
    const specs = Object.entries(table).flatMap(([field, form]) => (form.form === 'groups' ? Object.entries(form.parts).map(([part, spec]) => [`${field}.${part}`, spec] as const) : [[field, form.form === 'marks' ? form.key : form.value] as const]));
    expect(specs.filter(([, spec]) => valuesFor(spec).length === 0).map(([field]) => field)).toEqual([]);
  });

  it('comes back from its fields as it was, whatever it holds in every field', () => {
    fc.assert(fc.property(fc.record(Object.fromEntries(Object.entries(table).map(([field, form]) => [field, valueOf(form)]))), (value) => {
      const parsed = parseNew(kind, value, ids());
      if (!parsed.ok) throw new Error(parsed.error.message);
      const shown = nest(kind, new Map(Object.entries(parsed.value)));
      expect(Object.keys(shown)).toEqual(Object.keys(table));
      expect(parseNew(kind, shown, ids())).toEqual(parsed);
      for (const [path, written] of Object.entries(parsed.value)) {
        expect(isKnownField(kind, path)).toBe(true);
        const change = parseField(kind, path, written);
        expect(change.ok && change.value).toEqual({ does: 'write', path, value: written });
      }
      for (const { path, to } of linksOf(kind, Object.entries(parsed.value))) expect([path.includes(to) ? to : parsed.value[path], isKnownField(kind, path)]).toEqual([to, true]);
    }), { numRuns: 25 });
  });
});
