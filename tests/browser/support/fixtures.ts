/**
 * What every browser test starts from: the address of the built page, and a visitor, which opens
 * pages in whichever engine the project names. Tests of what a person does use Playwright's `page`;
 * tests that must hold in every engine use `visitor`.
 */
import { test as base } from '@playwright/test'
import { ADVICE, isFound } from '../../../tools/engines.mjs'
import { type StartedVisitor, startPlaywright, type Visitor } from './visitor.ts'
import { startWebKit } from './webkit.ts'

export type EngineName = 'chromium' | 'firefox' | 'webkit'

export interface EngineOptions {
  readonly engine: EngineName
}

interface TestFixtures {
  /** Skips or fails the test, before a browser starts, when its engine is not on this machine. */
  readonly presence: undefined
  readonly visitor: Visitor
}

interface WorkerFixtures extends EngineOptions {
  /** Starts the engine at the first call; one browser serves all tests of a worker. */
  readonly start: () => Promise<StartedVisitor>
}

/**
 * Of a test that `npm test` runs: one or two of everything that a person does. The rest takes three times as long, and
 * runs with `npm run test:all`, as in CI.
 */
export const QUICK = { tag: '@quick' }

export const test = base.extend<TestFixtures, WorkerFixtures>({
  engine: ['chromium', { option: true, scope: 'worker' }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from the pattern
  baseURL: async ({}, use) => {
    await use(process.env['BALLAST_PAGE'])
  },

  presence: [
    async ({ engine }, use, testInfo) => {
      const advice = `${engine} is not on this machine. ${ADVICE[engine]}`
      if (!isFound(engine)) {
        if (process.env['BALLAST_ALL_ENGINES'] === '1') throw new Error(advice)
        testInfo.skip(true, advice)
      }
      await use(undefined)
    },
    { auto: true },
  ],

  start: [
    async ({ engine, playwright, launchOptions, channel }, use) => {
      let started: Promise<StartedVisitor> | undefined
      const begin = (): Promise<StartedVisitor> =>
        engine === 'webkit'
          ? startWebKit()
          : startPlaywright(playwright[engine], { ...launchOptions, ...(channel && { channel }) })
      await use(() => {
        started ??= begin()
        return started
      })
      await (await started)?.stop()
    },
    { scope: 'worker' },
  ],

  visitor: async ({ presence: _, start }, use) => {
    await use((await start()).visitor)
  },
})
