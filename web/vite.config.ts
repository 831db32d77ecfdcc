import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `vite` (development only) finds the API; the product serves page and API from one port. */
const api = process.env.BREAKEVEN_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', reportCompressedSize: true },
  server: { proxy: { '/v1': api, '/openapi.json': api } },
  test: { setupFiles: [`${import.meta.dirname}/src/testing/setup.ts`], css: false },
});
