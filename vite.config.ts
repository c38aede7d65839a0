/**
 * Two builds: the page (`vite build`, into dist) and, without a page, the command and the library
 * (`vite build --ssr`, into dist-cli). Both carry their dependencies with them.
 */
import react from '@vitejs/plugin-react'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** Relative addresses, so that the page works in any folder of any static host. */
const page: ViteUserConfig = {
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { outDir: 'dist' },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/support/seedProperties.ts'],
    testTimeout: 60_000,
    // Vitest leaves one core free; on two cores that would double the time.
    maxWorkers: 2,
  },
}

const library: ViteUserConfig = {
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'dist-cli',
    target: 'node20',
    minify: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: { ballast: 'src/cli/main.ts', index: 'src/index.ts' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name].js',
        banner: (chunk) => (chunk.name === 'ballast' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
}

export default defineConfig(({ isSsrBuild }) => (isSsrBuild ? library : page))
