import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const folder = join(project, 'test/security/attacks');

/** Number -> the file that tests it, from the table. */
function rowsOfTheTable(): readonly (readonly [number, string])[] {
  const text = readFileSync(join(project, 'docs/threat-model.md'), 'utf8');
  return [...text.matchAll(/^\| (\d+) \|.*\| ([a-z]+) \|$/gm)].map(([, number, file]) => [Number(number), file ?? '']);
}

/** The same, from the tests' names. */
function namedTests(): readonly (readonly [number, string])[] {
  return readdirSync(folder).filter((name) => name.endsWith('.test.ts')).flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/\bit\(\s*['"`]attack (\d+): /g)].map(([, number]) => [Number(number), name.replace('.test.ts', '')] as const));
}

describe('the table of attacks', () => {
  it('is numbered without a hole and has more than forty rows', () => {
    const numbers = rowsOfTheTable().map(([number]) => number);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(numbers.length).toBeGreaterThan(40);
  });

  it('has exactly one test for each row, in the file it names', () => {
    const sorted = (rows: readonly (readonly [number, string])[]): readonly string[] => rows.map(([number, file]) => `${String(number).padStart(3, '0')} ${file}`).sort();
    expect(sorted(namedTests())).toEqual(sorted(rowsOfTheTable()));
  });
});
