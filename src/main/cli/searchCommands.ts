/** The commands that find: `search` and `suggest`. Both bring the index up to date first: between two commands nobody else does. */
import { InvalidArgumentError, type Command } from 'commander';
import type { SearchAnswer, SearchHit } from '../../shared/search/answers.ts';
import type { Engine } from '../engine/engine.ts';
import { wholeNumber } from './arguments.ts';
import { contextOf, report, withEngine, type Session } from './session.ts';

export function addSearchCommands(program: Command, session: (command: Command) => Session): void {
  program.command('search').argument('<query...>', 'words, "quoted phrases", -excluded words; the last word may be a beginning').description('find records in any spelling and script')
    .option('--kind <kind>', 'only records of this kind').option('--where <filter=value>', 'only these (may be repeated): level, instrument, country, region, year, field, partner, voided ...', collect, [])
    .option('--limit <n>', 'at most so many (50)', wholeNumber).option('--after <next>', 'the next page: what the page before gave as "next"').option('--facets', 'also how the hits spread')
    .action(async (query: string[], options: { kind?: string; where: string[]; limit?: number; after?: string; facets?: boolean }, command: Command) => {
      const here = session(command);
      await withEngine(here, async (engine) => {
        if (!(await caughtUp(here, engine))) return;
        const found = await engine.call('search', {
          query: query.join(' '), where: Object.fromEntries(options.where.map(splitPair)), facets: options.facets === true, ...(options.kind === undefined ? {} : { kind: options.kind }),
          ...(options.limit === undefined ? {} : { limit: options.limit }), ...(options.after === undefined ? {} : { after: options.after }),
        }, contextOf(here));
        report(here, found, (answer) => (here.output.json ? answer : forReading(answer)));
      });
    });

  program.command('suggest').argument('<query...>').description('what may have been meant').option('--limit <n>', 'at most so many (8)', wholeNumber)
    .action(async (query: string[], options: { limit?: number }, command: Command) => {
      const here = session(command);
      await withEngine(here, async (engine) => {
        if (!(await caughtUp(here, engine))) return;
        report(here, await engine.call('suggest', { query: query.join(' '), ...(options.limit === undefined ? {} : { limit: options.limit }) }, contextOf(here)));
      });
    });
}

/** False after having said why not. */
async function caughtUp(here: Session, engine: Engine): Promise<boolean> {
  const done = await engine.call('search.catchUp', {}, contextOf(here));
  if (!done.ok) report(here, done);
  return done.ok;
}

/** The hits with their marks as «» in the text. */
function forReading(answer: SearchAnswer): unknown {
  const { hits, total, capped, incomplete, next, facets, waiting } = answer;
  return {
    hits: hits.map((hit) => ({ title: hit.title, found: foundIn(hit), kind: hit.kind, id: hit.id, ...(hit.voided === true ? { voided: true } : {}) })),
    total: capped ? `at least ${String(total)}` : total,
    ...(incomplete === true ? { incomplete: 'Not everything was looked through: older records may be missing. Add a word, more letters of the last word, or a filter.' } : {}),
    ...(waiting > 0 ? { waiting } : {}), ...(next === undefined ? {} : { next }), ...(facets === undefined ? {} : { facets }),
  };
}

function foundIn({ snippet, place, tier }: SearchHit): string | undefined {
  if (snippet === null) return undefined;
  let text = '';
  let at = 0;
  for (const [from, to] of snippet.marks) {
    text += `${snippet.text.slice(at, from)}«${snippet.text.slice(from, to)}»`;
    at = to;
  }
  const where = [place, ...(snippet.page === undefined ? [] : [`page ${String(snippet.page)}`]), ...(tier === 2 ? ['by another name'] : tier === 3 ? ['sounds alike'] : [])];
  return `${(text + snippet.text.slice(at)).replace(/\s+/g, ' ')} (${where.join(', ')})`;
}

function splitPair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`"${text}" is not FILTER=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}

const collect = (value: string, before: string[]): string[] => [...before, value];
