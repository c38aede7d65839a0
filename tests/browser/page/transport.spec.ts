/** The transport: time on the page goes on, stops, steps, and goes both ways. */
import { expect, type Locator, type Page } from '@playwright/test'
import { attemptsOf, stampsOf } from '../support/attempts.ts'
import {
  describedFrame,
  expectMoment,
  frames,
  openAt,
  openPage,
  playhead,
  secondsOf,
  seek,
  stage,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

test.use({ motion: 'no-preference' })

const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true })

test('plays and pauses', async ({ page }) => {
  await openPage(page)
  await button(page, 'Pause').click()
  await expect(button(page, 'Play')).toBeVisible()
  await frames(page, 12)
  const stopped = await secondsOf(page)
  const picture = await stage(page, 'A').screenshot()
  await frames(page, 12)
  expect(await secondsOf(page)).toBe(stopped)
  expect(picture.equals(await stage(page, 'A').screenshot())).toBe(true)

  await button(page, 'Play').click()
  await expect(button(page, 'Pause')).toBeVisible()
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(stopped)
  expect(picture.equals(await stage(page, 'A').screenshot())).toBe(false)

  await page.keyboard.press('Escape')
  await playhead(page).press('End')
  await expectMoment(page, 90)
  await button(page, 'Play').click()
  await expect.poll(() => secondsOf(page)).toBeLessThan(10)
})

test('steps one event forward and back, and says what happens', async ({ page }) => {
  const attempts = await attemptsOf('one-slow-target')
  await openAt(page, 60)
  const event = page.getByTestId('stepped-event')
  await expect(event).toHaveCount(0)
  await button(page, 'One event forward').click()
  await expect(event).toHaveText(/^60\.\d{3} s {2}[AB]: .*request.*\.$/)
  await expect(page.getByTestId('announcement')).toHaveText(/request/)
  await playhead(page).press('ArrowRight')
  await expect(event).toHaveCount(0)

  // Nothing but requests happens then: no fault begins and no node changes its mind.
  const stamps = [...new Set(attempts.flatMap(stampsOf))].sort((a, b) => a - b)
  const first = stamps.findIndex((ms) => ms > 60_000)
  await seek(page, 60)
  const next = stamps.slice(first, first + 8)
  for (const ms of next) {
    await button(page, 'One event forward').click()
    await expectMoment(page, ms / 1000)
  }
  for (const ms of next.slice(0, -1).reverse()) {
    await button(page, 'One event back').click()
    await expectMoment(page, ms / 1000)
  }
  await page.keyboard.press('.')
  await expectMoment(page, (next[1] ?? 0) / 1000)
  await page.keyboard.press(',')
  await expectMoment(page, (next[0] ?? 0) / 1000)

  await seek(page, 20)
  await page.keyboard.press('n')
  await expect(event).toHaveText(/fails: |waits no longer/)
  await expect(page.getByRole('heading', { name: /^Request / })).toBeVisible()
})

test('changes the speed', async ({ page }) => {
  await openPage(page)
  const speed = page.getByRole('slider', { name: 'Speed', exact: true }).last()
  await expect(speed).toHaveAttribute('aria-valuetext', '1 s here = 25 ms there')
  const slow = await rateOf(page)
  await page.keyboard.press('Escape')
  for (let i = 0; i < 5; i++) await page.keyboard.press('+')
  await expect(speed).toHaveAttribute('aria-valuetext', '1 s here = 250 ms there')
  const fast = await rateOf(page)
  expect(slow).toBeLessThan(0.03)
  expect(fast).toBeGreaterThan(5 * slow)
  expect(fast).toBeLessThan(0.3)
  const box = await speed.boundingBox()
  if (box === null) throw new Error('the speed has no slider')
  await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2)
  await expect(speed).toHaveAttribute('aria-valuetext', '1 s here = 10 s there')
})

/** Simulated seconds that pass in one second of the page, measured over at least half a second of it. */
const rateOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const head = document.querySelector('[data-testid="playhead"]')
        const read = (): number => Number.parseFloat(head?.getAttribute('aria-valuetext') ?? '')
        let from: { readonly ms: number; readonly seconds: number } | null = null
        let last = read()
        // From one change of the number to another, since it comes ten times a second only.
        const look = (ms: number): void => {
          const seconds = read()
          if (seconds !== last) {
            last = seconds
            from ??= { ms, seconds }
            if (ms - from.ms > 500) {
              resolve((1000 * (seconds - from.seconds)) / (ms - from.ms))
              return
            }
          }
          requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
  )

test('scrubs in both directions', async ({ page }) => {
  await openPage(page)
  const track = await page.getByTestId('timeline').boundingBox()
  if (track === null) throw new Error('there is no timeline')
  const y = track.y + 8
  const [near, far] = [track.x + track.width * 0.3, track.x + track.width * 0.8]
  await page.mouse.move(near, y)
  await page.mouse.down()
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(21)
  await frames(page, 12)
  const [moment, frame] = [await secondsOf(page), await describedFrame(page)]
  const pictures = await Promise.all([stage(page, 'A').screenshot(), stage(page, 'B').screenshot()])

  await page.mouse.move(far, y, { steps: 8 })
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(60)
  await expect.poll(() => describedFrame(page)).not.toBe(frame)

  await page.mouse.move(near, y, { steps: 8 })
  await page.mouse.up()
  await expectMoment(page, moment)
  await expect.poll(() => describedFrame(page)).toBe(frame)
  await frames(page, 60)
  const again = await Promise.all([stage(page, 'A').screenshot(), stage(page, 'B').screenshot()])
  expect(again.map((picture, i) => picture.equals(pictures[i] as Buffer))).toEqual([true, true])
  await expect(button(page, 'Play')).toBeVisible()
})
