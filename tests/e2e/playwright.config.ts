import { defineConfig } from '@playwright/test';
import { findBrowser } from './find-browser.ts';

const port = Number(process.env['E2E_PORT'] ?? 3170);

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // One county for all journeys: they share its database, so they go one after another.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  outputDir: '../../test-results',
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] === undefined ? 'list' : [['json'], ['list']],
  use: {
    baseURL: `http://127.0.0.1:${String(port)}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: await findBrowser(),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking'],
    },
  },
  webServer: {
    command: 'node ../support/fresh-start.mjs',
    url: `http://127.0.0.1:${String(port)}/healthz`,
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    env: { PORT: String(port) },
  },
});
