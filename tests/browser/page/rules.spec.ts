/** Rules: they are edited in a dialog, tried out there, and told of a request. */
import { expect, type Page } from '@playwright/test'
import { chooseExample, digestOf, expectDigest, openPage } from '../support/page.ts'
import { test } from '../support/pageTest.ts'

async function openRouting(page: Page): Promise<string> {
  const before = await openPage(page)
  await chooseExample(page, 'Path routing')
  return await digestOf(page, before)
}

const openRules = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '5 and the default' }).click()
  await expect(page.getByRole('dialog', { name: 'Rules' })).toBeVisible()
}

test('tries a request out: each earlier rule says why it does not match', async ({ page }) => {
  await openRouting(page)
  await openRules(page)
  const address = page.getByRole('textbox', { name: 'Host, path and query' })
  await address.fill('shop.example/API/orders')
  await address.press('Enter')
  const answer = page.getByTestId('try-out').getByRole('listitem')
  await expect(answer).toHaveText([
    '10host shop.example is not old.shop.example',
    '20/API/orders is not /admin/*',
    '30it has no query',
    '40/API/orders is not /api/*: case counts',
    '50/API/orders is not /status',
    '✓The default rule: forward web',
  ])
})

test('asks a rule earlier, gives it another path, and takes all of it back', async ({ page }) => {
  const digest = await openRouting(page)
  await openRules(page)
  const rules = page.getByRole('list', { name: 'Rules in the order in which they are asked' })
  await page.getByRole('button', { name: 'Ask api earlier' }).click()
  await expect(rules.getByRole('listitem', { name: /^Rule / }).nth(2)).toHaveAccessibleName(
    'Rule api',
  )
  const path = page.getByRole('textbox', { name: 'Paths: Path of api' })
  await path.fill('/api/* or /v2/*')
  await path.press('Enter')
  await path.fill('no blank')
  await path.press('Enter')
  await expect(page.getByRole('alert')).toContainText('it must be a path')
  await page.keyboard.press('Escape')
  const other = await digestOf(page, digest)
  expect(other).not.toBe(digest)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expectDigest(page, digest)
})

test('adds a rule and a group, and renames the group', async ({ page }) => {
  await openRouting(page)
  await openRules(page)
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await expect(page.getByRole('listitem', { name: 'Rule rule' })).toBeVisible()
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  const name = page.getByRole('textbox', { name: 'Name of group spare-2' })
  await name.fill('beta')
  await name.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name of group beta' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove group web' }).click()
  await expect(page.getByRole('alert')).toContainText('is used by a rule')
})

test('says of a request which rule it matched', async ({ page }) => {
  await openRouting(page)
  await page.getByRole('button', { name: 'To the next failure' }).click()
  await expect(page.getByTestId('rule')).toContainText(
    'Rule api: forward api 1 and spare 0, here to api',
  )
  await expect(
    page.getByRole('list', { name: 'Rules that were asked before and did not match' }),
  ).toContainText('is not old.shop.example')
})
