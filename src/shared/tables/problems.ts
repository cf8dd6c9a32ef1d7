/** What is wrong with a cell or a row of a table: a code with values, and the sentence in each language. */
import type { LabelLanguage } from '../vocabularies/vocabulary.ts';

/** Code -> the end of a sentence in uz-Latn, uz-Cyrl, ru, en. `{value}` is the cell, in quotation marks; others are named where the problem is found. */
const sentences = {
  'cell-count': ['qatorda {cells} ta katak, sarlavhada {columns} ta', 'қаторда {cells} та катак, сарлавҳада {columns} та', 'в строке {cells} ячеек, в заголовке {columns}', 'the row has {cells} cells, the header {columns}'],
  'cell-error': ['{value}: jadval dasturining xatosi', '{value}: жадвал дастурининг хатоси', '{value}: ошибка табличной программы', '{value} is an error of the spreadsheet'],
  'date-impossible': ['{value}: bunday sana yo‘q: {why}', '{value}: бундай сана йўқ: {why}', '{value}: такой даты нет: {why}', '{value} {why}'],
  'date-form': ['{value}: sana {forms} ko‘rinishida emas', '{value}: сана {forms} кўринишида эмас', '{value}: дата записана не в виде {forms}', '{value} is not a date of the form {forms}'],
  'value-unknown': ['{value}: {field} uchun noma’lum qiymat', '{value}: {field} учун номаълум қиймат', '{value}: неизвестное значение поля {field}', '{value} is not known as a value of {field}'],
  'cooperation-unknown': ['{value}: noma’lum hamkorlik sohasi', '{value}: номаълум ҳамкорлик соҳаси', '{value}: неизвестная область сотрудничества', '{value} is not known as a field of cooperation'],
  'value-invalid': ['{value}: qiymat to‘g‘ri kelmaydi ({why})', '{value}: қиймат тўғри келмайди ({why})', '{value}: значение не подходит ({why})', '{why}'],
  'json-expected': ['JSON kutilgan edi, {value} topildi', 'JSON кутилган эди, {value} топилди', 'ожидался JSON, найдено {value}', 'expected JSON, found {value}'],
  'key-missing': ['qatorning kaliti yo‘q', 'қаторнинг калити йўқ', 'у строки нет ключа', 'the row has no key'],
  'key-long': ['kalitda {length} ta belgi, ko‘pi bilan {most}', 'калитда {length} та белги, кўпи билан {most}', 'в ключе {length} знаков, допускается не более {most}', 'the key has {length} characters, at most {most} are allowed'],
  'key-repeated': ['{value} kaliti {other}-qatorda ham bor', '{value} калити {other}-қаторда ҳам бор', 'ключ {value} есть и в строке {other}', 'the key {value} stands in row {other} too'],
  'row-repeated': ['qator {other}-qatorni takrorlaydi', 'қатор {other}-қаторни такрорлайди', 'строка повторяет строку {other}', 'the row repeats row {other}'],
  'title-missing': ['qatorda bitimning nomi ham, raqami ham yo‘q', 'қаторда битимнинг номи ҳам, рақами ҳам йўқ', 'в строке нет ни названия соглашения, ни номера', 'the row gives the agreement neither a title nor a number'],
  'name-missing': ['qatorda hamkorning nomi yo‘q', 'қаторда ҳамкорнинг номи йўқ', 'в строке нет названия партнёра', 'the row gives the partner no name'],
  'party-nameless': ['{value} tomonining nomi yo‘q', '{value} томонининг номи йўқ', 'у стороны {value} нет названия', 'the party {value} has no name'],
  'party-key-long': ['tomonning identifikatorida {length} ta belgi, ko‘pi bilan {most}', 'томоннинг идентификаторида {length} та белги, кўпи билан {most}', 'в идентификаторе стороны {length} знаков, допускается не более {most}', 'the id of a party has {length} characters, at most {most} are allowed'],
  'country-unknown': ['{value}: ISO 3166-1 kodi emas', '{value}: ISO 3166-1 коди эмас', '{value}: не код ISO 3166-1', '{value} is not an ISO 3166-1 code'],
  'name-invalid': ['nom to‘g‘ri kelmaydi ({why})', 'ном тўғри келмайди ({why})', 'название не подходит ({why})', 'a name {why}'],
  'fields-many': ['qatordan {count} ta maydon chiqadi, bitta yozuvga ko‘pi bilan {most} tasi sig‘adi', 'қатордан {count} та майдон чиқади, битта ёзувга кўпи билан {most} таси сиғади', 'из строки выходит {count} полей, в запись помещается не более {most}', 'the row makes {count} fields, at most {most} fit in one record'],
  'row-long': ['qatorda {most} tadan ortiq belgi bor', 'қаторда {most} тадан ортиқ белги бор', 'в строке более {most} знаков', 'the row has more than {most} characters'],
  'record-other': ['{value} yozuvi boshqa turda ({kind})', '{value} ёзуви бошқа турда ({kind})', 'запись {value} другого вида ({kind})', 'the record {value} is of another kind ({kind})'],
} as const satisfies Readonly<Record<string, readonly [string, string, string, string]>>;

export type ProblemCode = keyof typeof sentences;

export const problemCodes = Object.keys(sentences) as readonly ProblemCode[];

/** The end of a sentence; `values` stand in its braces. */
export function problemSentence(code: ProblemCode, values: Readonly<Record<string, string | number>>, language: LabelLanguage = 'en'): string {
  const [uzLatn, uzCyrl, ru, en] = sentences[code];
  const template = { 'uz-Latn': uzLatn, 'uz-Cyrl': uzCyrl, ru, en }[language];
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** One problem of one row. */
export interface TableProblem {
  readonly row: number;
  /** As the header names it; several are joined by a comma; null where it is the row as a whole. */
  readonly column: string | null;
  /** The cell, cut to a readable length. */
  readonly value: string | null;
  readonly code: ProblemCode;
  readonly values: Readonly<Record<string, string | number>>;
  /** The sentence in English. */
  readonly reason: string;
}
