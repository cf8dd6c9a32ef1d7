import { defineConfig } from '@playwright/test';

/** The built application in a real window: Electron's where it is present, else the stand-in. Pictures of every step stay in test-results/window. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './globalSetup.ts',
  outputDir: '../../test-results/window-failures',
  reporter: [['list'], ['json', { outputFile: '../../test-results/window.json' }]],
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
});
