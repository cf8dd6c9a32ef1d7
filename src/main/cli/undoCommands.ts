/** The command that takes actions back. */
import { InvalidArgumentError, type Command } from 'commander';
import { answer, type Session } from './session.ts';

export function addUndoCommands(program: Command, session: (command: Command) => Session): void {
  program.command('undo').argument('[action]', 'as undo --list or history shows it; without it the last one of this store')
    .description('take an action back by new entries; undoing that again brings it back').option('--list', 'the last actions of this store, newest first').option('--limit <n>', 'at most so many', count)
    .action(async (action: string | undefined, options: { list?: boolean; limit?: number }, command: Command) => {
      if (options.list === true) await answer(session(command), 'undo.list', options.limit === undefined ? {} : { limit: options.limit });
      else await answer(session(command), 'undo', action === undefined ? {} : { action });
    });
}

function count(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('a whole number from 1 is expected');
  return Number(text);
}
