/** The way of a visitor without a pointer: keys alone, from the first tab stop to the copied link. */
import { expect, type Page } from '@playwright/test'
import { QUICK } from '../support/fixtures.ts'
import {
  digestOf,
  expectDigest,
  inspector,
  lane,
  laneDigestOf,
  openAt,
  openPage,
  secondsOf,
  targetCell,
  thing,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

test.use({ motion: 'no-preference' })

/** More tab stops than the page has. */
const STOPS_MAX = 150

/** The name of what has the focus, as it is announced. Looking at it moves nothing. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
  })

/** Tabs on until what is called so has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const visited: string[] = []
  for (let i = 0; i < STOPS_MAX; i++) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    if (typeof name === 'string' ? now === name : name.test(now)) return
    visited.push(now)
  }
  throw new Error(`no tab stop is called ${name}; there are:\n${visited.join('\n')}`)
}

test('change the algorithm, play, kill a target, undo, copy the link, open it: by keyboard alone', async ({
  page,
  browser,
  watch,
}) => {
  const { keyboard } = page
  const opening = await openPage(page)

  await tabTo(page, /^Algorithm of lane B: Least/)
  const least = await laneDigestOf(page, 'B')
  await keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toBeVisible()
  await expect.poll(() => focused(page)).toMatch(/^Least outstanding/)
  await keyboard.type('ran')
  await expect.poll(() => focused(page)).toMatch(/^Random/)
  await keyboard.press('Enter')
  const random = await digestOf(page, opening)
  expect(await laneDigestOf(page, 'B')).not.toBe(least)

  await tabTo(page, 'Pause')
  await keyboard.press('Enter')
  const stopped = await secondsOf(page)
  expect(await focused(page)).toBe('Play')
  await keyboard.press('Space')
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(stopped)
  await keyboard.press('Space')
  await expect.poll(() => focused(page)).toBe('Play')

  await tabTo(page, /^Target web-\d$/)
  while ((await focused(page)) !== 'Target web-4') await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('Kill')
  await keyboard.press('Enter')
  const killed = await digestOf(page, random)
  const state = targetCell(page, 'A', { target: 'web-4', column: 'state' })
  await expect(state).not.toHaveText('working')

  await keyboard.press('Control+Z')
  await expectDigest(page, random)
  await expect(state).toHaveText('working')
  await keyboard.press('Control+Shift+Z')
  await expectDigest(page, killed)
  await keyboard.press('Escape')

  await tabTo(page, 'Share')
  await keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Share this run' })).toBeVisible()
  await tabTo(page, 'Copy link')
  await keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('Copied')
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect.poll(() => focused(page)).toBe('Share')

  // What is pasted into the address bar of another browser, which keeps nothing of this one.
  const link = await page.evaluate(() => navigator.clipboard.readText())
  await expectDigest(page, killed)
  const context = await browser.newContext()
  const other = await context.newPage()
  watch(other)
  expect(await openPage(other, link)).toBe(killed)
  await expect(targetCell(other, 'A', { target: 'web-4', column: 'state' })).not.toHaveText(
    'working',
  )
  await context.close()
})

test('every tab stop shows where it is and has a name', QUICK, async ({ page }) => {
  await openPage(page)
  await page.keyboard.press('Space')
  const seen = new Set<string>()
  for (let i = 0; i < STOPS_MAX; i++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return null
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
      const drawn = [element, element.parentElement, element.closest('label'), ...element.children]
      const ring = drawn.some((each) => {
        const own = each === null ? null : getComputedStyle(each)
        return own !== null && (own.outlineStyle !== 'none' || own.boxShadow !== 'none')
      })
      const { x, y } = element.getBoundingClientRect()
      return { name, ring, key: `${name} ${x} ${y}` }
    })
    if (stop === null || seen.has(stop.key)) break
    seen.add(stop.key)
    expect(stop.name).not.toBe('')
    expect(stop.ring, `${stop.name} shows that it has the focus`).toBe(true)
  }
  expect(seen.size).toBeGreaterThan(25)
})

test('the things of a stage by their arrows: from the resolver to a target', async ({ page }) => {
  await openAt(page, 20)
  await thing(page, 'A', 'Target web-1').focus()
  for (const name of ['Balancer node web-a', 'Clients browsers', /^Resolver /]) {
    await page.keyboard.press('ArrowLeft')
    await expect(lane(page, 'A').getByRole('button', { name }).first()).toBeFocused()
  }
  await page.keyboard.press('Enter')
  const now = inspector(page).getByRole('table', { name: /^What resolver .* holds, by lane/ })
  await expect(now.getByRole('row', { name: /^Answer/ })).toContainText('a b c')
  await expect(now.getByRole('row', { name: /^TTL left/ })).toContainText(/\d+ s/)
  await expect(now.getByRole('row', { name: /^Has asked/ })).toContainText('1×')
  await expect(inspector(page).getByLabel('TTL, as a number')).toHaveValue('60')
})
