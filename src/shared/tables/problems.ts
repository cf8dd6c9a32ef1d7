/** What is wrong with a cell or a row of a table: a code with values, and the sentence in each language. */
import { sentenceFrom, type Catalogue, type SentenceValue } from '../sentences.ts';
import type { LabelLanguage } from '../vocabularies/vocabulary.ts';

/** `value` is the cell in quotation marks; `why` the end of a sentence in English. */
export const problemSentences = {
  cellCount: ['qatorda {cells:number} ta katak, sarlavhada {columns:number} ta.', 'қаторда {cells:number} та катак, сарлавҳада {columns:number} та.', 'в строке {cells:number} ячеек, в заголовке {columns:number}.', 'the row has {cells:number} cells, the header {columns:number}.'],
  cellError: ['{value:text}: jadval dasturining xatosi.', '{value:text}: жадвал дастурининг хатоси.', '{value:text}: ошибка табличной программы.', '{value:text} is an error of the spreadsheet.'],
  dateImpossible: ['{value:text}: bunday sana yoʻq: {why:text}.', '{value:text}: бундай сана йўқ: {why:text}.', '{value:text}: такой даты нет: {why:text}.', '{value:text} {why:text}.'],
  dateForm: ['{value:text}: sana {forms:text} koʻrinishida emas.', '{value:text}: сана {forms:text} кўринишида эмас.', '{value:text}: дата записана не в виде {forms:text}.', '{value:text} is not a date of the form {forms:text}.'],
  valueUnknown: ['{value:text}: {field:text} uchun nomaʼlum qiymat.', '{value:text}: {field:text} учун номаълум қиймат.', '{value:text}: неизвестное значение поля {field:text}.', '{value:text} is not known as a value of {field:text}.'],
  cooperationUnknown: ['{value:text}: nomaʼlum hamkorlik sohasi.', '{value:text}: номаълум ҳамкорлик соҳаси.', '{value:text}: неизвестная область сотрудничества.', '{value:text} is not known as a field of cooperation.'],
  valueInvalid: ['{value:text}: qiymat toʻgʻri kelmaydi ({why:text}).', '{value:text}: қиймат тўғри келмайди ({why:text}).', '{value:text}: значение не подходит ({why:text}).', '{why:text}.'],
  jsonExpected: ['JSON kutilgan edi, {value:text} topildi.', 'JSON кутилган эди, {value:text} топилди.', 'ожидался JSON, найдено {value:text}.', 'expected JSON, found {value:text}.'],
  keyMissing: ['qatorning kaliti yoʻq.', 'қаторнинг калити йўқ.', 'у строки нет ключа.', 'the row has no key.'],
  keyLong: ['kalitda {length:number} ta belgi, koʻpi bilan {most:number}.', 'калитда {length:number} та белги, кўпи билан {most:number}.', 'в ключе {length:number} знаков, допускается не более {most:number}.', 'the key has {length:number} characters, at most {most:number} are allowed.'],
  keyRepeated: ['{value:text} kaliti {other:number}-qatorda ham bor.', '{value:text} калити {other:number}-қаторда ҳам бор.', 'ключ {value:text} есть и в строке {other:number}.', 'the key {value:text} stands in row {other:number} too.'],
  rowRepeated: ['qator {other:number}-qatorni takrorlaydi.', 'қатор {other:number}-қаторни такрорлайди.', 'строка повторяет строку {other:number}.', 'the row repeats row {other:number}.'],
  titleMissing: ['qatorda bitimning nomi ham, raqami ham yoʻq.', 'қаторда битимнинг номи ҳам, рақами ҳам йўқ.', 'в строке нет ни названия соглашения, ни номера.', 'the row gives the agreement neither a title nor a number.'],
  nameMissing: ['qatorda hamkorning nomi yoʻq.', 'қаторда ҳамкорнинг номи йўқ.', 'в строке нет названия партнёра.', 'the row gives the partner no name.'],
  partyNameless: ['{value:text} tomonining nomi yoʻq.', '{value:text} томонининг номи йўқ.', 'у стороны {value:text} нет названия.', 'the party {value:text} has no name.'],
  partyKeyLong: ['tomonning identifikatorida {length:number} ta belgi, koʻpi bilan {most:number}.', 'томоннинг идентификаторида {length:number} та белги, кўпи билан {most:number}.', 'в идентификаторе стороны {length:number} знаков, допускается не более {most:number}.', 'the id of a party has {length:number} characters, at most {most:number} are allowed.'],
  countryUnknown: ['{value:text}: ISO 3166-1 kodi emas.', '{value:text}: ISO 3166-1 коди эмас.', '{value:text}: не код ISO 3166-1.', '{value:text} is not an ISO 3166-1 code.'],
  nameInvalid: ['nom toʻgʻri kelmaydi ({why:text}).', 'ном тўғри келмайди ({why:text}).', 'название не подходит ({why:text}).', 'a name {why:text}.'],
  fieldsMany: ['qatordan {count:number} ta maydon chiqadi, bitta yozuvga koʻpi bilan {most:number} tasi sigʻadi.', 'қатордан {count:number} та майдон чиқади, битта ёзувга кўпи билан {most:number} таси сиғади.', 'из строки выходит {count:number} полей, в запись помещается не более {most:number}.', 'the row makes {count:number} fields, at most {most:number} fit in one record.'],
  rowLong: ['qatorda {most:number} tadan ortiq belgi bor.', 'қаторда {most:number} тадан ортиқ белги бор.', 'в строке более {most:number} знаков.', 'the row has more than {most:number} characters.'],
  recordOther: ['{value:text} yozuvi boshqa turda ({kind:text}).', '{value:text} ёзуви бошқа турда ({kind:text}).', 'запись {value:text} другого вида ({kind:text}).', 'the record {value:text} is of another kind ({kind:text}).'],
} as const satisfies Catalogue;

export type ProblemCode = keyof typeof problemSentences;
export type ProblemValues = Readonly<Record<string, SentenceValue>>;

/** One problem of one row. */
export interface TableProblem {
  readonly row: number;
  /** As the header names it; several are joined by a comma; null where it is the row as a whole. */
  readonly column: string | null;
  /** The cell, cut to a readable length. */
  readonly value: string | null;
  readonly code: ProblemCode;
  readonly values: ProblemValues;
  /** The sentence in English. */
  readonly reason: string;
}

/** The sentence of a problem; its values are those of `problemSentences`. */
export const problemSentence = (problem: Pick<TableProblem, 'code' | 'values'>, language: LabelLanguage): string => sentenceFrom(problemSentences, problem, language);
