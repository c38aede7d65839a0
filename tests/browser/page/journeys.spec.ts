/** What people come for, from the first click to the last: one test a person. */
import { expect } from '@playwright/test'
import {
  digestOf,
  expectMoment,
  faultOnTimeline,
  inspector,
  lane,
  openAt,
  openPage,
  seek,
  selectTarget,
  setNumber,
  targetCell,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

test('a teacher crashes a target, says how long until it was noticed, and sends the moment', async ({
  page,
  browser,
  watch,
}) => {
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
})

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
