import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { debianTools, missingSentence, missingTools } from '../support/debianTools.ts';

const project = resolve(import.meta.dirname, '../..');

interface Total {
  readonly passed: number;
  readonly failed: number;
  readonly leftOut: number;
}
const { count, isSound } = (await import(pathToFileURL(resolve(project, '.ci/count.mjs')).href)) as {
  readonly count: (reports: readonly unknown[]) => Total;
  readonly isSound: (total: Total) => boolean;
};
const report = (passed: number, failed: number, more: object = {}): object => ({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 0, numTodoTests: 0, testResults: [], ...more });

describe('the last line of the check', () => {
  it('adds up all runs', () => {
    expect(count([report(3, 0), report(2, 1)])).toEqual({ passed: 5, failed: 1, leftOut: 0 });
  });

  it('counts a file that could not be loaded as one failed test', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }, { status: 'failed', assertionResults: [{ status: 'failed' }] }, { status: 'passed', assertionResults: [] }];
    expect(count([report(3, 1, { testResults })])).toEqual({ passed: 3, failed: 2, leftOut: 0 });
  });

  it('counts the tests of the window, and a run of them that could not begin', () => {
    const window = (stats: object, errors: readonly string[] = []): object => ({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });
    expect(count([report(3, 0), window({ expected: 5, unexpected: 1, flaky: 1, skipped: 2 })])).toEqual({ passed: 8, failed: 2, leftOut: 2 });
    expect(isSound(count([report(3, 0), window({}, ['no window'])]))).toBe(false);
  });

  it('is well only if there were tests, all ran and all passed', () => {
    expect([count([report(1, 0)]), count([report(0, 0)]), count([]), count([report(5, 1)]), count([report(5, 0, { numPendingTests: 1 })])].map(isSound)).toEqual([true, false, false, false, false]);
  });

  it('comes from a script that bash reads', () => {
    execFileSync('bash', ['-n', resolve(project, '.ci/run')]);
    const run = readFileSync(resolve(project, '.ci/run'), 'utf8');
    expect(run).toContain('set -euo pipefail');
    for (const wanted of [...new Set(Object.values(debianTools)), 'chromium', 'xvfb', 'xauth', 'fonts-noto-core'].filter((name) => name !== 'coreutils')) expect(run).toMatch(new RegExp(`wanted=\\([^)]*\\b${wanted}\\b`));
  });
});

describe('the ordinary tools that the tests need', () => {
  it('are looked for in the search path', () => {
    expect(missingTools('/nowhere')).toEqual(Object.keys(debianTools));
    expect(missingTools(process.env.PATH ?? '')).toEqual([]);
  });

  it('are named with their packages where they are missing', () => {
    expect(missingSentence(['age', 'age-keygen', 'unzip'])).toBe(
      'The tests were not started: they need age, age-keygen, unzip, which this machine does not have. On Debian: sudo apt-get install age unzip',
    );
  });
});
