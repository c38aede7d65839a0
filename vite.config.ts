/**
 * Two builds: the page (`vite build`, into dist) and, without a page, the command and the library
 * (`vite build --ssr`, into dist-cli). Both carry their dependencies with them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { ENGINE_ONLY } from './src/algorithms/define.ts'
import { ENGINE_ONLY as OF_POLICIES } from './src/policies/define.ts'
import { ENGINE_ONLY as OF_SCALING } from './src/scalingPolicies/define.ts'
import { engineOnly } from './tools/engineOnly.mjs'
import { compiledAtOnce, runAhead } from './tools/firstLoad.mjs'

/** What the page may load: what it was built with, from where it was loaded, and nothing else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Says in the page itself what it may load, so that it holds on every host. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  },
}

/** Vite's own list of licences leaves out what only a worker bundles: a list for each. */
const workerLicences = (): Plugin => ({
  name: 'worker-licences',
  generateBundle(_, bundle) {
    const ids = Object.values(bundle).flatMap((each) =>
      each.type === 'chunk' ? each.moduleIds : [],
    )
    const folders = ids.map((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0])
    const notices = [...new Set(folders)].flatMap((folder) =>
      folder === undefined ? [] : [noticeOf(folder)],
    )
    const entry = Object.values(bundle).find((each) => each.type === 'chunk' && each.isEntry)
    if (notices.length === 0 || entry === undefined) return
    this.emitFile({
      type: 'asset',
      fileName: `licences-${entry.name}.md`,
      source: ['# Licences of what a worker bundles', ...notices.sort()].join('\n\n'),
    })
  },
})

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
  return `## ${name} - ${version} (${license})${text}`
}

/** What a page cannot say of itself; other hosts are to send the same (README). */
const HEADERS = {
  'Content-Security-Policy': `${POLICY}; frame-ancestors 'self'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/** What every part of the page has in common is one file: a dozen small ones are larger, and slower to fetch. */
const FIRST_PARTS: readonly string[] = [
  // Whole folders but for what is loaded late.
  'base/(?!steps)',
  'model/(?!glossary|notModelled)',
  '(?:distributions|arrivals|algorithms|narrowings|actions|conditions|targets|faults)/',
  'scenario/(?:document|things)/',
  'scenario/(?:lanes|describe|recordings|edits/(?:set|patches|faults|lanes|scaling))\\.',
  'trace/findAttempt',
  'runtime/laneClient',
  'analysis/scene/(?:blocks|edges|populationRates|rates|traceIndex)\\.',
  'analysis/numbers/(?:comparison|faultStory|stepping)\\.',
  'view/(?:describeFrame|format|palette|charts/(?:csv|parts/scale)|frame/heldAnswer|layout/faultMarks|paint/pen)\\.',
  'app/page/(?:loadPart|page|speed|store|theme|timeWords)\\.',
  'app/documents/(?:archive|csv|download|kept|link)\\.',
  'app/selectors/(?:faults|faultStory|laneViews|present)\\.',
  'app/actions/(?:documents|edit|exports|faults|lanes|open|settings|transport|view)\\.',
  'app/scenarioPanel/(?:SettingRow|rows)\\.',
  'app/ui/(?:Button|Choice|Menu|Term|cx|fitCanvas|icons|onFonts|useLasting|useMeaning|useMedia|useSize)\\.(?!module)',
]
const FIRST = { name: 'scenario', test: new RegExp(`/src/(?:${FIRST_PARTS.join('|')})`) }

/** What runs before all of it needs nothing of it. */
const AHEAD = { name: 'ahead', test: /\/src\/app\/(?:ahead|simulation\/openWorker)\./ }

/** The members of families, by the names of their folders. */
const membersOf = (families: string): RegExp =>
  new RegExp(`/src/(?:${families})/(?!define|index)[^/]+\\.ts$`)

/** Relative addresses, so that the page works in any folder of any static host. */
const page: ViteUserConfig = {
  base: './',
  plugins: [
    react(),
    runAhead(AHEAD.name),
    compiledAtOnce(),
    contentSecurityPolicy,
    engineOnly(membersOf('algorithms'), ENGINE_ONLY),
    engineOnly(membersOf('scalingPolicies'), OF_SCALING),
    engineOnly(membersOf('policies'), OF_POLICIES),
    engineOnly(membersOf('narrowings'), [
      ...['narrow', 'parts', 'divide', 'called', 'tell', 'summary', 'source', 'because'],
    ]),
    // The page shows the sources of faults alone.
    engineOnly(membersOf('actions|arrivals|conditions|distributions'), ['source']),
    engineOnly(membersOf('targets'), ['source', 'admit']),
  ],
  worker: { format: 'es', plugins: () => [workerLicences()] },
  build: {
    outDir: 'dist',
    license: { fileName: 'licences.md' },
    rolldownOptions: { output: { codeSplitting: { groups: [AHEAD, FIRST] } } },
  },
  preview: { headers: HEADERS },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/support/seedProperties.ts'],
    testTimeout: 180_000,
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
    license: { fileName: 'licences.md' },
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
