/** Records with every field of their kind, for property tests. */
import fc from 'fast-check';
import type { Json } from '../../src/shared/json.ts';
import type { FieldForm, FieldTable, ValueSpec } from '../../src/shared/records/forms.ts';
import { parseNew } from '../../src/shared/records/read.ts';
import { recordKinds, type RecordKind } from '../../src/shared/records/registry.ts';
import { baseline } from '../../src/shared/vocabularies/baseline.ts';

const ID = '01963f2c-9a40-7000-8000-0000000000a1';
const OTHER = '01963f2c-9a40-7000-8000-0000000000a2';

/** One or more values for every schema there is: each field takes those that its schema takes. */
const VALUES: readonly Json[] = [
  ID, OTHER, '2024', '2024-05', '2024-02-29', { certainty: 'inferred', date: '2024' }, 'uz', 'ru', 'USD', 'UZ', 'UZ-SA', 'application/pdf', 'ab'.repeat(32), 7, 600, true, false,
  { text: 'Title', language: 'en', script: 'Latn' }, { text: '=Title\nin two', language: 'en', script: 'Latn', courtesy: true }, { text: 'Name', language: 'ru', script: 'Cyrl', from: '1991' }, { source: 'old', key: '12' },
  { url: 'https://example.org/a' }, { text: 'Series 1' }, { rule: 'on-last-notification', days: 30 }, { kind: 'indefinite', noticeMonths: 6 }, [{ name: 'Head', post: 'Governor', fullPowers: 'No. 3, 01.02.2024' }],
  { by: 'Archivist', on: '2024-05-17' }, { language: 'uz', text: 'harbiy' },
];

/** The fields of a record as they lie in the log. @param texts are tried where a field takes any text. */
export function recordOf(kind: RecordKind, texts: readonly string[]): fc.Arbitrary<Readonly<Record<string, Json>>> {
  const table: FieldTable = recordKinds[kind];
  const values = [...VALUES, ...texts.map((text) => text.normalize('NFC'))];
  return fc.record(Object.fromEntries(Object.entries(table).map(([field, form]) => [field, fc.option(valueOf(form, values), { nil: null, freq: 4 })]))).map((given) => {
    let last = 0;
    const fields = parseNew(kind, given, () => String(++last));
    return fields.ok ? fields.value : {};
  }).filter((fields) => Object.keys(fields).length > 0);
}

const valuesFor = (spec: ValueSpec, values: readonly Json[]): readonly Json[] =>
  (spec.codes !== undefined ? baseline[spec.codes].terms.filter((term) => term.retired !== true).map(({ code }) => code) : values).filter((value) => spec.schema.safeParse(value).success);

function valueOf(form: FieldForm, values: readonly Json[]): fc.Arbitrary<Json> {
  switch (form.form) {
    case 'plain':
      return fc.constantFrom(...valuesFor(form.value, values));
    case 'elements':
      return fc.array(fc.constantFrom(...valuesFor(form.value, values)), { minLength: 1, maxLength: 3 });
    case 'marks':
      return fc.uniqueArray(fc.constantFrom(...valuesFor(form.key, values)), { minLength: 1, maxLength: 3 });
    case 'groups':
      return fc.array(fc.record(Object.fromEntries(Object.entries(form.parts).map(([part, spec]) => [part, fc.constantFrom(...valuesFor(spec, values))]))), { minLength: 1, maxLength: 3 });
  }
}
