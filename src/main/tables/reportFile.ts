/** Everything that was found while a table was brought in, as a table: what was refused, changed, kept, and what is gone. */
import type { Json } from '../../shared/json.ts';
import { problemSentence } from '../../shared/tables/problems.ts';
import type { Result } from '../../shared/result.ts';
import { labelLanguages, type LabelLanguage } from '../../shared/vocabularies/vocabulary.ts';
import { ok } from '../../shared/result.ts';
import type { Finding } from './import.ts';
import type { OutCell } from './out/rowsOut.ts';
import { formatOf, openTableWriter, type OutError, type TableWriter } from './out/writer.ts';

export interface ReportFile extends Pick<TableWriter, 'end' | 'abandon'> {
  readonly take: (findings: readonly Finding[]) => Promise<void>;
}

/** @param path ends with .xlsx for a workbook. @param mark makes the temporary name unique. */
export function openReportFile(path: string, mark: string, language: LabelLanguage): Result<ReportFile, OutError> {
  const words = WORDS[labelLanguages.indexOf(language)] ?? ENGLISH;
  const writer = openTableWriter(path, mark, { format: formatOf(path), delimiter: language === 'en' ? ',' : ';', header: words.header });
  if (!writer.ok) return writer;
  return ok({
    take: async (findings) => {
      for (const finding of findings) writer.value.row(cellsOf(finding, words, language));
      await writer.value.flush();
    },
    end: writer.value.end,
    abandon: writer.value.abandon,
  });
}

interface Words {
  readonly header: readonly string[];
  readonly refused: string;
  readonly changed: string;
  readonly kept: string;
  readonly voided: string;
  readonly gone: string;
}

const ENGLISH: Words = { header: ['What', 'Row', 'Column', 'Cell', 'Code', 'Reason', 'Record', 'Field', 'Before', 'In the table', 'In the register'], refused: 'refused', changed: 'changed', kept: 'kept', voided: 'stays voided', gone: 'gone' };
/** In the order of `labelLanguages`. */
const WORDS: readonly Words[] = [
  { header: ['Nima', 'Qator', 'Ustun', 'Katak', 'Kod', 'Sabab', 'Yozuv', 'Maydon', 'Oldin', 'Jadvalda', 'Reyestrda'], refused: 'qabul qilinmadi', changed: 'oʻzgardi', kept: 'saqlandi', voided: 'bekor qilinganicha qoldi', gone: 'jadvalda yoʻq' },
  { header: ['Нима', 'Қатор', 'Устун', 'Катак', 'Код', 'Сабаб', 'Ёзув', 'Майдон', 'Олдин', 'Жадвалда', 'Реестрда'], refused: 'қабул қилинмади', changed: 'ўзгарди', kept: 'сақланди', voided: 'бекор қилинганича қолди', gone: 'жадвалда йўқ' },
  { header: ['Что', 'Строка', 'Столбец', 'Ячейка', 'Код', 'Причина', 'Запись', 'Поле', 'Было', 'В таблице', 'В реестре'], refused: 'отклонено', changed: 'изменено', kept: 'сохранено', voided: 'остаётся аннулированным', gone: 'нет в таблице' },
  ENGLISH,
];

function cellsOf(finding: Finding, words: Words, language: LabelLanguage): readonly OutCell[] {
  switch (finding.what) {
    case 'refused':
      return [words.refused, finding.row, finding.column, finding.value, finding.code, problemSentence(finding, language)];
    case 'changed':
      return [words.changed, finding.row, null, null, null, null, finding.record, finding.field, textOf(finding.from), textOf(finding.to), null];
    case 'kept':
      return [words.kept, finding.row, null, null, null, null, finding.record, finding.field, textOf(finding.before), textOf(finding.table), textOf(finding.register)];
    case 'voided':
      return [words.voided, finding.row, null, null, null, finding.reason, finding.record];
    case 'gone':
      return [words.gone, null, null, finding.key];
  }
}

/** A cell of a workbook holds 32,767 characters; a report needs fewer. */
const MOST = 2_000;

function textOf(value: Json): string | null {
  if (value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
