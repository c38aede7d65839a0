/**
 * The fixtures of what a person does with the page: a `page` whose errors fail the test, in the
 * console or thrown, and which may read and write the clipboard as that of a person may. It is that of
 * somebody who asked for less motion, but in files that say otherwise: without a graphics card a page
 * that moves takes half a core from the tests beside it. For the same reason it goes on with other seeds, which a hidden
 * tab does not, only in files that say so.
 */
import type { Page } from '@playwright/test'
import { test as base } from './fixtures.ts'

interface PageFixtures {
  readonly motion: 'reduce' | 'no-preference'
  /** Whether it works while nobody asks it to. */
  readonly background: 'none' | 'allowed'
  /** What the pages of the test have complained about so far. */
  readonly complaints: string[]
  /** Listens to a page that the test has opened by itself. */
  readonly watch: (page: Page) => void
}

export const test = base.extend<PageFixtures>({
  motion: ['reduce', { option: true }],
  background: ['none', { option: true }],

  // What a person would wait for before giving up; far below the limit of a test.
  actionTimeout: 15_000,

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from the pattern
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`)
  },

  watch: async ({ complaints }, use) => {
    await use((page) => {
      page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          complaints.push(`${message.type()}: ${message.text()}`)
      })
    })
  },

  page: async ({ context, page, watch, motion, background }, use) => {
    watch(page)
    if (background === 'none') {
      await context.addInitScript(() =>
        Object.defineProperty(document, 'hidden', { get: () => true }),
      )
    }
    await page.emulateMedia({ reducedMotion: motion })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await use(page)
  },
})
