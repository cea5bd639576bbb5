import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url)).replace(/\/$/, '');

export default defineConfig({
  resolve: {
    alias: [
      { find: '@', replacement: here('.') },
      // As in next.config.mjs, but for the kernels that tests compare with.
      { find: /^@tensorflow\/tfjs-core$/, replacement: here('tests/tfjs-core.ts') },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          // Vitest leaves one core free; a test run has the machine to itself.
          maxWorkers: '100%',
          include: ['tests/{unit,contract}/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          // Pages side by side in the files that ask for it: one a core of the smallest machines.
          maxConcurrency: 2,
          // After the others: what a browser shows is timed.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
