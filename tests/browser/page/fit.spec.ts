/** The page fits, from a phone to a large screen: one page, resized, with one to six lanes. */
import { writeFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { ballast } from '../support/commandLine.ts'
import { fitOf } from '../support/fit.ts'
import { digestOf, faultOnTimeline, frames, openPage, stage } from '../support/page.ts'
import { test } from '../support/pageTest.ts'

const SIZES = [
  [360, 640],
  [390, 844],
  [844, 390],
  [768, 1024],
  [820, 1180],
  [960, 540],
  [1024, 768],
  [1366, 650],
  [1440, 900],
  [1920, 1080],
  [2560, 1440],
] as const
const LANE_COUNTS = [1, 2, 3, 6] as const
const ALGORITHMS = [
  'random',
  'least-outstanding',
  'power-of-choices',
  'least-response-time',
  'weighted-round-robin',
]
/** The stage does not give way below this, whatever else is on the page. */
const STAGE_MIN_PX = 220

/** A short run of the first scenario, so that what is tested is the page and not the engine. */
async function shortLink(file: string, lanes: number): Promise<string> {
  const scenario = JSON.parse(await ballast('open', 'one-slow-target'))
  const own = {
    ...scenario,
    durationMs: 6000,
    warmUpMs: 0,
    faults: { slow: { ...scenario.faults.slow, atMs: 1000, forMs: 3000 } },
    lanes: Object.fromEntries(
      ALGORITHMS.slice(0, lanes - 1).map((id, i) => [
        `lane${i}`,
        { patch: { targetGroups: { web: { algorithm: { id } } } } },
      ]),
    ),
  }
  await writeFile(file, JSON.stringify(own))
  return await ballast('link', file)
}

for (const lanes of LANE_COUNTS) {
  const words = lanes === 1 ? 'one lane @long' : lanes === 3 ? '3 lanes @long' : `${lanes} lanes`
  test(`nothing is cut, hidden or printed over with ${words}`, async ({ page }, testInfo) => {
    // Six stages, redrawn at forty-four sizes, on a machine that may be doing other things.
    test.setTimeout(150_000)
    const link = await shortLink(testInfo.outputPath('short.json'), lanes)
    await openPage(page, `/#${link.replace(/^.*#/, '')}`)
    await page.keyboard.press('Space')
    const found: string[] = []
    for (const hasInspector of [false, true]) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await frames(page, 2)
      if (hasInspector) await faultOnTimeline(page, 'web-2 2.8× slow').press('Enter')
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height })
        // What a phone shows is loaded when the page first becomes one.
        await page.locator('main canvas').first().waitFor({ state: 'attached' })
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await frames(page, colorScheme === 'light' ? 3 : 1)
          const { faults, stagesPx, hasChartsTab } = await fitOf(page)
          const where = `${width} × ${height}, ${hasInspector ? 'inspector open, ' : ''}${colorScheme}`
          found.push(...faults.map((fault) => `${where}: ${fault}`))
          const lowest = Math.min(...stagesPx)
          const isRight = lowest >= STAGE_MIN_PX - 1 && (hasChartsTab || stagesPx.length === lanes)
          if (!isRight) found.push(`${where}: stages of ${stagesPx.join(', ')} px`)
        }
      }
    }
    expect(found).toEqual([])
  })
}

test('the keyboard comes to the first lane past the head of the page at once', async ({ page }) => {
  await openPage(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Skip to the lanes' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByTestId('algorithm-A')).toBeFocused()
})

test('where there is no room for both, a switch shows the charts in place of the stage', async ({
  page,
}) => {
  await page.setViewportSize({ width: 960, height: 540 })
  await openPage(page)
  const compare = page.getByRole('region', { name: 'Compare' })
  await expect(compare).toBeHidden()
  await expect(page.getByRole('button', { name: 'Both', exact: true })).toBeHidden()
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await expect(compare).toBeVisible()
  await expect(stage(page, 'A')).toBeHidden()
  await page.reload()
  await digestOf(page)
  await expect(compare).toBeVisible()
  await page.getByRole('button', { name: 'Stage', exact: true }).click()
  await expect(stage(page, 'A')).toBeVisible()
})
