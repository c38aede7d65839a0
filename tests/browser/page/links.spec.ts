/** Links carry the whole experiment; what is no link is refused, and the page goes on. */
import { expect, type Page } from '@playwright/test'
import { SCENARIO_FORMAT } from '../../../src/scenario/document/upgrades.ts'
import { ballast, reportOf } from '../support/commandLine.ts'
import {
  choose,
  digestOf,
  expectDigest,
  inspector,
  lane,
  openAt,
  openPage,
  seek,
  selectTarget,
  setNumber,
  statOf,
  targetCell,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

const clipboard = (page: Page): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText())

async function copyLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this run' })
  await dialog.getByRole('button', { name: 'Copy link' }).click()
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible()
  const link = await clipboard(page)
  await expect(dialog.getByRole('textbox', { name: 'Link to this run' })).toHaveValue(link)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  return link
}

test('copies a link', async ({ page }) => {
  const opening = await openAt(page, 20)
  await choose(lane(page, 'B'), 'Algorithm of lane B', 'Random')
  const digest = await digestOf(page, opening)
  const link = await copyLink(page)
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#1\.[\w-]+\.[0-9a-f]{8}$/)
  // What the link carries is the experiment: the command line comes to the same events.
  expect((await reportOf(link)).digest).toBe(digest)
  expect(page.url()).toBe(link)
})

test('opens a link', async ({ page, browser, watch }) => {
  const opening = await openAt(page, 20)
  await setNumber(page, 'Rate', 310)
  await digestOf(page, opening)
  await seek(page, 30)
  await selectTarget(page, 'web-4')
  await inspector(page).getByRole('button', { name: 'Kill' }).click()
  await expect(targetCell(page, 'A', { target: 'web-4', column: 'state' })).not.toHaveText(
    'working',
  )
  const digest = await digestOf(page)
  const link = await copyLink(page)

  const context = await browser.newContext()
  const other = await context.newPage()
  watch(other)
  expect(await openPage(other, link)).toBe(digest)
  await expect(other.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect(targetCell(other, 'A', { target: 'web-4', column: 'state' })).not.toHaveText(
    'working',
  )
  await expect(other.getByRole('textbox', { name: 'Rate, as a number' })).toHaveValue('310')
  await expect(inspector(other).getByRole('heading', { name: 'web-4' })).toBeVisible()

  // Another link in the address bar of an open page is a step that one can take back.
  const outage = await ballast('link', 'zone-outage')
  await other.goto(`/#${outage}`)
  const { digest: expected } = await reportOf(outage)
  await expectDigest(other, expected)
  await other.getByRole('button', { name: 'Undo' }).click()
  await expectDigest(other, digest)
  await context.close()
})

test('refuses a broken link, and one from the future, with a sentence and stays usable', async ({
  page,
}) => {
  const { digest } = await reportOf('one-slow-target')
  const whole = await ballast('link', 'zone-outage')
  expect(await openPage(page, `/#${whole.slice(0, 200)}`)).toBe(digest)
  await expect(page.getByRole('alert')).toContainText(
    'This link cannot be opened. The link is damaged; what it carries cannot be unpacked. Copy it again.',
  )
  await seek(page, 30)
  await setNumber(page, 'Rate', 200)
  await digestOf(page, digest)
  expect((await statOf(page, 'A', 'Goodput')).figure).toBeLessThan(210)
  await page.getByRole('button', { name: 'Open the default scenario' }).click()
  await expectDigest(page, digest)
  await expect(page.getByRole('alert')).toBeHidden()

  await page.goto('/#0.not!a!link')
  await expect(page.getByRole('alert')).toContainText('The link is not complete')
  await expectDigest(page, digest)

  await page.goto(`/#${whole.replace(/^\d+\./, '7.')}`)
  await expect(page.getByRole('alert')).toContainText(
    `The link was made with format 7; this program reads up to ${SCENARIO_FORMAT}. Open it with a newer Ballast.`,
  )
  await expectDigest(page, digest)
  await page.getByRole('button', { name: 'Close this message' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
})

test('a returning visitor finds the last scenario', async ({ page }) => {
  const opening = await openAt(page, 20)
  await setNumber(page, 'Rate', 420)
  const digest = await digestOf(page, opening)
  expect(await openPage(page)).toBe(digest)
  await expect(page.getByRole('textbox', { name: 'Rate, as a number' })).toHaveValue('420')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()

  await damageKept(page)
  expect(await openPage(page)).toBe(opening)
  await expect(page.getByRole('status').first()).toContainText('could not be read')
})

/** Cuts every scenario that the browser keeps, and leaves nothing of it in the memory of the tab. */
async function damageKept(page: Page): Promise<void> {
  // A text of the same origin, which has no page of its own to write anything back.
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
  await page.goto('/licences.md')
  await page.evaluate(async () => {
    const promised = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    sessionStorage.clear()
    const database = await promised(indexedDB.open('ballast'))
    const store = database.transaction('documents', 'readwrite').objectStore('documents')
    const kept = (await promised(store.getAll())) as { readonly text: string }[]
    for (const each of kept) await promised(store.put({ ...each, text: '{"format":0,' }))
    database.close()
  })
}
