/** How sure the page is: the finding gets its interval from runs of other seeds, while nobody needs the machine. */
import { expect, type Page } from '@playwright/test'
import { boundsWords, joined } from '../../../src/analysis/replications/words.ts'
import { encodeLink } from '../../../src/scenario/link/link.ts'
import { DEFAULT_VIEW } from '../../../src/scenario/link/linkView.ts'
import { oneSlowTarget } from '../../../src/scenario/presets/oneSlowTarget.ts'
import type { Scenario } from '../../../src/scenario/types.ts'
import { ballast } from '../support/commandLine.ts'
import { digestOf, openPage, scenarioPanel, setNumber } from '../support/page.ts'
import { violationsOf } from '../support/pageAxe.ts'
import { test } from '../support/pageTest.ts'

test.use({ background: 'allowed' })

const { scenario } = oneSlowTarget
const linkOf = async (changes: Partial<Scenario>): Promise<string> =>
  `/#${await encodeLink({ ...scenario, ...changes }, DEFAULT_VIEW)}`

const finding = (page: Page) => page.getByTestId('finding')
const basis = (page: Page) => finding(page).getByRole('button')

test('says how sure it is, as the command does', async ({ page }) => {
  await openPage(page)
  await expect(basis(page)).toHaveText('one run, seed 7')
  await expect(basis(page)).toHaveText('10 runs, 95 % CI', { timeout: 15_000 })
  const compared = JSON.parse(
    await ballast('compare', 'one-slow-target', '--json', '--metric', 'p99'),
  )
  expect(compared.replications).toBe(10)
  await expect(finding(page).getByRole('paragraph').first()).toHaveText(compared.finding)
  expect(compared.finding).toMatch(/p99 is [\d.]+× lower \([\d.]+ to [\d.]+\)\.$/)
})

test('sweeps a setting as the command does, and opens the lanes at a value', async ({ page }) => {
  const opening = await openPage(page, await linkOf({ durationMs: 4000, warmUpMs: 500 }))
  await page.getByRole('button', { name: 'Sweep', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Sweep' })
  const set = async (name: string, value: string): Promise<void> => {
    await dialog.getByRole('textbox', { name, exact: true }).fill(value)
    await page.keyboard.press('Enter')
  }
  await set('From', '100')
  await set('To', '300')
  await set('Values', '2')
  await set('Runs', '2')
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(dialog.getByRole('status')).toHaveText('8 runs', { timeout: 15_000 })
  const path = 'clients.browsers.arrivals.perSecond'
  const swept = JSON.parse(
    await ballast(
      ...['sweep', 'one-slow-target', '--set', 'warmUpMs=500', '--set', 'durationMs=4000'],
      ...['--vary', `${path}=100,300`, '--replications', '2', '--metric', 'p99', '--json'],
    ),
  )
  const rows = dialog.getByRole('row')
  for (const [i, { comparison }] of swept.points.entries()) {
    const mean = comparison.lanes[1].figures[0].mean
    const cell = rows
      .nth(i + 1)
      .getByRole('cell')
      .nth(1)
    await expect(cell).toHaveText(joined(boundsWords(mean, 'ms')))
  }
  const says = dialog.getByRole('list', { name: 'What it says' }).getByRole('listitem')
  // Two runs need not decide it.
  await expect(says.first()).toHaveText(
    /^A: (p99 < \d+ ms at |chance leaves open whether p99 < \d+ ms)/,
  )
  await expect(says.last()).toHaveText(swept.says.at(-1))
  expect(await violationsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: /^B at 300 \/s: .* Open it\.$/ }).press('Enter')
  await expect(dialog).toBeHidden()
  await digestOf(page, opening)
  await expect(scenarioPanel(page).getByRole('textbox', { name: 'Rate, as a number' })).toHaveValue(
    '300',
  )
})

test('has all figures and the method one click away; an edit takes them back, an undo finds them there', async ({
  page,
}) => {
  const opening = await openPage(page)
  await expect(basis(page)).toHaveText(/^\d+ runs, 95 % CI$/, { timeout: 15_000 })
  await basis(page).click()
  const dialog = page.getByRole('dialog', { name: 'How sure is this?' })
  const row = dialog.getByRole('row', { name: /^p99 / })
  await expect(row.getByRole('cell').nth(1)).toHaveText(/^\d+ ms \(\d+ to \d+\)[\d.]+× lower \(/)
  expect(await violationsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'How far to trust this' }).click()
  const trust = page.getByRole('dialog', { name: 'How far to trust this' })
  await trust.getByText('Picks of real balancers').click()
  await expect(trust.getByRole('row', { name: /^agrees balance roundrobin / })).toBeVisible()
  await trust.getByText('Latency of good answers').click()
  await expect(trust.getByRole('row', { name: /^agrees NGINX least_conn, / })).toHaveCount(2)
  expect(await violationsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  // The tip of a figure has its bounds, too.
  const p99 = page
    .getByRole('article', { name: 'Lane A:' })
    .getByRole('button', { name: 'p99', exact: true })
  await expect(p99).toHaveAccessibleDescription(/The mean of \d+ runs: [\d.]+–[\d.]+\.$/)

  await expect(basis(page)).toHaveText('10 runs, 95 % CI', { timeout: 15_000 })
  const said = await finding(page).textContent()
  await setNumber(page, 'Rate', 300)
  await digestOf(page, opening)
  await expect(basis(page)).toHaveText('one run, seed 7')
  await expect(basis(page)).toHaveText(/^\d+ runs, 95 % CI$/, { timeout: 15_000 })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(finding(page)).toHaveText(said ?? '')
})

test('a hidden page does nothing, and goes on when it is seen @long', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'hidden', {
      get: () => document.documentElement?.dataset['seen'] !== 'true',
    })
  })
  await openPage(page)
  // The page has its interval within this time when it is seen.
  await expect(basis(page))
    .not.toHaveText('one run, seed 7', { timeout: 5000 })
    .then(
      () => Promise.reject(new Error('it went on')),
      () => undefined,
    )
  await page.evaluate(() => {
    document.documentElement.dataset['seen'] = 'true'
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect(basis(page)).toHaveText(/^\d+ runs, 95 % CI$/, { timeout: 15_000 })
})

test('makes as many runs as the scenario says, or none @long', async ({ page }) => {
  const fixed = { replications: { max: 7, halfWidthRatio: 0 } }
  await openPage(page, await linkOf({ ...fixed, durationMs: 30_000 }))
  await expect(basis(page)).toHaveText('7 runs, 95 % CI', { timeout: 15_000 })
  const panel = scenarioPanel(page)
  await panel.getByRole('button', { name: 'More of Run' }).click()
  await setNumber(page, 'Runs at most', 1)
  await expect(basis(page)).toHaveText('one run, seed 7')
  await setNumber(page, 'Runs at most', 5)
  await expect(basis(page)).toHaveText('5 runs, 95 % CI')
})

test('claims no latency of a lane that is asked for too much @long', async ({ page }) => {
  const arrivals = { kind: 'poisson', perSecond: 900 } as const
  const browsers = scenario.clients['browsers']
  if (browsers === undefined) throw new Error('the opening scenario has browsers')
  await openPage(page, await linkOf({ clients: { browsers: { ...browsers, arrivals } } }))
  await expect(basis(page)).toHaveText(/^\d+ runs, 95 % CI$/, { timeout: 30_000 })
  await expect(finding(page)).toHaveText(
    /^Lanes A, B are unstable: .* no latency is claimed of them/,
  )
  await basis(page).click()
  await expect(page.getByRole('dialog')).toContainText('unstable: more is offered than can be done')
})
