import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The full counts: every test, with BITIM_TEST_LONG=1 for those that run a seeded slice otherwise. Hours, not minutes. */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '..'),
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    env: { BITIM_TEST_LONG: '1' },
    globalSetup: ['test/support/debianTools.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 4 * 3_600_000,
    hookTimeout: 600_000,
    allowOnly: false,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/long.json' },
  },
});
