/** An access log dropped on the page becomes a scenario that replays it, on this computer only. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { ballast, reportOf } from '../support/commandLine.ts'
import { digestOf, expectDigest, openPage, stageTable } from '../support/page.ts'
import { test } from '../support/pageTest.ts'

const LOG = fileURLToPath(
  new URL('../../../public/examples/nasa-http-1995-08-01.log', import.meta.url),
)
const REQUESTS = 400

async function drop(page: Page, file: { readonly name: string; readonly text: string }) {
  const transfer = await page.evaluateHandle(({ name, text }) => {
    const given = new DataTransfer()
    given.items.add(new File([text], name, { type: 'text/plain' }))
    return given
  }, file)
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer })
  await expect(page.getByText('Drop an access log to replay it')).toBeVisible()
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer })
  await expect(page.getByText('Drop an access log to replay it')).toBeHidden()
}

/** The digest that the command line comes to with the same log. */
async function importedDigest(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-log-'))
  try {
    await writeFile(join(folder, name), text)
    await writeFile(join(folder, 'scenario.json'), await ballast('import', join(folder, name)))
    return (await reportOf(join(folder, 'scenario.json'))).digest
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('replays an access log dropped on the page', async ({ page }) => {
  const lines = (await readFile(LOG, 'latin1')).split('\n').slice(0, REQUESTS)
  const [name, text] = ['morning.log', `${lines.join('\n')}\nthis is no request\n`]
  const sent: string[] = []
  const opening = await openPage(page)
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`))
  await drop(page, { name, text })
  const digest = await digestOf(page, opening)
  await expect(page.getByTestId('notice')).toHaveText(
    new RegExp(`^${REQUESTS} requests and 1 unreadable line in morning.log`),
  )
  expect(digest).toBe(await importedDigest(name, text))
  await expect(page.getByRole('button', { name: /^Scenario: / })).not.toHaveText('One slow target')
  await expect(stageTable(page, 'A').getByRole('rowheader').first()).toBeVisible()
  expect(sent.filter((request) => !request.startsWith('GET '))).toEqual([])

  await page.getByRole('button', { name: 'Undo' }).click()
  await expectDigest(page, opening)
})

test('says what is wrong with a file that is no log, and stays as it was', async ({ page }) => {
  const opening = await openPage(page)
  await drop(page, { name: 'poem.txt', text: 'Tyger Tyger, burning bright,\n'.repeat(40) })
  await expect(page.getByRole('alert')).toContainText('poem.txt cannot be replayed.')
  await drop(page, { name: 'half.json', text: '{"format":0,"title":' })
  await expect(page.getByRole('alert')).toContainText('half.json cannot be opened.')
  await expectDigest(page, opening)
})
