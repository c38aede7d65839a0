/** What people come for, from the first click to the last: one test a person. */
import { expect } from '@playwright/test'
import { reportOf } from '../support/commandLine.ts'
import { QUICK } from '../support/fixtures.ts'
import {
  choose,
  digestOf,
  expectMoment,
  faultOnTimeline,
  inspector,
  lane,
  openAt,
  openPage,
  scenarioPanel,
  seek,
  selectTarget,
  setNumber,
  statOf,
  targetCell,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

test.use({ motion: 'no-preference' })

test(
  'a teacher crashes a target, says how long until it was noticed, and sends the moment',
  QUICK,
  async ({ page, browser, watch }) => {
    const opening = await openAt(page, 55)
    await selectTarget(page, 'web-5')
    await inspector(page).getByRole('button', { name: 'Kill', exact: true }).click()
    const digest = await digestOf(page, opening)
    await faultOnTimeline(page, 'web-5 crashed').press('Enter')
    const noticed = inspector(page).getByTestId('noticed')
    await expect(noticed).toContainText(/noticed by [abc] after \d+(\.\d+)? s/)
    const words = String(await noticed.textContent())
    await seek(page, 60)
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    const field = page.getByRole('textbox', { name: 'Link to this run' })
    await expect(field).toHaveValue(/#1\./)
    const link = await field.inputValue()

    const context = await browser.newContext()
    const student = await context.newPage()
    watch(student)
    expect(await openPage(student, link)).toBe(digest)
    await expectMoment(student, 60)
    await expect(student.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await expect(targetCell(student, 'A', { target: 'web-5', column: 'state' })).toHaveText(
      /down|crash/,
    )
    await expect(inspector(student).getByTestId('noticed')).toHaveText(words)
    await context.close()
  },
)

test('a student finds out what p99 means, and what overload does', async ({ page }) => {
  const opening = await openAt(page, 20)
  const tip = page.getByTestId('tip')
  await lane(page, 'A').getByRole('button', { name: 'p99', exact: true }).hover()
  await expect(tip).toContainText('99')
  await page.keyboard.press('Escape')
  await expect(tip).toBeHidden()
  await expect(page.getByTestId('finding')).not.toContainText(/overload/i)
  await setNumber(page, 'Rate', 900)
  await digestOf(page, opening)
  const finding = page.getByTestId('finding')
  await expect(finding).toContainText(/^Overloaded/)
  await expect(finding).toContainText('p99')
  // The words are in the help, too, and can be found there.
  await page.getByRole('button', { name: 'Help' }).click()
  const help = page.getByRole('dialog', { name: 'Help' })
  await help.getByRole('searchbox').fill('overload')
  await expect(help.getByText(/more .*than/i).first()).toBeVisible()
})

/** What she has measured: 400 times in milliseconds, most near 30, a few ten times as long. */
const MEASURED_MS = Array.from({ length: 400 }, (_, i) =>
  (20 + (i % 37) * 0.7 + (i % 50 === 0 ? 260 : 0)).toFixed(1),
)

test('an engineer compares four algorithms and two health checks for her own fleet', async ({
  page,
}) => {
  test.slow()
  const opening = await openPage(page)
  const panel = scenarioPanel(page)
  await panel.getByRole('button', { name: /^web-2 2.8× slow/ }).click()
  await inspector(page).getByRole('button', { name: 'Delete this fault' }).click()
  const calm = await digestOf(page, opening)

  // Twelve targets in three zones, half of them twice as large.
  await setNumber(page, 'Number', 12)
  const twelve = await digestOf(page, calm)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const editor = page.getByRole('region', { name: 'Edit' })
  await editor.getByRole('tab', { name: 'Targets' }).click()
  for (let i = 7; i <= 12; i++) await editor.getByLabel(`Choose web-${i}`, { exact: true }).check()
  await editor.getByLabel('Slots, as a number', { exact: true }).fill('8')
  await page.keyboard.press('Enter')
  const sized = await digestOf(page, twelve)
  await expect(editor.getByRole('row', { name: /web-12 c 8/ })).toBeVisible()

  // Her measured times, her rate.
  await panel.getByRole('combobox', { name: /^Service/ }).click()
  await page.getByRole('option', { name: /^Measured/ }).click()
  await panel.getByRole('button', { name: /^Percentiles: \d+ rows, edit/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Percentiles' })
  await dialog.getByLabel('Measured times to paste').fill(MEASURED_MS.join('\n'))
  await expect(dialog.getByRole('status')).toContainText('400 values')
  await dialog.getByRole('button', { name: 'Use these' }).click()
  await page.keyboard.press('Escape')
  await setNumber(page, 'Rate', 900)
  const busy = await digestOf(page, sized)

  // A target dies, so that health checks matter; then the lanes.
  await seek(page, 30)
  await page.getByRole('button', { name: 'Stage', exact: true }).click()
  await selectTarget(page, 'web-5')
  await inspector(page).getByRole('button', { name: 'Kill', exact: true }).click()
  const killed = await digestOf(page, busy)
  for (const letter of ['C', 'D', 'E']) {
    await page.getByRole('button', { name: 'More of lane B' }).click()
    await page.getByRole('menuitem', { name: 'Add a lane' }).click()
    await expect(lane(page, letter)).toBeVisible()
  }
  await choose(lane(page, 'C'), 'Algorithm of lane C', 'Power of two choices')
  await choose(lane(page, 'D'), 'Algorithm of lane D', 'Random')
  // With the inspector open, five stages leave no room for the panel.
  await inspector(page).getByRole('button', { name: 'Close the inspector' }).click()
  await panel.getByRole('button', { name: 'Interval, lane by lane' }).click()
  await panel.getByRole('button', { name: 'Interval: only in lane E' }).click()
  await panel.getByLabel('Interval in lane E, as a number').fill('20')
  await page.keyboard.press('Enter')
  const digest = await digestOf(page, killed)

  // What she reads is what the command says of the file that she keeps.
  await page.getByRole('button', { name: 'Export' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^Scenario/ }).click()
  const report = await reportOf(await (await saved).path())
  expect(report.digest).toBe(digest)
  expect(report.lanes).toHaveLength(5)
  for (const { letter, latency, errorRatio } of report.lanes) {
    const [p99, failed] = [await statOf(page, letter, 'p99'), await statOf(page, letter, 'Failed')]
    expect(Math.abs(p99.figure / latency.p99Ms - 1), `p99 of lane ${letter}`).toBeLessThan(0.005)
    expect(Math.abs(failed.figure - 100 * errorRatio), `failed of ${letter}`).toBeLessThan(0.005)
  }
  // A slower check notices later, and a dead target that answers at once draws those who count what is in flight.
  const failed = new Map(report.lanes.map(({ letter, errorRatio }) => [letter, errorRatio]))
  expect(failed.get('E')).toBeGreaterThan(failed.get('A') as number)
  await expect(page.getByTestId('finding')).toContainText(
    /^[\d.]+ % of requests fail with least outstanding requests, [\d.]+ % in A/,
  )
})
