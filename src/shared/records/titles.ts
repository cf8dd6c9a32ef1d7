/** What a record is called in a list. */
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { dateOf, type DateValue } from '../dates.ts';
import { baseline, type Vocabularies } from '../vocabularies/baseline.ts';
import { labelOf, termOf, type LabelLanguage, type Vocabulary } from '../vocabularies/vocabulary.ts';
import { elementsOf, type Fields } from './nest.ts';

/**
 * One line for a list: an agreement's title as the parties gave it (a courtesy translation only where there is nothing else), a partner's
 * name, an event's type and date, a document's title or kind, a file's name. Empty where the record says nothing of the sort.
 */
export function titleOf(kind: string, fields: Fields, language: LabelLanguage = 'en', vocabularies: Vocabularies = baseline): string {
  switch (kind) {
    case 'agreement':
      return bestTitle(fields) ?? textAt(fields, 'registerNo') ?? '';
    case 'partner':
      return textOf(elementsOf(fields, 'nameForms')[0]?.[1]) ?? '';
    case 'event':
      return [label(vocabularies.eventTypes, textAt(fields, 'type'), language), dateText(fields.get('date'))].filter((part) => part !== '').join(', ');
    case 'document':
      return textAt(fields, 'title') ?? label(vocabularies.documentKinds, textAt(fields, 'documentKind'), language);
    case 'attachment':
      return textAt(fields, 'name') ?? textAt(fields, 'sha256')?.slice(0, 12) ?? '';
    default:
      return '';
  }
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

function bestTitle(fields: Fields): string | null {
  const forms = elementsOf(fields, 'titleForms').map(([, value]) => value);
  const authentic = forms.find((form) => isJsonObject(form) && form.courtesy !== true);
  return textOf(authentic ?? forms[0]);
}

const textOf = (form: Json | undefined): string | null => (isJsonObject(form) && typeof form.text === 'string' ? form.text : null);

function dateText(value: Json | undefined): string {
  const date = dateValueOf(value);
  return date === null ? '' : dateOf(date);
}

function label(vocabulary: Vocabulary, code: string | null, language: LabelLanguage): string {
  if (code === null) return '';
  const term = termOf(vocabulary, code);
  return term === undefined ? code : labelOf(term, language);
}
