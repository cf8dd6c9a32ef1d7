/** Commands for what happened to an agreement. */
import type { Command } from 'commander';
import { answer, type Session } from './session.ts';

export function addEventCommands(program: Command, session: (command: Command) => Session): void {
  const event = program.command('event').description('what happened to an agreement');

  event.command('add').argument('<agreement>').argument('<type>', 'signed, entered-into-force, notice-given ...').argument('<date>', '2024-05-17, 2024-05 or 2024; - where it is not known')
    .description('record an event').option('--party <id>', 'the partner whose act it is').option('--basis <id>', 'the document it rests on')
    .option('--until <date>', 'of an extension: the last day of the extended term').option('--note <text>').option('--override <reason>', 'record it although a rule stands against it; the reason is kept')
    .action(async (agreement: string, type: string, date: string, options: EventOptions, command: Command) => {
      await answer(session(command), 'event.add', { agreement, type, ...(date === '-' ? {} : { date }), ...options });
    });

  event.command('list').argument('<agreement>').description('the events of an agreement in the order of their days')
    .action(async (agreement: string, _options: unknown, command: Command) => { await answer(session(command), 'event.list', { agreement }); });
}

interface EventOptions {
  readonly party?: string;
  readonly basis?: string;
  readonly until?: string;
  readonly note?: string;
  readonly override?: string;
}
