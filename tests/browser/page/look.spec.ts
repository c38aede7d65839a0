/** How the page looks: light and dark, and to those who do not see it. */
import { expect, type Page } from '@playwright/test'
import {
  faultOnTimeline,
  inspector,
  lane,
  openAt,
  openPage,
  selectTarget,
  stage,
  thing,
} from '../support/page.ts'
import { violationsOf } from '../support/pageAxe.ts'
import { test } from '../support/pageTest.ts'

/** Brightness, 0 to 255, of the upper left corner of what a lane shows, and of the page itself. */
async function brightnessOf(
  page: Page,
): Promise<{ readonly stage: number; readonly page: number }> {
  return await page.evaluate(() => {
    const mean = ([red = 0, green = 0, blue = 0]: readonly number[]): number =>
      (red + green + blue) / 3
    // Reading from a copy, so that the page's own canvas stays as it is.
    const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    const shown = document.querySelector<HTMLCanvasElement>('[data-testid="stage-A"]')
    if (shown !== null) copy?.drawImage(shown, 0, 0)
    const body = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? []
    return {
      stage: mean([...(copy?.getImageData(2, 2, 1, 1).data ?? [])]),
      page: mean(body.map(Number)),
    }
  })
}

test('light and dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  const digest = await openAt(page, 20)
  const expectLook = (isDark: boolean) =>
    expect
      .poll(async () => {
        const brightness = await brightnessOf(page)
        return isDark
          ? brightness.stage < 60 && brightness.page < 60
          : brightness.stage > 200 && brightness.page > 200
      })
      .toBe(true)
  await expectLook(false)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectLook(true)

  await page.getByRole('button', { name: 'Theme: as the system' }).click()
  await expectLook(false)
  await page.getByRole('button', { name: 'Theme: light' }).click()
  await expectLook(true)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible()
  await expectLook(true)
  // The choice is kept, and how it looks changes nothing of what happens.
  expect(await openPage(page)).toBe(digest)
  await expectLook(true)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('on the page, with a list and with a table open', async ({ page }) => {
      await openAt(page, 20)
      expect(await violationsOf(page)).toEqual([])
      await lane(page, 'A').getByRole('combobox').click()
      await expect(page.getByRole('option', { name: /^Random/ })).toBeVisible()
      expect(await violationsOf(page)).toEqual([])
      await page.keyboard.press('Escape')
      await lane(page, 'A').getByRole('button', { name: 'More of lane A' }).click()
      await page.getByRole('menuitem', { name: 'Show as table' }).click()
      await page.getByRole('button', { name: 'Table', exact: true }).click()
      await expect(stage(page, 'A')).toBeHidden()
      expect(await violationsOf(page)).toEqual([])
    })

    test('with the inspector open', async ({ page }) => {
      await openAt(page, 20)
      await selectTarget(page, 'web-2')
      expect(await violationsOf(page, 'aside')).toEqual([])
      const gate = await thing(page, 'A', 'Target web-2').boundingBox()
      if (gate === null) throw new Error('web-2 is not on the stage')
      await page.mouse.click(gate.x - 4, gate.y + gate.height / 2)
      await expect(inspector(page).getByTestId('because')).toBeVisible()
      expect(await violationsOf(page, 'aside')).toEqual([])
      await faultOnTimeline(page, 'web-2 2.8× slow').press('Enter')
      await expect(inspector(page).getByRole('button', { name: /Delete/ })).toBeVisible()
      expect(await violationsOf(page)).toEqual([])
    })

    test('with a dialog and with a refusal', async ({ page }) => {
      await openPage(page, '/#7.abc')
      await expect(page.getByRole('alert')).toBeVisible()
      await page.keyboard.press('Space')
      expect(await violationsOf(page, 'main')).toEqual([])
      for (const name of ['Share', 'Help and keys']) {
        await page.getByRole('button', { name, exact: true }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        expect(await violationsOf(page, '[role="dialog"]')).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      await page.getByRole('button', { name: /^Scenario:/ }).click()
      await page.getByRole('menuitem', { name: /^All scenarios/ }).click()
      await page.getByRole('searchbox').fill('retr')
      await expect(page.getByRole('heading', { name: 'Overload and retries' })).toBeVisible()
      expect(await violationsOf(page, '[role="dialog"]')).toEqual([])
      await page.getByRole('searchbox').fill('')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'How this algorithm works' }).click()
      await expect(page.getByRole('dialog').getByText('balance roundrobin')).toBeVisible()
      expect(await violationsOf(page, '[role="dialog"]')).toEqual([])
      await page.getByRole('combobox', { name: /^Another algorithm/ }).click()
      await page.getByRole('option', { name: /^Hash ring/ }).click()
      await page.getByTestId('spread').getByRole('button', { name: 'web-1' }).click()
      await expect(page.getByTestId('spread')).toContainText(/If web-1 leaves, .* % of keys move/)
      expect(await violationsOf(page, '[role="dialog"]')).toEqual([])
      await page.getByRole('button', { name: 'Try it in a new lane' }).click()
      await expect(lane(page, 'C')).toContainText('Hash ring')
    })
  })
}
