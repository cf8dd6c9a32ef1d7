/** Commands about tables: bringing them in, writing them. */
import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { delimiters, encodings, type Delimiter, type Encoding } from '../../shared/tables/answers.ts';
import { labelLanguages, type LabelLanguage } from '../../shared/vocabularies/vocabulary.ts';
import { answer, type Session } from './session.ts';

type SessionOf = (command: Command) => Session;

interface ReadingOptions {
  readonly kind: string;
  readonly sheet?: string;
  readonly encoding?: Encoding;
  readonly delimiter?: string;
}

interface ImportOptions extends ReadingOptions {
  readonly map?: string;
  readonly mapping?: string;
  readonly source?: string;
  readonly dryRun?: boolean;
  readonly overwrite?: boolean;
  readonly report?: string;
  readonly lang?: LabelLanguage;
}

export function addTableCommands(program: Command, session: SessionOf): void {
  reading(program.command('import-table').argument('<file>', 'CSV file or XLSX workbook').description('bring a table in; the same table again writes only what it changed'))
    .option('--map <file>', 'mapping file; without it, one kept for this header, or headers are field names').option('--mapping <name>', 'a mapping kept in this store')
    .option('--source <name>', 'the table that the rows belong to, instead of the one that the mapping names').option('--dry-run', 'report only; write nothing')
    .option('--overwrite', 'write what the table changed also over what a person changed since')
    .option('--report <file>', 'every problem and change as a table (.csv or .xlsx)').addOption(language('of the report'))
    .action(async (file: string, options: ImportOptions, command: Command) => {
      await answer(session(command), 'tables.import', {
        file, ...readingOf(options), dryRun: options.dryRun === true, overwrite: options.overwrite === true, ...given('map', options.map), ...given('mapping', options.mapping), ...given('source', options.source), ...given('report', options.report), ...given('language', options.lang),
      });
    });

  reading(program.command('propose-table').argument('<file>').description('propose a mapping for a table; nothing is written but --out')).option('--out <file>', 'write the proposed mapping file')
    .action(async (file: string, options: ReadingOptions & { out?: string }, command: Command) => {
      const { kind, ...rest } = readingOf(options);
      if (kind !== 'agreement' && kind !== 'partner') throw new InvalidArgumentError('--kind is agreement or partner');
      await answer(session(command), 'tables.propose', { file, kind, ...rest }, (proposed) => {
        if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify(proposed.mapping, null, 2)}\n`, { flag: 'wx' });
        return proposed;
      });
    });

  program.command('mappings').argument('[name]').description('mappings kept in this store; with a name, that one').option('--save <file>', 'keep a mapping file under the name')
    .option('--table <file>', 'with --save: use it by itself when the header of this table comes again').option('--remove', 'keep it no longer')
    .action(async (name: string | undefined, options: { save?: string; table?: string; remove?: boolean }, command: Command) => {
      const here = session(command);
      if (name === undefined) await answer(here, 'tables.mappings.list', {});
      else if (options.save !== undefined) await answer(here, 'tables.mappings.save', { name, map: options.save, ...given('table', options.table) });
      else if (options.remove === true) await answer(here, 'tables.mappings.remove', { name });
      else await answer(here, 'tables.mappings.show', { name });
    });

  program.command('export-table').argument('<out>', '.csv or .xlsx').description('write a list of records as a table')
    .addOption(new Option('--kind <kind>', 'kind of record').makeOptionMandatory())
    .option('--search <query>', 'the hits of a search in their order, 10,000 at most').option('--where <field=value>', 'only these (may be repeated)', collect, []).option('--sort <field>', 'order; -field for descending')
    .option('--columns <names>', 'fields, separated by commas; the usual ones otherwise').option('--complete', 'all fields of every record: bringing that in elsewhere loses nothing')
    .addOption(new Option('--delimiter <sign>', 'of a CSV file').choices(['comma', 'semicolon', 'tab', 'bar', ',', ';', '|'])).addOption(language('of headers and labels'))
    .action(async (out: string, options: ExportOptions, command: Command) => {
      await answer(session(command), 'tables.export', {
        out, kind: options.kind, where: pairs(options.where), complete: options.complete === true, ...given('search', options.search), ...given('sort', options.sort),
        ...given('columns', options.columns?.split(',').map((name) => name.trim()).filter((name) => name !== '')), ...given('delimiter', signOf(options.delimiter)), ...given('language', options.lang),
      });
    });
}

interface ExportOptions {
  readonly kind: string;
  readonly search?: string;
  readonly where: readonly string[];
  readonly sort?: string;
  readonly columns?: string;
  readonly complete?: boolean;
  readonly delimiter?: string;
  readonly lang?: LabelLanguage;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function pairs(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new InvalidArgumentError(`"${text}" is not FIELD=VALUE`);
    return [text.slice(0, at), text.slice(at + 1)];
  }));
}

const reading = (command: Command): Command => command
  .addOption(new Option('--kind <kind>', 'kind of record').makeOptionMandatory())
  .option('--sheet <name>', 'sheet of a workbook; the first that is not hidden otherwise')
  .addOption(new Option('--encoding <name>', 'of a CSV file; told by its content otherwise').choices(encodings))
  .addOption(new Option('--delimiter <sign>', 'of a CSV file; told by its content otherwise').choices(['comma', 'semicolon', 'tab', 'bar', ',', ';', '|']));

const language = (of: string): Option => new Option('--lang <language>', `language ${of}`).choices(labelLanguages);

const SIGNS: Readonly<Record<string, Delimiter>> = { comma: ',', semicolon: ';', tab: '\t', bar: '|' };

const signOf = (text: string | undefined): Delimiter | undefined => (text === undefined ? undefined : (SIGNS[text] ?? delimiters.find((sign) => sign === text)));

const readingOf = ({ kind, sheet, encoding, delimiter }: ReadingOptions) => ({ kind, ...given('sheet', sheet), ...given('encoding', encoding), ...given('delimiter', signOf(delimiter)) });

/** An option that was not given is left out. */
const given = <N extends string, T>(name: N, value: T | undefined): Partial<Record<N, T>> => (value === undefined ? {} : { [name]: value } as Record<N, T>);
