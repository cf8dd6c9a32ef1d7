/** Broken rules of the domain, as warnings on the record. What another office wrote is never rejected for them. */
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { quote } from '../text.ts';
import { baseline, type Vocabularies } from '../vocabularies/baseline.ts';
import { termOf } from '../vocabularies/vocabulary.ts';
import { parsePath, specAt, type ValueSpec } from './forms.ts';
import { linksOf } from './links.ts';
import type { Fields } from './nest.ts';
import { fieldTableOf, type RecordKind } from './registry.ts';
import { dateSchema } from './values.ts';
import { agreementWarnings, eventWarnings } from './warnings/agreements.ts';
import { attachmentWarnings, authorisationWarnings, competenceCheckWarnings, documentWarnings, originalWarnings } from './warnings/papers.ts';
import { partnerWarnings, relationshipWarnings } from './warnings/partners.ts';
import type { WarningsInput } from './warnings/input.ts';
import { warn, type Warning } from './warnings/warning.ts';

/** Those about values first, then those about links, then the rules of the kind. */
export function warningsOf(kind: string, input: WarningsInput, vocabularies: Vocabularies = baseline): readonly Warning[] {
  const own = Object.hasOwn(OF_KIND, kind) ? OF_KIND[kind as RecordKind] : undefined;
  return [...valueWarnings(kind, input.fields, vocabularies), ...linkWarnings(kind, input), ...(own === undefined ? [] : own(input, vocabularies))];
}

const OF_KIND: Readonly<Partial<Record<RecordKind, (input: WarningsInput, vocabularies: Vocabularies) => readonly Warning[]>>> = {
  agreement: agreementWarnings,
  event: eventWarnings,
  partner: partnerWarnings,
  relationship: relationshipWarnings,
  authorisation: authorisationWarnings,
  competenceCheck: competenceCheckWarnings,
  original: originalWarnings,
  document: documentWarnings,
  attachment: attachmentWarnings,
};

/** Values that this version would not have accepted, and fields that it does not know. */
function valueWarnings(kind: string, fields: Fields, vocabularies: Vocabularies): readonly Warning[] {
  const table = fieldTableOf(kind);
  if (table === null) return [warn('kindUnknown', { kind })];
  const warnings: Warning[] = [];
  for (const [path, value] of fields) {
    const parsed = parsePath(path);
    const found = parsed === null ? null : specAt(table, parsed);
    if (parsed === null || found === null) {
      const isGroup = parsed?.part === null && Object.hasOwn(table, parsed.field) && table[parsed.field]?.form === 'groups';
      if (!isGroup) warnings.push(warn('fieldUnknown', { field: path }, path));
    } else {
      const warning = valueWarning(path, found.spec, found.form === 'marks' ? (parsed.id ?? '') : value, vocabularies);
      if (warning !== null) warnings.push(warning);
    }
  }
  return warnings;
}

/** Of a value that this version would not have accepted. A retired code is no fault of a value that was written before. */
function valueWarning(path: string, spec: ValueSpec, value: Json, vocabularies: Vocabularies): Warning | null {
  if (!spec.schema.safeParse(value).success) {
    const text = spec.schema === dateSchema ? dateTextIn(value) : null;
    return text === null ? warn('valueUnexpected', { field: path, value: quote(typeof value === 'string' ? value : JSON.stringify(value)) }, path) : warn('dateImpossible', { field: path, value: quote(text) }, path);
  }
  if (spec.codes === undefined || typeof value !== 'string' || termOf(vocabularies[spec.codes], value) !== undefined) return null;
  return warn('codeUnknown', { field: path, value: quote(value), vocabulary: spec.codes }, path);
}

const dateTextIn = (value: Json): string | null => (typeof value === 'string' ? value : isJsonObject(value) && typeof value.date === 'string' ? value.date : null);

/** Links that lead to the record itself, nowhere, to what is voided, or to another kind of record. Of a party, `agreementWarnings` tells more. */
function linkWarnings(kind: string, { fields, id, record }: WarningsInput): readonly Warning[] {
  return linksOf(kind, fields).flatMap(({ path, to, kinds }) => {
    if (to === id) return [warn('namesItself', { field: path }, path)];
    if (record === undefined || path.startsWith('parties[')) return [];
    const found = record(to);
    if (found === null) return [warn('linkAbsent', { field: path, id: to }, path)];
    if (kinds.length > 0 && !kinds.includes(found.kind)) return [warn('linkKind', { field: path, kind: found.kind, expected: kinds.join(', ') }, path)];
    return found.voided ? [warn('linkVoided', { field: path, id: to }, path)] : [];
  });
}
