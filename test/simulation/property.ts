import fc from 'fast-check';
import { readView } from '../../src/main/changes/apply.ts';
import { emptySummary } from '../../src/main/changes/log.ts';
import { digest, dumpHash, rebuild } from '../../src/main/changes/rebuild.ts';
import { openTestLog } from '../support/log.ts';
import { rngOf } from '../support/rng.ts';
import { Model, type ModelView } from './model.ts';
import { plainView, probe, probedDatabase, received } from './offices.ts';
import { linesOf, steps } from './story.ts';

/** Everything that may be asked of a set of entries. */
interface Answers {
  readonly views: readonly (ModelView | null)[];
  readonly digest: string;
  readonly dump: string;
}

/**
 * Any set of entries, in any order, in parts and with repeats, gives what the model gives; a subset too; and a rebuild changes nothing.
 * Throws with the shrunk story and its seed if not.
 */
export function checkMerge(numRuns: number, seed?: number): void {
  fc.assert(fc.property(steps, fc.string(), (story, shuffle) => {
    const lines = linesOf(story);
    const rng = rngOf(shuffle);
    const some = lines.filter(() => rng.chance(70));
    for (const set of [lines, some]) {
      const model = new Model();
      for (const line of set) model.add(line);
      const records = model.records().sort();
      const first = answers(set, [set.length], records);
      compare('views', first.views, records.map((record) => model.view(record)));
      compare('digest', first.digest, model.digest());
      compare('lost', model.lost(), []);
      const again = rng.shuffled([...set, ...rng.shuffled(set).slice(0, 3)]);
      compare('another order', answers(again, [1 + rng.int(3), 1 + rng.int(4)], records), first);
    }
  }), { numRuns, ...(seed === undefined ? {} : { seed }) });
}

/** @param parts how many lines are written at once, in turn. */
function answers(lines: readonly string[], parts: readonly number[], records: readonly string[]): Answers {
  const db = probedDatabase();
  try {
    const log = openTestLog(db, { projectors: [probe] });
    const all = received(lines);
    for (let at = 0, turn = 0; at < all.length; turn++) {
      const part = parts[turn % parts.length] ?? 1;
      const batch = log.openBatch();
      for (const line of all.slice(at, at + part)) log.receive(batch, [line], emptySummary());
      batch.flush();
      at += part;
    }
    const dump = dumpHash(db, [probe]);
    for (const order of ['arrival', 'reverse', 'reference'] as const) {
      rebuild(db, [probe], order);
      compare(`rebuilt in order of ${order}`, dumpHash(db, [probe]), dump);
    }
    return { views: records.map((record) => plainView(readView(db, record))), digest: digest(db), dump };
  } finally {
    db.close();
  }
}

function compare(what: string, actual: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${what}\n  is       ${is}\n  expected ${should}`);
}
