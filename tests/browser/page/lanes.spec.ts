/** Two lanes on the same traffic: what they show, what they say, how they compare. */
import { expect, type Page } from '@playwright/test'
import { reportOf } from '../support/commandLine.ts'
import { QUICK } from '../support/fixtures.ts'
import {
  choose,
  digestOf,
  expectDigest,
  frames,
  lane,
  laneDigestOf,
  openAt,
  openPage,
  secondsOf,
  stage,
  statOf,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

test.use({ motion: 'no-preference' })

test('opens on a running two-lane comparison', QUICK, async ({ page }) => {
  const { digest } = await reportOf('one-slow-target')
  expect(await openPage(page)).toBe(digest)
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(2)
  await expect(lane(page, 'A').getByRole('heading')).toHaveText('Round robin')
  await expect(lane(page, 'B').getByRole('heading')).toHaveText('Least outstanding requests')
  const from = await secondsOf(page)
  const before = await Promise.all(['A', 'B'].map((letter) => stage(page, letter).screenshot()))
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(from)
  const after = await Promise.all(['A', 'B'].map((letter) => stage(page, letter).screenshot()))
  expect(after.map((picture, i) => picture.equals(before[i] as Buffer))).toEqual([false, false])
  await expect(page.getByRole('region', { name: 'Finding' })).toHaveText(
    /^(No request fails|0\.\d+ % of requests fail) with least outstanding requests, [\d.]+ % in A; p99 is [\d.]+× lower/,
  )
})

test('shows statistics of each lane with the difference to the first @long', async ({ page }) => {
  const { lanes } = await reportOf('one-slow-target')
  await openAt(page, 20)
  for (const { letter, latency, errorRatio, goodputPerSecond } of lanes) {
    const expected = {
      p50: latency.p50Ms,
      p99: latency.p99Ms,
      'p99.9': latency.p999Ms,
      Goodput: goodputPerSecond,
      Failed: errorRatio * 100,
    }
    for (const [name, value] of Object.entries(expected)) {
      const { figure } = await statOf(page, letter, name)
      // Three digits are shown.
      expect(
        Math.abs(figure - value),
        `${name} of lane ${letter}: ${figure}, ${value}`,
      ).toBeLessThan(Math.max(0.005, 0.005 * value))
    }
  }
  const [base, other] = lanes
  const times = (base?.latency.p99Ms ?? 0) / (other?.latency.p99Ms ?? 0)
  expect(times).toBeGreaterThan(2)
  expect((await statOf(page, 'B', 'p99')).line).toBe(`${times.toFixed(1)}× lower`)
  const offered = Math.round(other?.offeredPerSecond ?? 0)
  expect((await statOf(page, 'B', 'Goodput')).line).toBe(`of ${offered}`)
  expect((await statOf(page, 'A', 'p99')).line).toBe('1 in 100')
})

test('charts latency over time and load per target on one shared time axis', async ({ page }) => {
  await openAt(page, 20)
  const compare = page.getByRole('region', { name: 'Compare' })
  const picture = compare.getByRole('img', { name: /^p99: .* Load: / })
  const box = await picture.boundingBox()
  if (box === null) throw new Error('there are no charts')
  // One crosshair for all of them: the same place in any of the charts is the same moment.
  const moments: number[] = []
  for (const part of [0.1, 0.5, 0.9]) {
    await page.mouse.click(box.x + box.width * 0.7, box.y + box.height * part)
    await expect.poll(() => secondsOf(page)).not.toBe(20)
    await frames(page, 12)
    moments.push(await secondsOf(page))
  }
  expect(new Set(moments).size).toBe(1)
  const [moment = Number.NaN] = moments
  expect(moment).toBeGreaterThan(40)
  expect(moment).toBeLessThan(80)

  await compare.getByRole('button', { name: 'Table' }).click()
  const latency = await tableOf(page, 'p99')
  await choose(compare, 'Table of', 'Load')
  const load = await tableOf(page, 'Load')
  expect(load.column('from s')).toEqual(latency.column('from s'))
  const during = latency.column('from s').findIndex((from) => Number(from) >= 30)
  const after = latency.column('from s').findIndex((from) => Number(from) >= 70)
  const at = (table: ChartTable, name: string, row: number): number =>
    Number.parseFloat(table.column(name)[row] ?? '')
  expect(at(latency, 'A p99 ms', during)).toBeGreaterThan(2 * at(latency, 'B p99 ms', during))
  expect(at(load, 'A web-2 waiting requests', during)).toBeGreaterThan(20)
  expect(at(load, 'B web-2 waiting requests', during)).toBeLessThan(10)
  expect(at(load, 'A web-2 waiting requests', after)).toBeLessThan(10)
})

interface ChartTable {
  readonly column: (name: string) => readonly string[]
}

async function tableOf(page: Page, title: string): Promise<ChartTable> {
  const table = page.getByRole('region', { name: `Table: ${title}` }).getByRole('table')
  const rows = (await table.getByRole('row').allInnerTexts()).map((row) => row.split('\t'))
  const [head = [], ...body] = rows
  const names = head.map((name) => name.trim())
  return {
    column: (name) => {
      const at = names.indexOf(name)
      if (at < 0) throw new Error(`no column ${name} among ${names.join(' | ')}`)
      return body.map((cells) => (cells[at] ?? '').replace(/\u202f/g, ''))
    },
  }
}

test('changes the algorithm of a lane', async ({ page }) => {
  const digest = await openAt(page, 20)
  const [a, b] = [await laneDigestOf(page, 'A'), await laneDigestOf(page, 'B')]
  const slow = await statOf(page, 'A', 'p99')
  await choose(lane(page, 'A'), 'Algorithm of lane A', 'Least outstanding requests')
  expect(await digestOf(page, digest)).not.toBe(digest)
  // Both lanes have the same algorithm and the same traffic now: the same events, to the bit.
  expect(await laneDigestOf(page, 'A')).toBe(b)
  expect(await laneDigestOf(page, 'B')).toBe(b)
  expect((await statOf(page, 'A', 'p99')).figure).toBeLessThan(slow.figure / 2)
  expect((await statOf(page, 'B', 'p99')).line).toBe('same as A')

  await choose(lane(page, 'B'), 'Algorithm of lane B', 'Random')
  await expect.poll(() => laneDigestOf(page, 'B')).not.toBe(b)
  expect(await laneDigestOf(page, 'A')).toBe(b)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectDigest(page, digest)
  expect(await laneDigestOf(page, 'A')).toBe(a)
})
