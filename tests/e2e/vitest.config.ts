import { defineConfig } from 'vitest/config';

/** Journeys in a real browser against the product's own process: one file at a time, two cores are few. */
export default defineConfig({
  test: {
    name: 'browser',
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    include: ['tests/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
