/** What nodes hold of their targets shows: panic, slow start, ejection, a deploy; of each example at the moment it opens at. */
import { expect, type Page } from '@playwright/test'
import {
  chooseExample,
  digestOf,
  faultOnTimeline,
  inspector,
  openPage,
  seek,
  targetCell,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

async function openExample(page: Page, name: string, digest: string): Promise<string> {
  await chooseExample(page, name)
  return await digestOf(page, digest)
}

const cell = (page: Page, letter: string, target: string, column: 'state' | 'health') =>
  targetCell(page, letter, { target, column })

test('panic, slow start, ejection and a deploy are seen where they happen @long', async ({
  page,
}) => {
  let digest = await openPage(page)

  digest = await openExample(page, 'Panic threshold', digest)
  await seek(page, 46)
  const caption = (letter: string) =>
    page.getByRole('article', { name: `Lane ${letter}:` }).getByRole('table')
  await expect(caption('A')).not.toHaveAccessibleName(/failing open/)
  await expect(caption('B')).toHaveAccessibleName(/failing open: a, b, c/)

  digest = await openExample(page, 'Cold target', digest)
  await seek(page, 30)
  await expect(cell(page, 'A', 'web-3', 'state')).toHaveText('cold')
  await expect(cell(page, 'B', 'web-3', 'state')).toHaveText('cold, slow start')

  digest = await openExample(page, 'Ejection in a small fleet', digest)
  await seek(page, 20)
  await expect(cell(page, 'A', 'web-3', 'health')).not.toHaveText(/ejected/)
  await expect(cell(page, 'B', 'web-3', 'health')).toHaveText(/ejected/)

  digest = await openExample(page, 'Rolling deploy', digest)
  await seek(page, 24)
  await expect(cell(page, 'A', 'web-1', 'state')).toHaveText(/gone|stopping/)
  await expect(cell(page, 'B', 'web-1', 'state')).toHaveText('deregistered')
  await faultOnTimeline(page, 'deploy of web').press('Enter')
  const steps = inspector(page).getByRole('table', { name: /deregistered last/ })
  await expect(steps.getByRole('row', { name: /^Told to stop/ })).toHaveText(
    /Told to stop0\.07\.07\.0/,
  )
})
