/** The command line's commands: each is one call of the contract. The table of commands is docs/guide/command-line.md. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { addDocumentCommands } from './documentCommands.ts';
import { wholeNumber } from './arguments.ts';
import { addPartnerCommands } from './partnerCommands.ts';
import { addEventCommands } from './eventCommands.ts';
import { addSearchCommands } from './searchCommands.ts';
import { addStoreCommands } from './storeCommands.ts';
import { addVocabularyCommands } from './vocabularyCommands.ts';
import { addTableCommands } from './tableCommands.ts';
import { answer, createSession, type Session } from './session.ts';
import { addUndoCommands } from './undoCommands.ts';
import { readJsonFile } from './jsonFile.ts';

/** Makes the program; `deps` and `env` come from the composition root. */
export function createProgram(deps: Session['deps'], env: NodeJS.ProcessEnv, signal: AbortSignal): Command {
  const program = new Command('bitim')
    .description('The register of agreements: encrypted, offline, exchanged as signed bundles.')
    .option('--store <dir>', 'folder of the store (or BITIM_STORE)')
    .option('--json', 'print exactly one JSON value on stdout')
    .option('--as <person>', 'who is named as author (a post or a person; or BITIM_AS)')
    .option('--passphrase-file <file>', 'read the passphrase from a file (otherwise BITIM_PASSPHRASE, or a prompt)')
    .option('--recovery-key-file <file>', 'unlock with the recovery key in a file instead')
    .showHelpAfterError('(bitim --help shows the commands)');
  const session = (command: Command): Session => createSession(command, deps, env, signal);

  addStoreCommands(program, session);
  addVocabularyCommands(program, session);
  addRecordCommands(program, session);
  addEventCommands(program, session);
  addDocumentCommands(program, session);
  addTableCommands(program, session);
  addPartnerCommands(program, session);
  addUndoCommands(program, session);
  addSearchCommands(program, session);
  addExchangeCommands(program, session);
  return program;
}

type SessionOf = (command: Command) => Session;

function addRecordCommands(program: Command, session: SessionOf): void {
  program.command('add').argument('<kind>').description('add a record from a JSON file').requiredOption('--json-file <file>', 'the record; - for standard input')
    .option('--override <reason>', OVERRIDE)
    .action(async (kind: string, options: { jsonFile: string; override?: string }, command: Command) => {
      const here = session(command);
      const value = readJsonFile(here, options.jsonFile);
      if (value !== null) await answer(here, 'record.add', { kind, value, ...overriding(options) });
    });

  program.command('set').argument('<id>').argument('<field=value...>').description('change fields; an empty value clears a field').option('--override <reason>', OVERRIDE)
    .action(async (id: string, pairs: string[], options: { override?: string }, command: Command) => {
      await answer(session(command), 'record.set', { id, fields: Object.fromEntries(pairs.map(splitPair)), ...overriding(options) });
    });

  program.command('void').argument('<id>').description('void a record; it stays visible with the reason').requiredOption('--reason <text>')
    .action(async (id: string, options: { reason: string }, command: Command) => {
      await answer(session(command), 'record.void', { id, reason: options.reason });
    });

  program.command('restore-record').argument('<id>').description('bring a voided record back')
    .action(async (id: string, _options: unknown, command: Command) => { await answer(session(command), 'record.restore', { id }); });

  program.command('show').argument('<id>').description('a record with derived values, warnings and conflicts')
    .action(async (id: string, _options: unknown, command: Command) => { await answer(session(command), 'record.show', { id }); });

  program.command('history').argument('<id>').description('who wrote what, and when')
    .action(async (id: string, _options: unknown, command: Command) => { await answer(session(command), 'record.history', { id }); });

  program.command('list').argument('<kind>').description('a page of records')
    .option('--limit <n>', 'at most so many', wholeNumber).option('--after <cursor>', 'the page after this one: next of the page before')
    .option('--where <field=value>', 'only these (may be repeated)', collect, []).option('--sort <field>', 'order; -field for descending')
    .action(async (kind: string, options: { limit?: number; after?: string; where: string[]; sort?: string }, command: Command) => {
      await answer(session(command), 'record.list', {
        kind, where: Object.fromEntries(options.where.map(splitPair)),
        ...(options.limit === undefined ? {} : { limit: options.limit }), ...(options.after === undefined ? {} : { after: options.after }), ...(options.sort === undefined ? {} : { sort: options.sort }),
      });
    });

  program.command('conflicts').argument('[id]').description('fields on which offices differ')
    .action(async (id: string | undefined, _options: unknown, command: Command) => { await answer(session(command), 'conflicts.list', id === undefined ? {} : { id }); });

  program.command('resolve').argument('<id>').argument('<field>').description('settle a conflict')
    .addOption(new Option('--choose <n>', 'the nth value as conflicts lists them').argParser(wholeNumber).conflicts('value')).option('--value <v>', 'another value')
    .action(async (id: string, field: string, options: { choose?: number; value?: string }, command: Command) => {
      if (options.choose === undefined && options.value === undefined) command.error('error: say --choose N or --value V', { exitCode: 2 });
      await answer(session(command), 'conflicts.resolve', { id, field, ...(options.choose === undefined ? {} : { choose: options.choose }), ...(options.value === undefined ? {} : { value: options.value }) });
    });
}

