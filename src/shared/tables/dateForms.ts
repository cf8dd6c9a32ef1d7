/** Dates as tables write them, read by the forms that a mapping allows. */
import { err, type Result } from '../result.ts';
import { parsePartialDate, type PartialDate } from '../dates.ts';

/**
 * `iso` also takes `2024` and `2024-05`; `mm.yyyy` also `05/2024`; `text` the month in words, in Uzbek (both scripts), Russian or English, with or without a day.
 * `mm/dd/yyyy` is never concluded from a table: it must be told. A time of day behind a date is left out.
 */
export const dateForms = ['iso', 'dd/mm/yyyy', 'dd.mm.yyyy', 'dd-mm-yyyy', 'yyyy.mm.dd', 'mm/dd/yyyy', 'mm.yyyy', 'text'] as const;
export type DateForm = (typeof dateForms)[number];

/** The forms that are tried where a mapping names none: all whose meaning no other form shares. */
export const usualDateForms: readonly DateForm[] = dateForms.filter((form) => form !== 'mm/dd/yyyy');

export type DateProblem =
  /** The day is none; `why` is the end of a sentence. */
  | { readonly type: 'impossible'; readonly why: string }
  | { readonly type: 'form'; readonly forms: string };

/** Reads a date in one of the given forms, tried in order; a full date such as 2024-05-17 in any case. Spaces around it are ignored. */
export function readDate(text: string, forms: readonly DateForm[]): Result<PartialDate, DateProblem> {
  const trimmed = text.trim().replace(/(?<=\d)[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/, '');
  let impossible: DateProblem | null = null;
  for (const form of /^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? (['iso'] as const) : forms) {
    const parts = partsOf(trimmed, form);
    if (parts === null) continue;
    const read = parsePartialDate(parts.join('-'));
    if (read.ok) return read;
    impossible ??= { type: 'impossible', why: read.error.message.replace(/^"[^"]*" /, '').replace(/\.$/, '') };
  }
  return err(impossible ?? { type: 'form', forms: forms.map((form) => examples[form]).join(' or ') });
}

const examples: Readonly<Record<DateForm, string>> = {
  iso: '2024-05-17', 'dd/mm/yyyy': 'dd/mm/yyyy', 'dd.mm.yyyy': 'dd.mm.yyyy', 'dd-mm-yyyy': 'dd-mm-yyyy', 'yyyy.mm.dd': 'yyyy.mm.dd', 'mm/dd/yyyy': 'mm/dd/yyyy', 'mm.yyyy': 'mm.yyyy', text: '17 May 2024',
};

/** Year, month, day with the digits of an ISO date; null where the text is not of that form. */
function partsOf(text: string, form: DateForm): readonly string[] | null {
  switch (form) {
    case 'iso':
      return /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)?.slice(1).filter((part) => part !== undefined) ?? null;
    case 'dd/mm/yyyy':
      return reversed(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text));
    case 'dd.mm.yyyy':
      return reversed(/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*(?:г|й|y)\.?)?$/.exec(text));
    case 'dd-mm-yyyy':
      return reversed(/^(\d{1,2})[-\u2013](\d{1,2})[-\u2013](\d{4})$/.exec(text));
    case 'yyyy.mm.dd':
      return /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(text)?.slice(1).map(two) ?? null;
    case 'mm/dd/yyyy': {
      const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
      return year === undefined || month === undefined || day === undefined ? null : [year, two(month), two(day)];
    }
    case 'mm.yyyy':
      return reversed(/^(\d{1,2})[./](\d{4})$/.exec(text));
    case 'text':
      return inWords(text);
  }
}

const reversed = (match: RegExpExecArray | null): readonly string[] | null => match?.slice(1).reverse().map(two) ?? null;

const two = (digits: string): string => digits.padStart(2, '0');

/** Beginnings of the months' names; what follows them are endings. */
const MONTHS: readonly (readonly string[])[] = [
  ['yanvar', 'январ', 'январь', 'jan', 'янв'], ['fevral', 'феврал', 'feb', 'фев'], ['mart', 'март', 'mar', 'мар'], ['aprel', 'апрел', 'apr', 'апр'],
  ['may', 'май', 'мая', 'мае'], ['iyun', 'июн', 'jun'], ['iyul', 'июл', 'jul'], ['avgust', 'август', 'aug', 'авг'],
  ['sentabr', 'sentyabr', 'сентябр', 'sep', 'сен'], ['oktabr', 'oktyabr', 'октябр', 'oct', 'окт'], ['noyabr', 'ноябр', 'nov', 'ноя'], ['dekabr', 'декабр', 'dec', 'дек'],
];

const YEAR_WORDS = '(?:г\\.?|год[ауе]?|года|й\\.?|йил(?:ги|нинг|да)?|yil(?:gi|ning|da)?|y\\.?)';
/** `17 мая 2024 г.`, `«17» мая 2024 года`, `17-may 2024 yil`, `17th May 2024`. */
const DAY_FIRST = new RegExp(`^[«"“]?(\\d{1,2})[»"”]?(?:st|nd|rd|th)?[-\\s.,]+(\\p{L}{3,})\\.?,?\\s+(\\d{4})(?:[-\\s]*${YEAR_WORDS})?$`, 'iu');
/** `2024 yil 17 may`, `2024 йил 17 май`, `2024-yil 17-may`. */
const YEAR_FIRST = new RegExp(`^(\\d{4})[-\\s]*${YEAR_WORDS}?,?\\s*[«"“]?(\\d{1,2})[»"”]?[-\\s]+(\\p{L}{3,})\\.?$`, 'iu');
/** `May 17, 2024`. */
const MONTH_FIRST = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu;
/** `май 2024 г.`, `may 2024`, `2024 yil may`. */
const MONTH_ONLY = new RegExp(`^(\\p{L}{3,})\\.?,?\\s+(\\d{4})(?:[-\\s]*${YEAR_WORDS})?$`, 'iu');
const YEAR_MONTH = new RegExp(`^(\\d{4})[-\\s]*${YEAR_WORDS}?,?\\s*(\\p{L}{3,})\\.?$`, 'iu');
/** `2024 г.`, `2024 yil`. */
const YEAR_ONLY = new RegExp(`^(\\d{4})[-\\s]*${YEAR_WORDS}$`, 'iu');

function inWords(text: string): readonly string[] | null {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) return worded(dayFirst[3], dayFirst[2], dayFirst[1]);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return worded(yearFirst[1], yearFirst[3], yearFirst[2]);
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst !== null) return worded(monthFirst[3], monthFirst[1], monthFirst[2]);
  const monthOnly = MONTH_ONLY.exec(text);
  if (monthOnly !== null) return worded(monthOnly[2], monthOnly[1]);
  const yearOnly = YEAR_ONLY.exec(text);
  if (yearOnly !== null) return [yearOnly[1] ?? ''];
  const yearMonth = YEAR_MONTH.exec(text);
  return yearMonth === null ? null : worded(yearMonth[1], yearMonth[2]);
}

function worded(year: string | undefined, word: string | undefined, day?: string): readonly string[] | null {
  const month = monthOf((word ?? '').toLowerCase());
  if (month === null || year === undefined) return null;
  return day === undefined ? [year, month] : [year, month, two(day)];
}

function monthOf(word: string): string | null {
  const found = MONTHS.findIndex((names) => names.some((name) => word.startsWith(name) && word.length - name.length <= 6));
  return found < 0 ? null : two(String(found + 1));
}

export const isDate = (text: string, forms: readonly DateForm[]): boolean => readDate(text, forms).ok;
