/** Sets of entries as fast-check makes and shrinks them. */
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { START_MS } from '../support/log.ts';
import { rngOf } from '../support/rng.ts';
import { recordId } from './offices.ts';
import { referenceOfLine, type Plain } from './model.ts';

/** One entry: what it writes, and which of the earlier entries its author saw. */
export interface Step {
  readonly writes: readonly { readonly path: string; readonly what: 'value' | 'gone' | 'void' | 'restore'; readonly value: Plain }[];
  /** For each earlier entry, counted back from this one: seen or not. */
  readonly saw: readonly boolean[];
  readonly record: number;
  readonly scope: string;
  readonly type: string;
  readonly log: number;
  readonly hour: number;
}

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.record({
  writes: fc.uniqueArray(fc.record({
    path: fc.constantFrom('a', 'b', 's[1]', 's[1].x', 's[1].y', 's[2]', '$void', `sameAs[${recordId(1)}]`),
    what: fc.constantFrom<'value' | 'gone' | 'void' | 'restore'>('value', 'value', 'gone', 'void', 'restore'),
    value: fc.constantFrom<Plain>(1, 2, null, { k: [1] }),
  }), { minLength: 1, maxLength: 3, selector: (write) => write.path }),
  saw: fc.array(fc.boolean(), { maxLength: 12 }),
  record: fc.constantFrom(0, 0, 0, 1),
  scope: fc.constantFrom('all', 'all', 'all', 'local', 'b'),
  type: fc.constantFrom('put', 'put', 'put', 'put', 'put', 'move'),
  log: fc.constantFrom(0, 1, 2),
  hour: fc.nat({ max: 6 }),
}), { minLength: 1, maxLength: 14 });

/** The lines of a story. An author names as predecessors the seen entries that wrote the path, and removes or voids what was seen. */
export function linesOf(story: readonly Step[]): string[] {
  const rng = rngOf('story');
  const made: { readonly step: Step; readonly ref: string; readonly paths: readonly string[] }[] = [];
  return story.map((step, i) => {
    const seen = made.filter((one, j) => step.saw[i - 1 - j] === true && one.step.record === step.record && one.step.scope === step.scope);
    const seenOf = (matches: (path: string) => boolean): string[] => seen.filter((one) => one.paths.some(matches)).map((one) => one.ref).sort();
    const d: Record<string, Plain> = {};
    const o: Record<string, string[]> = {};
    for (const { path, what, value } of step.writes) {
      if (path === '$void') d[path] = what === 'void' || what === 'gone' ? { reason: `r${String(step.hour)}`, seen: seenOf((one) => one !== '$void') } : null;
      else if (what === 'gone' && path.endsWith(']')) d[path] = { $gone: seenOf((one) => one === path || one.startsWith(`${path}.`)) };
      else d[path] = value;
      for (const ref of seenOf((one) => one === path)) o[ref] = [...(o[ref] ?? []), path].sort();
    }
    const line = canonicalize({
      a: '2026-03-01T09:12:33+05:00', d, g: rng.id(), h: `${(START_MS + step.hour).toString(16).padStart(12, '0')}-0000`, k: 'thing', l: `uz-${'abc'[step.log] ?? 'a'}.aaaaaaaaaaaaaaaa`,
      n: i + 1, o, r: recordId(step.record), s: step.scope, t: step.type, u: 'Registry', v: 1, z: rng.bytes(12).toString('base64url'),
    }) ?? '';
    made.push({ step, ref: referenceOfLine(line), paths: Object.keys(d) });
    return line;
  });
}
