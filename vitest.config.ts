import { defineConfig } from 'vitest/config';

// Our packages are imported from their TypeScript source (the `source` condition of their exports), so tests need no build.
// Tests under test/e2e and test/browser start the built product: `npm test` builds first.
const node = {
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
} as const;

const numbers = [
  'test/e2e/exactness*.test.ts',
  'test/e2e/unpriced.test.ts',
  'test/e2e/sample-traffic.test.ts',
];
const patient = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        ...node,
        test: {
          name: 'unit',
          include: [
            '{api,ingest}/src/**/*.test.ts',
            'ingest/client/test/**/*.test.ts',
            'migrations/*.test.ts',
            'scripts/*.test.mjs',
            'test/{bench,support}/**/*.test.ts',
          ],
        },
      },
      {
        extends: './web/vite.config.ts',
        test: { name: 'web', environment: 'jsdom', include: ['web/src/**/*.test.{ts,tsx}'], root: '.' },
      },
      {
        // Each file has engines of its own and asks for numbers alone, whenever they come: two files at a time.
        ...node,
        test: {
          name: 'engine',
          include: ['test/{engine,golden}/**/*.test.ts', ...numbers],
          ...patient,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // These break, fill and time the whole product: one file after the other.
        ...node,
        test: {
          name: 'product',
          include: ['test/{e2e,browser,faults,fuzz}/**/*.test.ts'],
          exclude: numbers,
          ...patient,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
