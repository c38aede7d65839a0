/**
 * The built page in real browsers. Every file runs in Chromium; those named `*.engines.spec.ts`
 * run in Firefox and WebKit too. An engine that is not on this machine skips its tests by name, or
 * fails them when `BALLAST_ALL_ENGINES=1` demands all three.
 */
import { defineConfig } from '@playwright/test'
import { findChromium, findFirefox } from '../../tools/engines.mjs'
import type { EngineOptions } from './support/fixtures.ts'

const CHROMIUM_ARGS = [
  ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
  // Chromium's sandbox refuses to run as root, which is what containers run as.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
const chromium = findChromium()
const firefox = findFirefox()

export default defineConfig<EngineOptions>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  globalSetup: './support/pageSetup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  // A machine that has other work takes its time; what is measured is in timing.spec.ts.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: { viewport: { width: 1440, height: 900 }, screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'chromium',
      use: {
        engine: 'chromium',
        browserName: 'chromium',
        launchOptions: { ...(chromium && { executablePath: chromium }), args: CHROMIUM_ARGS },
      },
    },
    {
      name: 'firefox',
      testMatch: '*.engines.spec.ts',
      use: {
        engine: 'firefox',
        browserName: 'firefox',
        // Speaks WebDriver BiDi to a stock Firefox; Playwright's default needs its patched build.
        channel: 'moz-firefox',
        launchOptions: firefox ? { executablePath: firefox } : {},
      },
    },
    { name: 'webkit', testMatch: '*.engines.spec.ts', use: { engine: 'webkit' } },
  ],
})
