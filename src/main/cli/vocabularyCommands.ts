/** Commands on controlled values. */
import { InvalidArgumentError, type Command } from 'commander';
import { labelLanguages, type LabelLanguage } from '../../shared/vocabularies/vocabulary.ts';
import { readTextFile } from './jsonFile.ts';
import { answer, type Session } from './session.ts';

type ByLanguage = Partial<Record<LabelLanguage, string>>;
type Stems = readonly { readonly language: string; readonly text: string }[];

interface SetOptions {
  readonly label?: ByLanguage;
  readonly note?: ByLanguage;
  readonly alias?: readonly string[];
  readonly stem?: Stems;
  readonly order?: number;
  readonly group?: string;
  readonly retire?: boolean;
  readonly unretire?: boolean;
}

export function addVocabularyCommands(program: Command, session: (command: Command) => Session): void {
  const vocabulary = program.command('vocabulary').description('controlled values: codes with labels in four languages');

  vocabulary.command('list').description('the vocabularies')
    .action(async (_options: unknown, command: Command) => { await answer(session(command), 'vocabulary.list', {}); });

  vocabulary.command('show').argument('<name>').description('the codes of one')
    .action(async (name: string, _options: unknown, command: Command) => { await answer(session(command), 'vocabulary.show', { name }); });

  program.command('find-terms').argument('<file>').description('excluded terms in the text of a draft (UTF-8)')
    .action(async (file: string, _options: unknown, command: Command) => {
      const here = session(command);
      const text = readTextFile(here, file);
      if (text !== null) await answer(here, 'competence.findTerms', { text });
    });

  vocabulary.command('set').argument('<name>').argument('<code>').description('change a code, or add one (a new one needs a label)')
    .option('--label <language=text>', 'a label: uz-Latn=, uz-Cyrl=, ru=, en= (may be repeated); empty for the one that ships', byLanguage)
    .option('--note <language=text>', 'what a person should know of it (may be repeated)', byLanguage)
    .option('--alias <text>', 'another name by which tables may call it (may be repeated)', collect)
    .option('--stem <language=text>', 'beginnings of words by which a draft shows it (may be repeated)', stems)
    .option('--order <n>', 'its place; the shipped ones stand at 10, 20, 30 ...', place).option('--group <code>', 'what it belongs to')
    .option('--retire', 'do not offer it any more; what was written with it stays readable').option('--unretire', 'offer it again')
    .action(async (name: string, code: string, options: SetOptions, command: Command) => {
      if (options.retire === true && options.unretire === true) command.error('error: say --retire or --unretire, not both', { exitCode: 2 });
      const retired = options.retire === true ? true : options.unretire === true ? false : undefined;
      await answer(session(command), 'vocabulary.set', {
        name, code, labels: options.label, notes: options.note, aliases: options.alias === undefined ? undefined : [...options.alias], stems: options.stem === undefined ? undefined : [...options.stem],
        order: options.order, group: options.group, retired,
      });
    });
}

function byLanguage(given: string, before: ByLanguage = {}): ByLanguage {
  const [language, text] = pair(given);
  const known = labelLanguages.find((one) => one === language);
  if (known === undefined) throw new InvalidArgumentError(`the language is one of ${labelLanguages.join(', ')}`);
  return { ...before, [known]: text };
}

function stems(given: string, before: Stems = []): Stems {
  const [language, text] = pair(given);
  return [...before, { language, text }];
}

function pair(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`"${given}" is not LANGUAGE=TEXT`);
  return [given.slice(0, at), given.slice(at + 1)];
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function place(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('a whole number is expected');
  return Number(text);
}
