/** An access log dropped on the page becomes a scenario that replays it, on this computer only. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { ballast, reportOf } from '../support/commandLine.ts'
import { QUICK } from '../support/fixtures.ts'
import { digestOf, expectDigest, openPage, stageTable } from '../support/page.ts'
import { test } from '../support/pageTest.ts'

const LOG = fileURLToPath(
  new URL('../../../public/examples/nasa-http-1995-08-01.log', import.meta.url),
)
const REQUESTS = 400

interface Given {
  readonly name: string
  readonly text: string
}

async function drop(page: Page, ...files: readonly Given[]) {
  const transfer = await page.evaluateHandle((all) => {
    const given = new DataTransfer()
    for (const { name, text } of all) given.items.add(new File([text], name))
    return given
  }, files)
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

test('replays an access log dropped on the page', QUICK, async ({ page }) => {
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

test('says what is wrong with a file, how far a large one is, cancels it, and stays as it was', async ({
  page,
}) => {
  const opening = await openPage(page)
  await dropLarge(page)
  await expect(page.getByText(/^reading large\.log, /)).toBeVisible()
  await page.getByRole('button', { name: 'cancel' }).click()
  await expect(page.getByText(/^reading large\.log, /)).toBeHidden()
  await expect(page.getByTestId('notice')).toBeHidden()
  await drop(page, { name: 'poem.txt', text: 'Tyger Tyger, burning bright,\n'.repeat(40) })
  await expect(page.getByRole('alert')).toContainText('poem.txt cannot be replayed.')
  await drop(page, { name: 'half.json', text: '{"format":0,"title":' })
  await expect(page.getByRole('alert')).toContainText('half.json cannot be opened.')
  await expectDigest(page, opening)
})

/** A million lines, made where they are dropped. */
const dropLarge = (page: Page) =>
  page.evaluate(() => {
    const line = '192.0.2.7 - - [05/May/2024:10:00:00 +0000] "GET /a HTTP/1.1" 200 1000 "-" "-"\n'
    const given = new DataTransfer()
    const block = line.repeat(10_000)
    given.items.add(new File(new Array(100).fill(block), 'large.log'))
    document
      .querySelector('main')
      ?.dispatchEvent(
        new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true }),
      )
  })

test('makes one replay of several logs, and says what it assumed, a click from its control', async ({
  page,
}) => {
  const lines = (await readFile(LOG, 'latin1')).split('\n').slice(0, REQUESTS)
  await openPage(page)
  await drop(
    page,
    { name: 'access.log.1', text: lines.slice(0, 100).join('\n') },
    { name: 'access_log', text: lines.slice(100).join('\n') },
  )
  await expect(page.getByTestId('notice')).toHaveText(
    new RegExp(`^${REQUESTS} requests and 0 unreadable lines in 2 files`),
  )
  const notice = page.getByRole('status').filter({ has: page.getByTestId('notice') })
  await notice.getByText(/^\d+ assumptions, and what was left out$/).click()
  await notice.getByRole('button', { name: /^Change: A client gives up after/ }).click()
  const control = page.locator('[data-path="clients.visitors.timeoutMs"]')
  await expect(control.locator(':focus')).toHaveCount(1)
  await notice.getByRole('button', { name: /^Change: .* slots? a target/ }).click()
  await expect(
    page.locator('[data-path="targetGroups.web.targets.web-1.slots"] :focus'),
  ).toHaveCount(1)
})

test('reads a log of a format of its own, once one has said it, and one in JSON; a scenario beside logs not at all', async ({
  page,
}) => {
  await openPage(page)
  const text = Array.from(
    { length: 30 },
    (_, i) => `${1714903200 + i}|192.0.2.${i}|/p${i % 3}|0.${10 + i}`,
  )
  await drop(page, { name: 'own.log', text: text.join('\n') })
  await expect(page.getByRole('alert')).toContainText('own.log cannot be replayed.')
  await page.getByRole('button', { name: 'Say its format' }).click()
  const dialog = page.getByRole('dialog', { name: 'Format of the log' })
  await dialog.getByRole('textbox').fill('$msec|$remote_addr|$uri|$request_time')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toHaveText(/^30 requests and 0 unreadable lines/)
  await expect(dialog).toBeHidden()

  const line = (second: number) =>
    `{"time":"2024-05-05T10:00:0${second}Z","remote_addr":"192.0.2.7","request":"GET / HTTP/1.1","status":200}`
  const log = { name: 'nginx.json', text: `${line(1)}\n${line(2)}\n` }
  await drop(page, log)
  await expect(page.getByTestId('notice')).toHaveText(/^2 requests .* in nginx\.json/)
  await drop(page, log, { name: 'own.json', text: '{\n"format": 0 }' })
  await expect(page.getByRole('alert')).toContainText('own.json is a scenario file')
})
