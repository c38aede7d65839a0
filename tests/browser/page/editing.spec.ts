/** Editing in the page: lanes that differ in any setting, and everything of a scenario that can be changed. */
import { expect } from '@playwright/test'
import { encodeLink } from '../../../src/scenario/link/link.ts'
import { DEFAULT_VIEW } from '../../../src/scenario/link/linkView.ts'
import { retryStorm } from '../../../src/scenario/presets/retryStorm.ts'
import { digestOf, expectDigest, lane, openPage, scenarioPanel } from '../support/page.ts'
import { test } from '../support/pageTest.ts'

const linkOf = async (scenario: typeof retryStorm.scenario): Promise<string> =>
  `/#${await encodeLink(scenario, DEFAULT_VIEW)}`

test('makes the lanes of the retry storm by hand, to the same digest @long', async ({ page }) => {
  test.slow()
  const { lanes: _, ...alone } = retryStorm.scenario
  const bare = await openPage(page, await linkOf({ ...alone, lanes: {} }))
  const panel = scenarioPanel(page)
  for (const letter of ['A', 'B']) {
    await page.getByRole('button', { name: `More of lane ${letter}` }).click()
    await page.getByRole('menuitem', { name: 'Add a lane' }).click()
  }
  await panel.getByRole('button', { name: 'More of Traffic' }).click()
  await panel.getByRole('button', { name: 'Retries earned, lane by lane' }).click()
  await panel.getByRole('button', { name: 'Retries earned: only in lane B' }).click()
  const budget = panel.getByLabel('Retries earned in lane B, as a number')
  await budget.fill('10')
  await budget.press('Enter')
  await expect(panel.locator('[data-lane-line="C"]')).toContainText('follows A, 100 %')
  await panel.getByRole('button', { name: 'More of Balancer' }).click()
  await panel.getByRole('button', { name: 'Cancel abandoned requests, lane by lane' }).click()
  await panel.getByRole('button', { name: 'Cancel abandoned requests: only in lane C' }).click()
  await panel.getByRole('switch', { name: 'Cancel abandoned requests in lane C' }).click()
  const made = await digestOf(page, bare)

  // The base moves without the lane, which shows it; one step takes it back.
  await panel.getByLabel('Retries earned, as a number', { exact: true }).fill('50')
  await page.keyboard.press('Enter')
  await digestOf(page, made)
  await expect(budget).toHaveValue('10')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expectDigest(page, made)

  // The list of differences has the old value, the new one, and the way back.
  await lane(page, 'B').getByRole('button', { name: 'Lane B: 1 change' }).click()
  const list = page.getByRole('region', { name: 'What differs in lane B' })
  await expect(list).toContainText('Retries earned: 100 % in A')
  await list.getByRole('button', { name: 'Retries earned as in A again' }).click()
  await expect(lane(page, 'B').getByRole('button', { name: 'Lane B: like the base' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expectDigest(page, made)

  await openPage(page, await linkOf(retryStorm.scenario))
  await expectDigest(page, made)
})

test('refuses what is no value with a sentence, until it is mended', async ({ page }) => {
  const digest = await openPage(page)
  const rate = scenarioPanel(page).getByLabel('Rate, as a number', { exact: true })
  await rate.fill('abc')
  await rate.press('Enter')
  const sentence = scenarioPanel(page).getByRole('alert')
  await expect(sentence).toContainText('Rate is a number in requests a second')
  await rate.fill('1,200/s')
  await expect(sentence).toHaveCount(0)
  await rate.press('Enter')
  await digestOf(page, digest)
  await expect(rate).toHaveValue('1200')
})

test('edits title, targets, zones and measured times where the charts are', async ({ page }) => {
  const digest = await openPage(page)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const title = page.getByLabel('Title', { exact: true })
  await title.fill('Our shop')
  await title.press('Enter')
  await expect(page.getByRole('button', { name: 'Scenario: Our shop' })).toBeVisible()

  await page.getByRole('tab', { name: 'Zones and delays' }).click()
  await page.getByRole('button', { name: 'Add zone' }).click()
  await page.getByRole('tab', { name: 'Targets' }).click()
  const row = page.getByRole('row', { name: /web-6/ })
  await row.getByRole('checkbox').check()
  await page.getByLabel('How many more like web-6').fill('2')
  await page.getByRole('button', { name: 'Add like web-6' }).click()
  const larger = await digestOf(page, digest)
  await expect(page.getByRole('row', { name: /web-7 d 4/ })).toBeVisible()

  await scenarioPanel(page)
    .getByRole('combobox', { name: /^Service/ })
    .click()
  await page.getByRole('option', { name: /^Measured/ }).click()
  await digestOf(page, larger)
  await scenarioPanel(page).getByRole('button', { name: 'Percentiles: 6 rows, edit' }).click()
  await page.getByLabel('Measured times to paste').fill('id,ms\n1,12\n2,33\n3,-\n')
  const dialog = page.getByRole('dialog', { name: 'Percentiles' })
  await expect(dialog.getByRole('status')).toContainText('2 values of column 2')
  await dialog.getByRole('button', { name: 'Use these' }).click()
  await expect(dialog.getByLabel('Time of row 2')).toHaveValue('33')
})

test('moves a corner of a rate profile by the arrow keys', async ({ page }) => {
  const digest = await openPage(page)
  const panel = scenarioPanel(page)
  await panel.getByRole('combobox', { name: /^Arrivals/ }).click()
  await page.getByRole('option', { name: /^Rate profile/ }).click()
  const profile = await digestOf(page, digest)
  await panel.getByRole('button', { name: 'Corners: 4 rows, edit' }).click()
  const corner = page.getByRole('slider', { name: 'Corner 2' })
  await corner.press('ArrowUp')
  await expect(corner).not.toHaveAttribute('aria-valuenow', '200')
  await page.keyboard.press('Escape')
  await digestOf(page, profile)
})
