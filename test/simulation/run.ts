import { digest, dumpHash } from '../../src/main/changes/rebuild.ts';
import { rngOf } from '../support/rng.ts';
import { START_MS } from '../support/log.ts';
import { foreignLine, Office, probe, recordId } from './offices.ts';

export interface SimulationSize {
  readonly offices: number;
  readonly steps: number;
  readonly records: number;
}

/**
 * One seeded run: writing, partial and repeated delivery in any order, silent restores of old backups, wrong clocks, lines from a
 * newer version; in the end everyone gets everything.
 *
 * @returns what went wrong; empty if nothing did.
 */
export function simulate(seed: string, size: SimulationSize): readonly string[] {
  const rng = rngOf(seed);
  let time = START_MS;
  const offices = Array.from({ length: size.offices }, (_, i) => new Office(`office-${String(i)}`, rng, () => time));
  const records = Array.from({ length: size.records }, (_, i) => recordId(i));
  const backups: (() => void)[] = [];
  let foreign = 0;
  try {
    for (let step = 0; step < size.steps; step++) {
      time += rng.int(4);
      const office = rng.pick(offices);
      const what = rng.int(100);
      if (what < 50) office.write(records);
      else if (what < 82) office.receive(someLines([...rng.pick(offices).lines], rng));
      else if (what < 88) office.receive([foreignLine(rng, [...office.lines], rng.chance(90) ? ++foreign : Math.max(1, foreign))]);
      else if (what < 91) office.clockOffset = rng.pick([0, -3_600_000, -86_400_000 * 400, 86_400_000 * 30, 5_000]);
      else if (what < 96) {
        const backup = office.backup();
        backups.push(() => { office.restore(backup); });
      } else if (backups.length > 0) rng.pick(backups)();
      if (step % 40 === 39) {
        const problems = office.problems();
        if (problems.length > 0) return problems;
      }
    }
    const everything = [...new Set(offices.flatMap((office) => [...office.lines]))];
    for (const office of offices) office.receive(rng.shuffled([...everything, ...rng.shuffled(everything).slice(0, 10)]));
    return finalProblems(offices);
  } finally {
    for (const office of offices) office.db.close();
  }
}

function someLines(lines: readonly string[], rng: ReturnType<typeof rngOf>): readonly string[] {
  const part = rng.chance(50) ? lines.filter(() => rng.chance(60)) : lines;
  return rng.chance(70) ? rng.shuffled(part) : part;
}

function finalProblems(offices: readonly Office[]): readonly string[] {
  const [first] = offices;
  if (first === undefined) return ['there is no office'];
  const model = first.model();
  const dump = dumpHash(first.db, [probe]);
  return [
    ...first.problems(),
    ...['all', 'local', 'b-team', 'a1', undefined].flatMap((scope) => (digest(first.db, scope) === model.digest(scope) ? [] : [`the digest of ${scope ?? 'all shared scopes'} is not the model's`])),
    ...offices.flatMap((office) => (digest(office.db) === digest(first.db) ? [] : [`${office.name} has another digest`])),
    ...offices.flatMap((office) => (dumpHash(office.db, [probe]) === dump ? [] : [`${office.name} has other tables`])),
    ...offices.flatMap((office) => office.rebuildProblems()),
  ];
}
