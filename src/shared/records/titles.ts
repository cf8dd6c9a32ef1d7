/** What a record is called in a list. */
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { dateOf, type DateValue, type PartialDate } from '../dates.ts';
import { baseline, type Vocabularies } from '../vocabularies/baseline.ts';
import { labelOf, termOf, type LabelLanguage, type Vocabulary } from '../vocabularies/vocabulary.ts';
import { elementsOf, type Fields } from './nest.ts';

/**
 * One line for a list: an agreement's title as the parties gave it (a courtesy translation only where there is nothing else), a partner's
 * name, an event's type and date, a document's title or kind, a file's name, a permission's decision, number and date, a check's conclusion,
 * an original's label or place in the archive. Empty where the record says nothing of the sort.
 */
export function titleOf(kind: string, fields: Fields, language: LabelLanguage = 'en', vocabularies: Vocabularies = baseline): string {
  switch (kind) {
    case 'agreement':
      return bestTitle(fields) ?? textAt(fields, 'registerNo') ?? '';
    case 'partner':
      return textOf(elementsOf(fields, 'nameForms')[0]?.[1]) ?? '';
    case 'event':
      return joined([label(vocabularies.eventTypes, textAt(fields, 'type'), language), dateText(fields.get('date'))]);
    case 'document':
      return textAt(fields, 'title') ?? label(vocabularies.documentKinds, textAt(fields, 'documentKind'), language);
    case 'attachment':
      return textAt(fields, 'name') ?? textAt(fields, 'sha256')?.slice(0, 12) ?? '';
    case 'authorisation':
      return joined([decisionLabel(fields, language, vocabularies), textAt(fields, 'decisionNo'), dateText(fields.get('decisionDate') ?? fields.get('requestedOn') ?? fields.get('requestDate'))]);
    case 'competenceCheck':
      return joined([label(vocabularies.competenceConclusions, textAt(fields, 'conclusion'), language), dateText(fields.get('on'))]);
    case 'original':
      return textAt(fields, 'label') ?? archivalReference(fields) ?? textAt(fields, 'holder') ?? '';
    case 'relationship':
      return joined([label(vocabularies.relationshipKinds, textAt(fields, 'relationshipKind'), language), dateText(fields.get('since'))]);
    case 'term':
      return termTitle(fields, language);
    default:
      return '';
  }
}

/** A label that the record itself has, in the language asked for before others; its code where it has none. */
function termTitle(fields: Fields, language: LabelLanguage): string {
  const labels = elementsOf(fields, 'labels');
  const [, label] = labels.find(([id]) => id === language) ?? labels[0] ?? [];
  return typeof label === 'string' ? label : (textAt(fields, 'code') ?? '');
}

/** The text at a plain path, if it is one. */
export function textAt(fields: Fields, path: string): string | null {
  const value = fields.get(path);
  return typeof value === 'string' ? value : null;
}

/** A value as a date, if it has the shape of one; its text is not checked. */
export function dateValueOf(value: Json | undefined): DateValue | null {
  if (typeof value === 'string') return value;
  return isJsonObject(value) && value.certainty === 'inferred' && typeof value.date === 'string' ? { certainty: 'inferred', date: value.date } : null;
}

const joined = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(', ');

function decisionLabel(fields: Fields, language: LabelLanguage, vocabularies: Vocabularies): string {
  const decision = textAt(fields, 'decision');
  return decision === null ? label(vocabularies.eventTypes, 'permission-requested', language) : label(vocabularies.authorisationDecisions, decision, language);
}

/** `fonds 7, inventory 2, file 15, sheets 3-9` as archives write it: `7/2/15/3-9`. */
function archivalReference(fields: Fields): string | null {
  const parts = ['fonds', 'inventory', 'file', 'sheets'].map((field) => textAt(fields, field));
  return parts.every((part) => part === null) ? null : parts.map((part) => part ?? '-').join('/');
}

/** The date at a plain path without its certainty, if it is one; its text is not checked. */
export const dateTextAt = (fields: Fields, path: string): PartialDate | null => dateTextOf(fields.get(path));

export function dateTextOf(value: Json | undefined): PartialDate | null {
  const date = dateValueOf(value);
  return date === null ? null : dateOf(date);
}

function bestTitle(fields: Fields): string | null {
  const forms = elementsOf(fields, 'titleForms').map(([, value]) => value);
  const authentic = forms.find((form) => isJsonObject(form) && form.courtesy !== true);
  return textOf(authentic ?? forms[0]);
}

const textOf = (form: Json | undefined): string | null => (isJsonObject(form) && typeof form.text === 'string' ? form.text : null);

const dateText = (value: Json | undefined): string => dateTextOf(value) ?? '';

function label(vocabulary: Vocabulary, code: string | null, language: LabelLanguage): string {
  if (code === null) return '';
  const term = termOf(vocabulary, code);
  return term === undefined ? code : labelOf(term, language);
}
