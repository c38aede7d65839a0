/** Groups that are scaled, and functions: chosen in the panel, seen on the stage and in the inspector. */
import { expect } from '@playwright/test'
import {
  choose,
  digestOf,
  inspector,
  openAt,
  scenarioPanel,
  selectTarget,
  setNumber,
  targetCell,
} from '../support/page.ts'
import { test } from '../support/pageTest.ts'

test('a policy goes on with all targets; fewer leave places vacant, which the stage and the inspector say', async ({
  page,
}) => {
  const digest = await openAt(page, 20)
  await choose(scenarioPanel(page), 'Scaling policy', 'Fixed size')
  const scaled = await digestOf(page, digest)
  const stateOf = (target: string) => targetCell(page, 'A', { target, column: 'state' })
  await expect(stateOf('web-1')).toHaveText('working')
  await expect(stateOf('web-6')).toHaveText('working')
  // One in each zone.
  await setNumber(page, 'Desired at first', 3)
  await digestOf(page, scaled)
  await expect(stateOf('web-6')).toHaveText('vacant')
  await selectTarget(page, 'web-1')
  await expect(inspector(page).getByRole('row', { name: /^In service 3 of 6/ })).toBeVisible()
})

test('the one target of a group becomes a function, with settings of its own', async ({ page }) => {
  const digest = await openAt(page, 20)
  await setNumber(page, 'Number', 1)
  const one = await digestOf(page, digest)
  const panel = scenarioPanel(page)
  await panel.getByRole('combobox', { name: 'Kind:' }).click()
  await page.getByRole('option', { name: 'Function' }).click()
  await digestOf(page, one)
  await expect(panel.getByLabel('Provisioned, as a number')).toBeVisible()
  await expect(panel.getByLabel('Queue limit, as a number')).toBeHidden()
})

test('targets become containers of hosts, whose cores are set, shown and taken down', async ({
  page,
}) => {
  const digest = await openAt(page, 20)
  const panel = scenarioPanel(page)
  await panel.getByRole('combobox', { name: 'Kind:' }).click()
  await page.getByRole('option', { name: 'Container' }).click()
  const placed = await digestOf(page, digest)
  await setNumber(page, 'Cores', 1)
  const short = await digestOf(page, placed)
  await page.locator('[data-key="host-host-a"]').first().focus()
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('row', { name: /^Cores 1 1/ })).toBeVisible()
  await inspector(page).getByRole('button', { name: 'Take down' }).click()
  await digestOf(page, short)
  await expect(targetCell(page, 'A', { target: 'web-1', column: 'state' })).toHaveText('host out')
  await expect(targetCell(page, 'A', { target: 'web-6', column: 'state' })).not.toHaveText(/out/)
})
