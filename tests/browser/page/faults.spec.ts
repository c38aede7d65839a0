/** Faults: done to a target at the playhead, seen on the timeline, moved, taken away. */
import { expect, type Locator, type Page } from '@playwright/test'
import {
  describedFrame,
  digestOf,
  expectDigest,
  expectMoment,
  faultOnTimeline,
  inspector,
  openAt,
  playhead,
  scenarioPanel,
  seek,
  selectTarget,
  statOf,
  targetCell,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

const SLOW = 'web-2 2.8× slow'
const verb = (page: Page, name: string): Locator =>
  inspector(page).getByRole('button', { name, exact: true })
const faultList = (page: Page): Locator =>
  scenarioPanel(page).getByRole('region', { name: 'Faults' }).getByRole('listitem')

async function expectState(page: Page, target: string, state: string | RegExp): Promise<void> {
  for (const letter of ['A', 'B'])
    await expect(targetCell(page, letter, { target, column: 'state' })).toHaveText(state)
}

test('kills a target at the playhead, and slows one', async ({ page }) => {
  const digest = await openAt(page, 59)
  const past = await describedFrame(page)
  await seek(page, 60)
  const errors = await statOf(page, 'B', 'Failed')
  await selectTarget(page, 'web-3')
  await verb(page, 'Kill').click()
  await digestOf(page, digest)
  await expectMoment(page, 60)
  await expectState(page, 'web-3', /down|crash/)
  await expect(faultList(page)).toHaveText([/web-2.*12–46 s/, /web-3.*60–70 s/])
  expect((await statOf(page, 'B', 'Failed')).figure).toBeGreaterThan(errors.figure)
  // What had happened stays as it was.
  await seek(page, 59)
  await expect.poll(() => describedFrame(page)).toBe(past)
  await page.keyboard.press('Control+Z')
  await expectDigest(page, digest)
  await expect(faultList(page)).toHaveCount(1)

  await seek(page, 60)
  const p99 = await statOf(page, 'A', 'p99')
  await selectTarget(page, 'web-5', 'B')
  await verb(page, 'Slow').click()
  await digestOf(page, digest)
  await expectState(page, 'web-5', /× slow$/)
  await expect(faultList(page)).toHaveText([/web-2.*12–46 s/, /web-5.*slow.*60–70 s/])
  await playhead(page).press('PageUp')
  await expectMoment(page, 65)
  await expectState(page, 'web-5', /× slow$/)
  await expectState(page, 'web-4', 'working')
  expect((await statOf(page, 'A', 'p99')).figure).not.toBe(p99.figure)
  await playhead(page).press('PageUp')
  await expectState(page, 'web-5', 'working')
})

test('restores a target, and deletes a fault', async ({ page }) => {
  const digest = await openAt(page, 20)
  await expectState(page, 'web-2', '2.8× slow')
  const errors = await statOf(page, 'A', 'Failed')
  await selectTarget(page, 'web-2')
  await verb(page, 'Restore').click()
  await digestOf(page, digest)
  await expectState(page, 'web-2', 'working')
  await expect(faultList(page)).toHaveText([/12–20 s/])
  await expect(verb(page, 'Restore')).toBeDisabled()
  expect((await statOf(page, 'A', 'Failed')).figure).toBeLessThan(errors.figure)
  await seek(page, 19)
  await expectState(page, 'web-2', '2.8× slow')

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expectDigest(page, digest)
  await seek(page, 20)
  const fault = faultOnTimeline(page, SLOW)
  await fault.click({ position: { x: 60, y: 6 } })
  await page.getByRole('button', { name: `Delete ${SLOW}` }).click()
  const without = await digestOf(page, digest)
  await expect(fault).toBeHidden()
  await expect(faultList(page)).toHaveCount(0)
  await expectState(page, 'web-2', 'working')
  expect((await statOf(page, 'A', 'Failed')).figure).toBe(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expectDigest(page, digest)
  await expectState(page, 'web-2', '2.8× slow')
  await fault.press('Delete')
  await expectDigest(page, without)
  await expect(faultList(page)).toHaveCount(0)
})

test('shows faults on the timeline, where they are dragged @long', async ({ page }) => {
  const digest = await openAt(page, 12)
  const fault = faultOnTimeline(page, SLOW)
  await expect(fault.locator('xpath=..')).toHaveText(SLOW)
  await expect(fault).toHaveAttribute('aria-valuetext', '12–46 s')
  const middle = async (part: Locator): Promise<number> => {
    const box = await part.boundingBox()
    return box === null ? Number.NaN : box.x + box.width / 2
  }
  const block = async (): Promise<{ readonly left: number; readonly right: number }> => {
    const box = await fault.locator('xpath=..').boundingBox()
    return box === null ? { left: 0, right: 0 } : { left: box.x, right: box.x + box.width }
  }
  expect(Math.abs((await middle(playhead(page))) - (await block()).left)).toBeLessThan(3)
  await seek(page, 46)
  expect(Math.abs((await middle(playhead(page))) - (await block()).right)).toBeLessThan(3)
  await fault.press('Enter')
  await expect(inspector(page).getByRole('heading', { name: SLOW })).toBeVisible()
  await page.keyboard.press('Escape')
  const length = page.getByRole('slider', { name: `Fault ${SLOW}, length` })
  await drag(page, fault, 100)
  const moved = await digestOf(page, digest)
  const startMs = Number(await fault.getAttribute('aria-valuenow'))
  expect(startMs).toBeGreaterThan(15_000)
  await expect(length).toHaveAttribute('aria-valuenow', '34000')
  await expect(page.getByRole('status').last()).toContainText(SLOW)

  await drag(page, length, -100)
  const shorter = await digestOf(page, moved)
  expect(shorter).not.toBe(digest)
  await expect(fault).toHaveAttribute('aria-valuenow', String(startMs))
  const lengthMs = Number(await length.getAttribute('aria-valuenow'))
  expect(Math.abs(34_000 - lengthMs - (startMs - 12_000))).toBeLessThan(100)

  await page.keyboard.press('Control+Z')
  await expectDigest(page, moved)
  await page.keyboard.press('Control+Z')
  await expectDigest(page, digest)
  await expect(fault).toHaveAttribute('aria-valuenow', '12000')
})

async function drag(page: Page, part: Locator, px: number): Promise<void> {
  const box = await part.boundingBox()
  if (box === null) throw new Error('there is nothing to drag')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + px, y, { steps: 6 })
  await page.mouse.up()
}
