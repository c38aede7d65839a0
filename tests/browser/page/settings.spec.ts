/** The scenario panel: a change of any setting is simulated at once, in every lane, and can be taken back. */
import { expect } from '@playwright/test'
import {
  digestOf,
  expectDigest,
  expectMoment,
  openAt,
  scenarioPanel,
  selectTarget,
  setNumber,
  stageTable,
  statOf,
  targetCell,
  thing,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

const undo = { name: 'Undo', exact: true } as const

test('changes the rate, and the number and the speed of targets', async ({ page }) => {
  const digest = await openAt(page, 20)
  const served = await statOf(page, 'B', 'Goodput')
  await setNumber(page, 'Rate', 200)
  const fewer = await digestOf(page, digest)
  expect((await statOf(page, 'B', 'Goodput')).figure).toBeGreaterThan(190)
  expect((await statOf(page, 'B', 'Goodput')).figure).toBeLessThan(210)
  expect(served.figure).toBeGreaterThan(300)
  await expectMoment(page, 20)

  const slider = scenarioPanel(page).getByRole('slider', { name: 'Rate' })
  await expect(slider).toHaveAttribute('aria-valuetext', '200 per second')
  const box = await slider.boundingBox()
  if (box === null) throw new Error('the rate has no slider')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * 0.4, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 })
  await page.mouse.up()
  expect(await digestOf(page, fewer)).not.toBe(digest)
  // However many moves it took, the drag is one step of the history, and the number another.
  await page.getByRole('button', undo).click()
  await expectDigest(page, fewer)
  await page.getByRole('button', undo).click()
  await expectDigest(page, digest)

  const before = await statOf(page, 'B', 'p50')
  await setNumber(page, 'Number', 8)
  const eight = await digestOf(page, digest)
  await expect(stageTable(page, 'B').getByRole('rowheader')).toHaveCount(8)
  await expect(thing(page, 'A', 'Target web-8')).toBeVisible()
  await setNumber(page, 'Number', 5)
  await digestOf(page, eight)
  await expect(stageTable(page, 'B').getByRole('rowheader')).toHaveText([
    'web-1',
    'web-2',
    'web-3',
    'web-4',
    'web-5',
  ])
  await expect(thing(page, 'A', 'Target web-6')).toBeHidden()
  await page.getByRole('button', undo).click()
  await page.getByRole('button', undo).click()
  await expectDigest(page, digest)

  await setNumber(page, 'Speed', 2)
  await digestOf(page, digest)
  expect((await statOf(page, 'B', 'p50')).figure).toBeLessThan(before.figure - 8)
  await page.getByRole('button', undo).click()
  await expectDigest(page, digest)
})

test('changes the health-check settings', async ({ page }) => {
  const digest = await openAt(page, 60)
  await selectTarget(page, 'web-3')
  await page.getByRole('button', { name: 'Kill' }).click()
  const killed = await digestOf(page, digest)
  await page.getByRole('slider', { name: 'Playhead' }).press('Shift+ArrowRight')
  await page.getByRole('slider', { name: 'Playhead' }).press('Shift+ArrowRight')
  await expectMoment(page, 62)
  // Two failed checks, five seconds apart, cannot have happened within two seconds.
  const health = targetCell(page, 'A', { target: 'web-3', column: 'health' })
  await expect(health).not.toHaveText('unhealthy')
  await setNumber(page, 'Timeout', 0.2)
  await setNumber(page, 'Interval', 0.5)
  await digestOf(page, killed)
  await expect(health).toHaveText('unhealthy')
  await expectMoment(page, 62)
  await expect(targetCell(page, 'B', { target: 'web-3', column: 'health' })).toHaveText('unhealthy')
})

test('undoes and redoes', async ({ page }) => {
  const digest = await openAt(page, 20)
  const [back, again] = [
    page.getByRole('button', undo),
    page.getByRole('button', { name: 'Redo', exact: true }),
  ]
  await expect(back).toBeDisabled()
  await expect(again).toBeDisabled()
  await setNumber(page, 'Rate', 300)
  const first = await digestOf(page, digest)
  await setNumber(page, 'Slots', 6)
  const second = await digestOf(page, first)
  expect(new Set([digest, first, second]).size).toBe(3)
  await back.click()
  await expectDigest(page, first)
  await expect(again).toBeEnabled()
  await back.click()
  await expectDigest(page, digest)
  await expect(back).toBeDisabled()
  await page.keyboard.press('Control+Shift+Z')
  await expectDigest(page, first)
  await again.click()
  await expectDigest(page, second)
  await expect(again).toBeDisabled()
  await page.keyboard.press('Control+Z')
  await expectDigest(page, first)
  // A change after an undo is a new way: there is nothing left to do again.
  await setNumber(page, 'Rate', 250)
  await digestOf(page, first)
  await expect(again).toBeDisabled()
})
