/** What cannot be loaded, started or drawn is said, and the scenario is kept. */
import { expect } from '@playwright/test'
import { encodeLink } from '../../../src/scenario/link/link.ts'
import { DEFAULT_VIEW, type ViewSelection } from '../../../src/scenario/link/linkView.ts'
import { oneSlowTarget } from '../../../src/scenario/presets/oneSlowTarget.ts'
import {
  digestOf,
  expectDigest,
  inspector,
  openAt,
  openPage,
  setNumber,
  thing,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

const NAMES = ['constructor', '__proto__']
const KINDS = ['fault', 'resolver', 'client', 'target', 'node'] as const

test('a link that selects what is not there opens, and says what is missing', async ({ page }) => {
  const selections: readonly ViewSelection[] = [
    ...NAMES.flatMap((id) => KINDS.map((kind) => ({ kind, id }))),
    { kind: 'request', name: '__proto__/0/1#1', lane: 'constructor' },
  ]
  for (const selected of selections) {
    const view = { ...DEFAULT_VIEW, selected }
    await page.goto(`/#${await encodeLink(oneSlowTarget.scenario, view)}`)
    await expect(page.getByTestId('notice')).toContainText(/There is no .*; nothing is selected/)
    await expect(page.getByRole('heading', { name: 'Ballast' })).toBeVisible()
  }
})

test('a part that is gone is said, and can be had once it is back', async ({
  page,
  complaints,
}) => {
  await openAt(page, 20)
  await setNumber(page, 'Rate', 310)
  await page.route(/assets\/(Inspector|Dialogs)-/, (route) => route.abort())
  await thing(page, 'A', 'Target web-4').click({ position: { x: 44, y: 10 } })
  await expect(page.getByRole('alert')).toContainText('The inspector could not be loaded')
  await expect(inspector(page)).toBeHidden()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('This dialog could not be loaded')
  await page.unroute(/assets\/(Inspector|Dialogs)-/)
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page.getByRole('textbox', { name: 'Rate, as a number' })).toHaveValue('310')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Share this run' })).toBeVisible()
  // The browser itself complains of what was taken from it.
  complaints.splice(0)
})

test('a simulation that cannot start is said, and started when asked again', async ({
  page,
  complaints,
}) => {
  await page.route(/assets\/worker-/, (route) => route.abort())
  await page.goto('/')
  await expect(page.getByTestId('notice')).toContainText(
    /The simulation of lane [AB] could not be started/,
  )
  await expect(page.getByText('simulating')).toBeHidden()
  await page.unroute(/assets\/worker-/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await digestOf(page)
  await expect(page.getByTestId('notice')).toBeHidden()
  complaints.splice(0)
})

test('a page that breaks keeps the scenario, and goes on @long', async ({ page, complaints }) => {
  const digest = await openPage(page)
  // A browser that has lost a function that drawing the inspector needs.
  await page.evaluate(() => {
    const { entries } = Object
    Object.entries = ((object: object) => {
      if (document.querySelector('[data-testid="inspector"]') !== null || 'web-4' in object)
        throw new Error('this browser is broken')
      return entries(object)
    }) as typeof Object.entries
    Reflect.set(window, 'mend', () => {
      Object.entries = entries
    })
  })
  await thing(page, 'A', 'Target web-4').click({ position: { x: 44, y: 10 } })
  await expect(page.getByRole('alert')).toContainText('Your scenario did not')
  await page.evaluate(() => (Reflect.get(window, 'mend') as () => void)())
  await page.getByRole('button', { name: 'Copy the scenario' }).click()
  await expect(page.getByRole('textbox', { name: 'What was copied' })).toHaveValue(/"format": 1/)
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await expect(page.getByRole('textbox', { name: 'What was copied' })).toHaveValue(/#1\./)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expectDigest(page, digest)
  complaints.splice(0)
})
