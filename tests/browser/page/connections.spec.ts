/** The connections of a node: listed at the playhead, searched, sorted, and only those in sight are there. */
import { expect } from '@playwright/test'
import {
  chooseExample,
  digestOf,
  inspector,
  openAt,
  openPage,
  scenarioPanel,
  setNumber,
  thing,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

test('lists the connections of a node, finds some and sorts them', async ({ page }) => {
  const before = await openPage(page)
  await chooseExample(page, 'Keep-alive race')
  await digestOf(page, before)
  await thing(page, 'A', 'Balancer node web-a').click()
  const list = inspector(page).getByRole('region', { name: 'Connections of node web-a' })
  const rows = list.getByRole('row', { name: /this node|browsers/ })
  const open = Number(
    /\d+/.exec(
      (await inspector(page).getByRole('button', { name: /^all / }).textContent()) ?? '',
    )?.[0],
  )
  expect(open).toBeGreaterThan(40)
  expect(await rows.count()).toBeLessThan(20)

  const search = inspector(page).getByRole('searchbox', { name: 'Search the connections' })
  await search.fill('web-12')
  await expect(rows.first()).toContainText('web-12')
  await search.fill('')
  await list.getByRole('button', { name: 'Client' }).click()
  await expect(rows.first()).toContainText('this node')
  await list.getByRole('button', { name: 'Client' }).click()
  await expect(rows.first()).toContainText('browsers')
  await list.evaluate((box) => box.scrollTo(0, box.scrollHeight))
  await expect(rows.last()).toContainText('this node')

  await inspector(page).getByRole('button', { name: 'Connections of lane B' }).click()
  await expect(list).toBeVisible()
})

test('lists the workers of a node, which one has a connection, and which one decided for a request @long', async ({
  page,
}) => {
  const before = await openAt(page, 20)
  await scenarioPanel(page).getByRole('button', { name: 'More of Balancer' }).click()
  await setNumber(page, 'Workers', 3)
  const three = await digestOf(page, before)
  await scenarioPanel(page).getByRole('combobox', { name: 'Workers share:' }).click()
  await page.getByRole('option', { name: 'All' }).click()
  await digestOf(page, three)
  await thing(page, 'A', 'Balancer node web-a').click()
  const shown = inspector(page)
  await expect(shown.getByRole('row', { name: /^Share All/ })).toBeVisible()
  await expect(shown.getByRole('row', { name: /^Worker 3 \d+ of \d+/ })).toBeVisible()
  await shown.getByRole('searchbox', { name: 'Search the connections' }).fill('worker 2')
  await expect(shown.getByRole('row', { name: /worker 2/ }).first()).toBeVisible()
  await expect(shown.getByTestId('last-choice')).toContainText(/Worker [123] of the node has/)
  await shown.getByTestId('last-choice').getByRole('button').first().click()
  await expect(shown.getByRole('row', { name: /^Worker [123] of 3/ })).toBeVisible()
})
