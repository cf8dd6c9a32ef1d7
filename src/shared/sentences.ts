/**
 * Sentences made from a code with values, in the four languages of the window. A catalogue has one template a code and language;
 * `{name:form}` in a template is filled with the value of that name, said in that form:
 *
 * | form | value | English | Russian |
 * |---|---|---|---|
 * | `date` | date | 07.03.2026 | 07.03.2026 |
 * | `on` | date | on 07.03.2026, in 03.2026, in 2026 | 07.03.2026, в 03.2026, в 2026 году |
 * | `since` | date | since 2026 | с 2026 года |
 * | `from` | date | from 07.03.2026 | с 07.03.2026 |
 * | `until` | date | until 07.03.2026 | до 07.03.2026 |
 * | `period` | months | 5 years 6 months | 5 лет 6 месяцев |
 * | `days` | number | 21 days | 21 день |
 * | `number`, `text` | number, text | as it is | as it is |
 * | `event`, `status`, `level`, `kind` (of a partner), `topic` (field of cooperation), `question` (of the competence check) | code | its label | its label |
 *
 * Dates have the official form 07.03.2026, those that are partial 03.2026 or 2026; an inferred one says so, one that is null leaves nothing.
 */
import { dateOf, officialDate, type DateValue } from './dates.ts';
import { baseline } from './vocabularies/baseline.ts';
import { labelLanguages, labelOf, termOf, type LabelLanguage, type Vocabulary } from './vocabularies/vocabulary.ts';

/** The templates of one code: Uzbek in Latin and in Cyrillic script, Russian, English. */
export type Templates = readonly [uzLatn: string, uzCyrl: string, ru: string, en: string];
export type Catalogue = Readonly<Record<string, Templates>>;

export type SentenceValue = string | number | DateValue | null;
/** What is said: a code of a catalogue and the values of its templates. JSON as it is. */
export interface Saying<C extends string = string> {
  readonly code: C;
  readonly values: Readonly<Record<string, SentenceValue>>;
}

interface Forms {
  readonly date: DateValue | null;
  readonly on: DateValue | null;
  readonly since: DateValue | null;
  readonly from: DateValue | null;
  readonly until: DateValue | null;
  readonly period: number;
  readonly days: number;
  readonly number: number;
  readonly text: string;
  readonly event: string;
  readonly status: string;
  readonly level: string;
  readonly topic: string;
  readonly question: string;
  readonly kind: string;
}

/** The values that a template asks for, by name. */
export type ValuesOf<T extends string> = T extends `${string}{${infer Name}:${infer Form}}${infer Rest}`
  ? Readonly<Record<Name, Form extends keyof Forms ? Forms[Form] : never>> & ValuesOf<Rest>
  : unknown;

/** The sentence of a code in a language. A code that the catalogue does not have is said as it is: it may come from a newer version. */
export function sentenceFrom(catalogue: Catalogue, saying: Saying, language: LabelLanguage): string {
  const templates = Object.hasOwn(catalogue, saying.code) ? catalogue[saying.code] : undefined;
  const template = templates?.[labelLanguages.indexOf(language)];
  if (template === undefined) return saying.code;
  const filled = template.replace(PLACEHOLDER, (_, name: string, form: string) => said(form, Object.hasOwn(saying.values, name) ? (saying.values[name] ?? null) : null, language));
  const trimmed = filled.replaceAll(/ +/g, ' ').replaceAll(/ ([.,:;])/g, '$1').trim();
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
}

/** The names and forms that a template asks for, in order: for tests of a catalogue. */
export const placeholdersOf = (template: string): readonly string[] => [...template.matchAll(PLACEHOLDER)].map(([, name = '', form = '']) => `${name}:${form}`);

const PLACEHOLDER = /\{([A-Za-z]+):([a-z]+)\}/g;

function said(form: string, value: SentenceValue, language: LabelLanguage): string {
  if (value === null) return '';
  if (typeof value === 'number') return form === 'period' ? periodText(value, language) : form === 'days' ? counted(value, DAYS[language], language) : String(value);
  if (typeof value === 'string' && Object.hasOwn(LABELS, form)) return label(LABELS[form], value, language);
  if (typeof value === 'string' && form === 'text') return value;
  return dateText(form, value, language);
}

const LABELS: Readonly<Record<string, Vocabulary>> = {
  event: baseline.eventTypes, status: baseline.agreementStatuses, level: baseline.levels, kind: baseline.partnerKinds, topic: baseline.cooperationFields, question: baseline.competenceQuestions,
};

