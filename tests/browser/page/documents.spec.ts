/** What one has made is kept, each thing under its own name, and nothing takes its place unasked. */
import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { ballast } from '../support/commandLine.ts'
import { QUICK } from '../support/fixtures.ts'
import { digestOf, lane, openAt, openPage, scenarioPanel, setNumber } from '../support/page.ts'
import { violationsOf } from '../support/pageAxe.ts'
import { test } from '../support/pageTest.ts'

const rateIn = (page: Page) => page.getByRole('textbox', { name: 'Rate, as a number' })
const title = (page: Page, name: string) => page.getByRole('button', { name: `Scenario: ${name}` })

async function openList(page: Page) {
  await page.getByRole('button', { name: /^Scenario: / }).click()
  await page.getByRole('menuitem', { name: /^Your scenarios/ }).click()
  return page.getByRole('dialog', { name: 'Your scenarios' })
}

test(
  'an edit after a link survives a reload, and the address no longer claims to be it',
  QUICK,
  async ({ page }) => {
    const digest = await openPage(page, `/#${await ballast('link', 'zone-outage')}`)
    expect(page.url()).toContain('#1.')
    await setNumber(page, 'Rate', 310)
    await digestOf(page, digest)
    expect(page.url()).not.toContain('#')
    await page.reload()
    await expect(rateIn(page)).toHaveValue('310')
    await expect(title(page, 'Zone outage')).toBeVisible()
  },
)

test('a link edited in a second tab leaves the first tab its work', async ({
  page,
  context,
  watch,
}) => {
  const digest = await openAt(page, 20)
  await setNumber(page, 'Rate', 420)
  await digestOf(page, digest)
  const other = await context.newPage()
  watch(other)
  const outage = await openPage(other, `/#${await ballast('link', 'zone-outage')}`)
  await setNumber(other, 'Rate', 310)
  await digestOf(other, outage)
  await other.close()
  await page.reload()
  await expect(rateIn(page)).toHaveValue('420')
  const list = await openList(page)
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await list.getByRole('button', { name: /^Zone outage/ }).click()
  await expect(rateIn(page)).toHaveValue('310')
})

test('own scenarios can be renamed, duplicated, deleted and put back', async ({ page }) => {
  const digest = await openAt(page, 20)
  await setNumber(page, 'Rate', 420)
  await digestOf(page, digest)
  const list = await openList(page)
  await list.getByRole('button', { name: 'Rename One slow target' }).click()
  // Whoever renames types: the old name is chosen, and goes at the first key.
  await expect(list.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('My shop')
  await page.keyboard.press('Enter')
  await expect(list.getByRole('button', { name: /^My shop/ })).toBeVisible()
  await list.getByRole('button', { name: 'Duplicate My shop' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await list.getByRole('button', { name: 'Delete My shop (copy)' }).click()
  await expect(page.getByTestId('notice')).toHaveText('My shop (copy) is deleted.')
  await page.getByRole('main').getByRole('button', { name: 'Undo' }).click()
  await expect((await openList(page)).getByRole('listitem')).toHaveCount(2)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'More of lane B' }).click()
  await page.getByRole('menuitem', { name: 'Rename lane B' }).click()
  await expect(page.getByRole('textbox', { name: 'Name of lane B' })).toBeFocused()
  await page.keyboard.type('1 by need')
  await page.keyboard.press('Enter')
  await expect(lane(page, 'B').getByRole('heading')).toHaveText('1 by need')
})

test('Back from a link brings back what was there @long', async ({ page }) => {
  const digest = await openAt(page, 20)
  await setNumber(page, 'Rate', 420)
  await digestOf(page, digest)
  await page.goto(`/#${await ballast('link', 'zone-outage')}`)
  await expect(title(page, 'Zone outage')).toBeVisible()
  await setNumber(page, 'Rate', 310)
  await page.goBack()
  await expect(title(page, 'One slow target')).toBeVisible()
  await expect(rateIn(page)).toHaveValue('420')
  await page.goForward()
  await expect(rateIn(page)).toHaveValue('310')
})

test('a dropped log is in the file, opens elsewhere, and is there after a reload', async ({
  page,
  browser,
  watch,
}) => {
  await openPage(page)
  const log = Array.from(
    { length: 3000 },
    (_, i) =>
      `192.0.2.${i % 50} - - [01/Aug/1995:00:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} +0000] "GET /p${i % 7} HTTP/1.0" 200 1839`,
  ).join('\n')
  const drop = async (on: Page, name: string, text: string): Promise<void> => {
    const transfer = await on.evaluateHandle(
      ([file, content]) => {
        const data = new DataTransfer()
        data.items.add(new File([content ?? ''], file ?? ''))
        return data
      },
      [name, text],
    )
    await on.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  }
  await drop(page, 'access.log', log)
  await expect(page.getByTestId('notice')).toContainText('3,000 requests')
  const digest = await digestOf(page)
  await page.getByRole('button', { name: 'Export' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^Scenario file/ }).click()
  const text = await readFile(await (await saved).path(), 'utf8')
  expect(text).toContain('"datasets"')

  // What the balancer would have logged of it is a log again.
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /^Every attempt/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Save every attempt' })
  expect(await violationsOf(page)).toEqual([])
  const logged = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const lines = (await readFile(await (await logged).path(), 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(3000)
  expect(lines[0]).toMatch(/^[\d.]+ - - \[01\/Jan\/2000:.* [\d.]+ [\d.]+ 10\.0\.0\.\d:80$/)
  await page.keyboard.press('Escape')

  const context = await browser.newContext()
  const other = await context.newPage()
  watch(other)
  await openPage(other)
  await drop(other, 'access.json', `\uFEFF${text}`)
  await expect(other.getByTestId('digest')).toHaveAttribute('data-digest', digest, {
    timeout: 20_000,
  })
  await context.close()

  await page.reload()
  expect(await digestOf(page)).toBe(digest)
  await expect(scenarioPanel(page)).toBeVisible()
})
