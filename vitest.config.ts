import { defineConfig } from 'vitest/config';

const slow = { testTimeout: 30_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,tests,bench}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.{db,http,fault}.test.ts'],
          // A hundred files that keep no state: read once, not a hundred times.
          isolate: false,
          ...slow,
        },
      },
      {
        test: {
          name: 'db',
          include: ['{apps,packages,tests}/**/*.{db,http}.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['tests/support/global-postgres.ts'],
          ...slow,
        },
      },
      {
        test: {
          name: 'web',
          include: ['apps/web/**/*.test.tsx'],
          environment: 'jsdom',
          ...slow,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.fault.test.ts'],
          globalSetup: ['tests/support/global-postgres.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
