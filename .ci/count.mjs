/** Adds up the reports of all test runs. Prints `N passed, N failed`; ends with 1 unless every test ran and passed. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @param reports parsed reports of vitest's or Playwright's JSON reporter. A file that could not be loaded, and a run that could not begin, count as one failed test. */
export function count(reports) {
  const total = { passed: 0, failed: 0, leftOut: 0 };
  for (const report of reports) {
    if ('stats' in report) {
      total.passed += report.stats.expected;
      total.failed += report.stats.unexpected + report.stats.flaky + report.errors.length;
      total.leftOut += report.stats.skipped;
      continue;
    }
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests + report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')).length;
    total.leftOut += report.numPendingTests + report.numTodoTests;
  }
  return total;
}

/** All tests ran, there were some, and all passed. */
export const isSound = ({ passed, failed, leftOut }) => passed > 0 && failed === 0 && leftOut === 0;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2] ?? 'test-results';
  const total = count(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  if (total.leftOut > 0) process.stderr.write(`${total.leftOut} tests were left out; none may be.\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = isSound(total) ? 0 : 1;
}
