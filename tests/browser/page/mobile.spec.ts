/** The page in a hand: 390 px wide, by touch. */
import { expect, type Page } from '@playwright/test'
import { QUICK } from '../support/fixtures.ts'
import {
  describedFrame,
  digestOf,
  expectDigest,
  frames,
  lane,
  openPage,
  secondsOf,
  targetCell,
} from '../support/page.ts'
import { violationsOf } from '../support/pageAxe.ts'
import { test } from '../support/pageTest.ts'

test.use({ motion: 'no-preference' })

/** What a finger can hit without care: WCAG 2.2, target size (enhanced). */
const TOUCH_PX = 44

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

/** Buttons, tabs and switches on show that a finger misses when it is half a target beside their middle. */
const tooSmall = (page: Page): Promise<readonly string[]> =>
  page.evaluate((least) => {
    const controls = 'button, [role="tab"], [role="combobox"], [role="switch"], summary'
    const reach = least / 2 - 1
    return [...document.querySelectorAll<HTMLElement>(controls)].flatMap((control) => {
      const { x, y, width, height } = control.getBoundingClientRect()
      const [middleX, middleY] = [x + width / 2, y + height / 2]
      const isHit = (dx: number, dy: number): boolean =>
        control.contains(document.elementFromPoint(middleX + dx, middleY + dy))
      // What lies under something else, or half out of sight, is not there for a finger.
      let clip: Element | null = control
      while (clip !== null && clip.scrollHeight <= clip.clientHeight + 1) clip = clip.parentElement
      const bottom = Math.min(innerHeight, clip?.getBoundingClientRect().bottom ?? innerHeight)
      if (middleY + reach > bottom) return []
      if (!control.checkVisibility({ visibilityProperty: true }) || !isHit(0, 0)) return []
      const isWide = width >= least || (isHit(-reach, 0) && isHit(reach, 0))
      const isHigh = height >= least || (isHit(0, -reach) && isHit(0, reach))
      const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? ''
      return isWide && isHigh ? [] : [`${name}: ${width.toFixed(0)} × ${height.toFixed(0)}`]
    })
  }, TOUCH_PX)

const hasSidewaysScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

test('one lane at a time, by tabs, at the same instant', async ({ page }) => {
  await openPage(page)
  await page.getByRole('button', { name: 'Pause' }).tap()
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await frames(page, 12)
  const moment = await secondsOf(page)
  await expect(lane(page, 'A')).toBeVisible()
  await expect(lane(page, 'B')).toBeHidden()
  await page.getByRole('tab', { name: /Least outstanding/ }).tap()
  await expect(lane(page, 'B')).toBeVisible()
  await expect(lane(page, 'A')).toBeHidden()
  await expect(lane(page, 'B').getByRole('table')).toHaveAccessibleName(
    new RegExp(`at ${moment.toFixed(3)} s:`),
  )
  expect(await secondsOf(page)).toBe(moment)
  await page.getByRole('button', { name: 'Play' }).tap()
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(moment)
})

test('scrubs by touch', async ({ page }) => {
  await openPage(page)
  const track = await page.getByTestId('timeline').boundingBox()
  if (track === null) throw new Error('there is no timeline')
  await page.touchscreen.tap(track.x + track.width * 0.75, track.y + track.height * 0.3)
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(50)
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await frames(page, 12)
  const late = await describedFrame(page)
  await page.touchscreen.tap(track.x + track.width * 0.25, track.y + track.height * 0.3)
  await expect.poll(() => secondsOf(page)).toBeLessThan(40)
  await expect.poll(() => describedFrame(page)).not.toBe(late)
})

test('kills a target by touch, in a sheet', QUICK, async ({ page }) => {
  const digest = await openPage(page)
  await page.getByRole('button', { name: 'Pause' }).tap()
  const target = await lane(page, 'A').getByRole('button', { name: 'Target web-5' }).boundingBox()
  if (target === null) throw new Error('web-5 is not on the stage')
  await page.touchscreen.tap(target.x + 30, target.y + 8)
  const sheet = page.getByRole('dialog', { name: 'Inspector' })
  await expect(sheet.getByRole('heading', { name: 'web-5' })).toBeVisible()
  expect(await tooSmall(page)).toEqual([])
  expect(await violationsOf(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Kill' }).tap()
  await sheet.getByRole('button', { name: 'Close', exact: true }).tap()
  await expect(sheet).toBeHidden()
  await digestOf(page, digest)
  await expect(targetCell(page, 'A', { target: 'web-5', column: 'state' })).not.toHaveText(
    'working',
  )
  await page.getByRole('button', { name: 'Undo' }).tap()
  await expectDigest(page, digest)
})

test('fits: nothing scrolls sideways, and a finger hits everything', async ({ page }) => {
  await openPage(page)
  await page.getByRole('button', { name: 'Pause' }).tap()
  expect(await hasSidewaysScroll(page)).toBe(false)
  expect(await tooSmall(page)).toEqual([])
  await page.getByRole('button', { name: 'Scenario settings' }).tap()
  await expect(page.getByRole('dialog', { name: 'Scenario' })).toBeVisible()
  expect(await hasSidewaysScroll(page)).toBe(false)
  expect(await tooSmall(page)).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test(`axe finds nothing on a narrow page in ${colorScheme}`, async ({ page }) => {
      await openPage(page)
      await page.getByRole('button', { name: 'Pause' }).tap()
      expect(await violationsOf(page)).toEqual([])
      await page.getByRole('button', { name: 'Scenario settings' }).tap()
      await expect(page.getByRole('dialog', { name: 'Scenario' })).toBeVisible()
      expect(await violationsOf(page)).toEqual([])
    })
  })
}
