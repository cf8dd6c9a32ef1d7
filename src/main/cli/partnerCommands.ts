/** The commands about partners: their tree, and records that may be one. */
import { Option, type Command } from 'commander';
import type { OutputOf } from '../../shared/contract.ts';
import type { TreeNode } from '../../shared/partners/answers.ts';
import { wholeNumber } from './arguments.ts';
import { answer, type Session } from './session.ts';

export function addPartnerCommands(program: Command, session: (command: Command) => Session): void {
  const partner = program.command('partner').description('what stands around a partner');
  partner.command('tree').argument('<id>').description('those above a partner, and all below it').option('--limit <n>', 'at most so many below', wholeNumber)
    .action(async (id: string, options: { limit?: number }, command: Command) => {
      const here = session(command);
      await answer(here, 'partners.tree', { id, ...(options.limit === undefined ? {} : { limit: options.limit }) }, (found) => (here.output.json ? found : treeLines(found)));
    });

  program.command('duplicates').argument('[id]', 'only those of this record').description('records that may be one, the most likely first, and why')
    .addOption(new Option('--kind <kind>', 'kind of record').choices(['partner', 'agreement']).default('partner'))
    .option('--limit <n>', 'at most so many pairs', wholeNumber).option('--after <place>', 'go on where the page before ended (its "next")')
    .action(async (id: string | undefined, options: { kind: 'partner' | 'agreement'; limit?: number; after?: string }, command: Command) => {
      const limit = options.limit === undefined ? {} : { limit: options.limit };
      const here = session(command);
      if (id !== undefined) await answer(here, 'duplicates.of', { id, ...limit }, (found) => (here.output.json ? found : found.pairs.map(pairLine)));
      else await answer(here, 'duplicates.list', { kind: options.kind, ...limit, ...(options.after === undefined ? {} : { after: options.after }) }, (found) => (here.output.json ? found : { ...found, pairs: found.pairs.map(pairLine) }));
    });

  const decision = (name: string, same: boolean | null, description: string): void => {
    const command = program.command(name).argument('<a>').argument('<b>').description(description);
    if (same !== null) command.option('--note <text>', 'why');
    command.action(async (a: string, b: string, options: { note?: string }, given: Command) => {
      await answer(session(given), 'duplicates.decide', { a, b, same, ...(options.note === undefined ? {} : { note: options.note }) });
    });
  };
  decision('same', true, 'two records are one: they are shown together, and nothing is lost');
  decision('not-same', false, 'two records are not one: they are not proposed again');
  decision('unsame', null, 'take back what was decided of two records');
}

/** A pair as one line: `82  Name (id)  =  Name (id): why`. */
const pairLine = (pair: OutputOf<'duplicates.list'>['pairs'][number]): string =>
  `${String(pair.score)}  ${pair.aTitle} (${pair.a})  =  ${pair.bTitle} (${pair.b})  ${pair.why.map((one) => one.sentence).join(' ')}`;

function treeLines({ above, tree, count, capped }: OutputOf<'partners.tree'>): unknown {
  const lines: string[] = [];
  const walk = (node: TreeNode, depth: number): void => {
    lines.push(`${'  '.repeat(depth)}${node.title ?? '?'} (${node.partnerKind ?? '-'}, ${node.id})`);
    for (const child of node.children) walk(child, depth + 1);
  };
  for (const [depth, node] of above.entries()) lines.push(`${'  '.repeat(depth)}${node.title ?? '?'} (${node.partnerKind ?? '-'}, ${node.id})`);
  walk(tree, above.length);
  return { tree: lines, below: `${String(count)}${capped ? ' and more' : ''}` };
}
