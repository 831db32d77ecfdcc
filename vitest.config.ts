import { defineConfig } from 'vitest/config';

// Our packages are imported from their TypeScript source (the `source` condition of their exports), so tests need no build.
// Tests under test/e2e and test/browser start the built product: `npm test` builds first.
const node = {
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
} as const;

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
        ...node,
        test: {
          name: 'engine',
          include: ['test/{engine,golden,e2e,browser,faults,fuzz}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
