/** How a record's title is sorted. */
import { isJsonObject } from '../json.ts';
import { sortKey } from '../sortKey.ts';
import { elementsOf, type Fields } from './nest.ts';
import { textAt, titleOf } from './titles.ts';

const FORMS: Readonly<Record<string, string>> = { agreement: 'titleForms', partner: 'nameForms' };

/** The sort key of `titleOf(kind, fields)`, in the language of that title; null where there is no title. */
export function titleKey(kind: string, fields: Fields): string | null {
  const title = titleOf(kind, fields);
  return keyOrNull(title, languageOf(kind, fields, title));
}

/** The sort key of a text without a language (a number, a file's name); null where there is none. */
export function keyOrNull(text: string | null, language: string | null = null): string | null {
  const key = text === null ? '' : sortKey(text, language);
  return key === '' ? null : key;
}

function languageOf(kind: string, fields: Fields, title: string): string | null {
  const forms = FORMS[kind];
  if (forms === undefined) return textAt(fields, 'language');
  for (const [, form] of elementsOf(fields, forms)) {
    if (isJsonObject(form) && form.text === title) return typeof form.language === 'string' ? form.language : null;
  }
  return null;
}
