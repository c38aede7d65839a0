/** What axe finds on the page as it is now; nothing, when all is well. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** The release of Playwright whose types axe brings need not be the one that runs the tests. */
type AxePage = ConstructorParameters<typeof AxeBuilder>[0]['page']

/**
 * Empty elements around an open list that hand the focus on to it or past it: they must take the
 * focus, and are hidden from assistive technology because there is nothing in them to be read.
 */
const FOCUS_GUARDS = '[data-base-ui-focus-guard]'

/**
 * Each violation as a line: the rule, what it says, and the elements that break it; on the whole
 * page, or only within the elements that a selector finds.
 */
export async function violationsOf(page: Page, within?: string): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page: page as unknown as AxePage }).exclude(FOCUS_GUARDS)
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze()
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map(
      ({ target, failureSummary }) => `  ${target.join(' ')}: ${failureSummary}`,
    )
    return `${id}: ${help}\n${places.slice(0, 6).join('\n')}`
  })
}
