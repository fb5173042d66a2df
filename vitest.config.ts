import { defineConfig } from 'vitest/config';

const excluded = ['**/node_modules/**', 'tests/e2e/**', '**/*.db.test.ts'];
const common = {
  environment: 'node' as const,
  pool: 'forks' as const,
  setupFiles: ['tests/support/setup.ts'],
};

/** Own file: vite.config.ts carries the Remix plugin, which must not run under Vitest. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          testTimeout: 30_000,
          include: ['app/**/*.test.{ts,tsx}'],
          exclude: excluded,
        },
      },
      {
        test: {
          ...common,
          name: 'database',
          include: ['app/**/*.db.test.ts', 'db/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'tests/e2e/**'],
          globalSetup: ['tests/support/cluster.ts'],
          hookTimeout: 60_000,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