function addExchangeCommands(program: Command, session: SessionOf): void {
  program.command('export').description('make bundles for offices').requiredOption('--to <office...>', 'offices, separated by commas', offices).requiredOption('--out <dir>')
    .option('--full', 'everything, not only what the office lacks').option('--plain', 'not sealed').option('--split <size>', 'at most so much in a file: 9MB, 3.9GB', size)
    .action(async (options: { to: string[]; out: string; full?: boolean; plain?: boolean; split?: number }, command: Command) => {
      await answer(session(command), 'bundles.export', {
        to: options.to, out: options.out, full: options.full === true, plain: options.plain === true, ...(options.split === undefined ? {} : { split: options.split }),
      });
    });

  program.command('inspect').argument('<file>').description('look into a bundle; nothing is written')
    .action(async (file: string, _options: unknown, command: Command) => { await answer(session(command), 'bundles.inspect', { file }); });

  program.command('import').argument('<file>').description('take a bundle in')
    .action(async (file: string, _options: unknown, command: Command) => { await answer(session(command), 'bundles.import', { file }); });

  program.command('journal').description('bundles sent and received')
    .action(async (_options: unknown, command: Command) => { await answer(session(command), 'bundles.journal', {}); });

  program.command('verify').description('check database, chains, signatures, documents, and the tables against the log')
    .action(async (_options: unknown, command: Command) => {
      await answer(session(command), 'store.verify', {}, (found) => {
        if (!found.ok) process.exitCode = 1;
        return found;
      });
    });

  program.command('rebuild').description('derive the tables anew from the log')
    .action(async (_options: unknown, command: Command) => { await answer(session(command), 'store.rebuild', {}); });

  program.command('digest').description('what two offices compare to know that they hold the same register').option('--scope <scope>')
    .action(async (options: { scope?: string }, command: Command) => { await answer(session(command), 'store.digest', options.scope === undefined ? {} : { scope: options.scope }); });
}

const OVERRIDE = 'enter it although a rule of the domain stands against it; the reason is kept';

const overriding = ({ override }: { readonly override?: string }): { readonly override?: string } => (override === undefined ? {} : { override });

function splitPair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`"${text}" is not FIELD=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}

const collect = (value: string, before: string[]): string[] => [...before, value];

function offices(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), ...value.split(',').map((office) => office.trim()).filter((office) => office !== '')];
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1e3, KB: 1e3, M: 1e6, MB: 1e6, G: 1e9, GB: 1e9, KIB: 1024, MIB: 1024 ** 2, GIB: 1024 ** 3 };

function size(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(text) ?? [];
  const factor = UNITS[(unit ?? '').toUpperCase()];
  if (digits === undefined || factor === undefined) throw new InvalidArgumentError('a size such as 9MB or 3.9GB is expected');
  return Math.floor(Number(digits) * factor);
}

