import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './test/support/browser';

const port = process.env.E2E_PORT ?? '3399';
const baseURL = `http://127.0.0.1:${port}`;
const { from, ...launchOptions } = await findBrowser();
if (!process.env.TEST_WORKER_INDEX) console.log(`Browser: ${from} ${launchOptions.executablePath ?? ''}`);

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  // Clocks of a busy machine fail a test now and then. One that needs its second try is named at the end of `npm test`.
  retries: 1,
  // Two browsers, the server and its database share two cores in continuous integration.
  timeout: 150_000,
  expect: { timeout: 30_000 },
  reporter: process.env.E2E_REPORT ? [['list'], ['json', { outputFile: process.env.E2E_REPORT }]] : 'list',
  use: {
    ...devices['Desktop Chrome'],
    channel: undefined,
    baseURL,
    // a trace of every test would take a sixth of the machine
    trace: 'on-first-retry',
    launchOptions,
  },
  projects: [
    { name: 'e2e', testIgnore: /a11y/ },
    {
      name: 'a11y',
      testMatch: /a11y.*\.(spec|test)\.ts/,
      // What takes long and changes seldom runs in `npm run test:a11y` alone.
      testIgnore: process.env.A11Y_SHORT === '1' ? /whole/ : [],
    },
  ],
  webServer: {
    command: 'node scripts/enter.mjs start',
    url: `${baseURL}/api/health`,
    env: {
      DATA_DIR: process.env.E2E_DATA_DIR ?? '.data/e2e',
      PORT: port,
      LOCAL_RUNNER: 'off',
      LOG_LEVEL: 'warn',
      PUSH_TO_LOOPBACK: 'true',
    },
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'pipe',
  },
});
