/** Requests on the stage: each dot is one, and says what happened to it and why. */
import { expect, type Locator, type Page } from '@playwright/test'
import { type Attempt, attemptsOf, type Place, placeAt } from '../support/attempts.ts'
import { inspector, lane, openAt, openPage, seek, stageTable, thing } from '../support/page.ts'
import { test } from '../support/pageTest.ts'

const TARGETS = ['web-1', 'web-2', 'web-3', 'web-4', 'web-5', 'web-6']
/** Its text as it is laid out: words of one line, not run together. */
const textOf = async (part: Locator): Promise<string> => (await part.allInnerTexts()).join(' ')
const legMs = (from: number | null, to: number | null): number => (to ?? 0) - (from ?? Number.NaN)

/** What the table of a lane says must be what the command line's rows add up to. */
async function expectFrame(
  page: Page,
  letter: string,
  of: { readonly attempts: readonly Attempt[]; readonly ms: number },
): Promise<void> {
  const own = of.attempts.flatMap((attempt) => {
    const place = attempt.lane === letter ? placeAt(attempt, of.ms) : null
    return place === null ? [] : [{ place, target: attempt.target }]
  })
  const count = (place: Place, target?: string): number =>
    own.filter((each) => each.place === place && (target ?? each.target) === each.target).length
  const words = `${count('on its way')} on their way, ${count('waiting')} waiting, ${count('in service')} in service`
  await expect(stageTable(page, letter)).toHaveAccessibleName(
    new RegExp(`at ${(of.ms / 1000).toFixed(3)} s: ${words}$`),
  )
  const rows = await stageTable(page, letter).getByRole('row').allInnerTexts()
  const expected = TARGETS.map((target) => [
    ...[target, `${count('in service', target)} of 4`],
    `${count('waiting', target)} of 40`,
  ])
  expect(rows.slice(1).map((row) => [0, 5, 6].map((i) => row.split('\t')[i]))).toEqual(expected)
}

test('shows each real request from client to node to target and back', async ({ page }) => {
  const attempts = await attemptsOf('one-slow-target')
  await openPage(page)
  // A request that is seen on every leg of its way: a tenth of a second begins on each of them.
  const tenth = (ms: number | null): number => Math.ceil((ms ?? 0) / 100) * 100
  const isLong = (from: number | null, to: number | null): boolean => tenth(from) < (to ?? 0)
  const seen = attempts.find(
    ({ lane: letter, target, sentMs, nodeMs, targetMs, startMs, serviceEndMs, backMs, endMs }) =>
      letter === 'A' &&
      target === 'web-2' &&
      sentMs > 14_000 &&
      isLong(sentMs, nodeMs) &&
      isLong(targetMs, startMs) &&
      isLong(startMs, serviceEndMs) &&
      isLong(backMs, endMs),
  )
  if (seen === undefined) throw new Error('no request of the run lies on four tenths of a second')
  const moments = [seen.sentMs, seen.targetMs, seen.startMs, seen.backMs].map(tenth)
  expect(moments.map((ms) => placeAt(seen, ms))).toEqual([
    'on its way',
    'waiting',
    'in service',
    'on its way',
  ])
  for (const ms of moments) {
    await seek(page, ms / 1000)
    for (const letter of ['A', 'B']) await expectFrame(page, letter, { attempts, ms })
  }
})

test('click a request: its stamps and why it went where it went', async ({ page }) => {
  const attempts = await attemptsOf('one-slow-target')
  await openAt(page, 20)
  // The queue of web-2 is full then: its head sits just left of the gate.
  const gate = await thing(page, 'A', 'Target web-2').boundingBox()
  if (gate === null) throw new Error('web-2 is not on the stage')
  await page.mouse.click(gate.x - 4, gate.y + gate.height / 2)
  const panel = inspector(page)
  const heading = panel.getByRole('heading', { level: 2 })
  await expect(heading).toHaveText(/^Request [\d\u202f]+$/)
  const ordinal = Number((await textOf(heading)).replace(/\D/g, ''))
  const own = attempts.find((each) => each.lane === 'A' && each.ordinal === ordinal)
  const twin = attempts.find((each) => each.lane === 'B' && each.ordinal === ordinal)
  if (own === undefined || twin === undefined) throw new Error(`no request ${ordinal} in the run`)
  expect(own.target).toBe('web-2')
  expect(placeAt(own, 20_000)).toBe('waiting')

  const lanes = panel.getByRole('list', { name: 'The same request in every lane' })
  const figure = (ms: number): string => String(Number(ms.toFixed(1)))
  for (const [i, attempt] of [own, twin].entries()) {
    const item = lanes.getByRole('listitem').nth(i)
    await expect(item).toContainText(attempt.target)
    const shown = (await textOf(item)).replace(/\u202f/g, '')
    const tookMs = Number(/([\d.]+)\s*ms/.exec(shown)?.[1])
    expect(Math.abs(tookMs - legMs(attempt.sentMs, attempt.endMs))).toBeLessThanOrEqual(0.5)
  }

  const legs = {
    'To the node': legMs(own.sentMs, own.nodeMs),
    'To the target': legMs(own.nodeMs, own.targetMs),
    Wait: legMs(own.targetMs, own.startMs),
    Service: legMs(own.startMs, own.serviceEndMs),
    'Back to the node': legMs(own.serviceEndMs, own.backMs),
    'Back to the client': legMs(own.backMs, own.endMs),
  }
  const terms = panel.getByRole('term')
  await expect(terms).toHaveText(Object.keys(legs))
  for (const [label, ms] of Object.entries(legs)) {
    const row = terms.filter({ hasText: new RegExp(`^${label}$`) }).locator('xpath=..')
    const shown = (await textOf(row)).replace(/\u202f/g, '')
    const [, value, unit] = /([\d.]+) (ms|s)$/.exec(shown.trim()) ?? []
    const shownMs = Number(value) * (unit === 's' ? 1000 : 1)
    expect(Math.abs(shownMs - ms), `${label} of ${figure(ms)} ms reads ${shown}`).toBeLessThan(5.1)
  }

  await expect(panel.getByTestId('because')).toContainText('web-2')
  const known = panel.getByRole('table', { name: 'What each lane’s node knew of every target' })
  await expect(known.getByRole('rowheader')).toHaveText(TARGETS)
  for (const [column, attempt] of [own, twin].entries()) {
    const row = known.getByRole('row').filter({ hasText: attempt.target })
    await expect(row.getByRole('cell').nth(column)).toContainText('chosen')
  }
  await expect(known.getByText('chosen')).toHaveCount(2)

  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(lane(page, 'A')).toBeVisible()
})