function label(vocabulary: Vocabulary | undefined, code: string, language: LabelLanguage): string {
  const term = vocabulary === undefined ? undefined : termOf(vocabulary, code);
  return term === undefined ? code : labelOf(term, language);
}

/** What goes before and after a day, a month, a year. */
type Around = readonly [day: readonly [string, string], month: readonly [string, string], year: readonly [string, string]];

const same = (before: string, after: string): Around => [[before, after], [before, after], [before, after]];

const AROUND: Readonly<Record<LabelLanguage, Readonly<Record<string, Around>>>> = {
  'uz-Latn': {
    date: [['', ''], ['', ''], ['', '-yil']],
    on: [['', ' kuni'], ['', ' oyida'], ['', '-yilda']],
    since: [['', ' dan'], ['', ' dan'], ['', '-yildan']],
    from: [['', ' dan'], ['', ' dan'], ['', '-yildan']],
    until: [['', ' gacha'], ['', ' gacha'], ['', '-yilgacha']],
  },
  'uz-Cyrl': {
    date: [['', ''], ['', ''], ['', ' йил']],
    on: [['', ' куни'], ['', ' ойида'], ['', ' йилда']],
    since: [['', ' дан'], ['', ' дан'], ['', ' йилдан']],
    from: [['', ' дан'], ['', ' дан'], ['', ' йилдан']],
    until: [['', ' гача'], ['', ' гача'], ['', ' йилгача']],
  },
  ru: {
    date: [['', ''], ['', ''], ['', ' год']],
    on: [['', ''], ['в ', ''], ['в ', ' году']],
    since: [['с ', ''], ['с ', ''], ['с ', ' года']],
    from: [['с ', ''], ['с ', ''], ['с ', ' года']],
    until: [['до ', ''], ['до ', ''], ['до ', ' года']],
  },
  en: { date: same('', ''), on: [['on ', ''], ['in ', ''], ['in ', '']], since: same('since ', ''), from: same('from ', ''), until: same('until ', '') },
};

const INFERRED: Readonly<Record<LabelLanguage, string>> = { 'uz-Latn': ' (taxminan)', 'uz-Cyrl': ' (тахминан)', ru: ' (предположительно)', en: ' (inferred)' };

function dateText(form: string, value: DateValue, language: LabelLanguage): string {
  const date = dateOf(value);
  const around = AROUND[language][form] ?? AROUND[language].date;
  const [before, after] = around?.[date.length >= 10 ? 0 : date.length === 7 ? 1 : 2] ?? ['', ''];
  return `${before}${officialDate(date)}${after}${typeof value === 'string' ? '' : INFERRED[language]}`;
}

/** One, few (2 to 4), many: Russian needs all three, English the first two, Uzbek one. */
type Plural = readonly [one: string, few: string, many: string];

const YEARS: Readonly<Record<LabelLanguage, Plural>> = { 'uz-Latn': ['yil', 'yil', 'yil'], 'uz-Cyrl': ['йил', 'йил', 'йил'], ru: ['год', 'года', 'лет'], en: ['year', 'years', 'years'] };
const MONTHS: Readonly<Record<LabelLanguage, Plural>> = { 'uz-Latn': ['oy', 'oy', 'oy'], 'uz-Cyrl': ['ой', 'ой', 'ой'], ru: ['месяц', 'месяца', 'месяцев'], en: ['month', 'months', 'months'] };
const DAYS: Readonly<Record<LabelLanguage, Plural>> = { 'uz-Latn': ['kun', 'kun', 'kun'], 'uz-Cyrl': ['кун', 'кун', 'кун'], ru: ['день', 'дня', 'дней'], en: ['day', 'days', 'days'] };

function periodText(months: number, language: LabelLanguage): string {
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const parts = [...(years > 0 ? [counted(years, YEARS[language], language)] : []), ...(rest > 0 || years === 0 ? [counted(rest, MONTHS[language], language)] : [])];
  return parts.join(' ');
}

const counted = (count: number, forms: Plural, language: LabelLanguage): string => `${String(count)} ${forms[pluralOf(count, language)]}`;

function pluralOf(count: number, language: LabelLanguage): 0 | 1 | 2 {
  if (language !== 'ru') return count === 1 ? 0 : 1;
  const [last, lastTwo] = [count % 10, count % 100];
  if (last === 1 && lastTwo !== 11) return 0;
  return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? 1 : 2;
}
