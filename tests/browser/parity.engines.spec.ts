/**
 * One link, one digest: what the command line works out under Node, the page works out in every
 * engine.
 */
import { expect } from '@playwright/test'
import { PARITY_PRESETS } from '../support/namedLanes.ts'
import { ballast, reportOf } from './support/commandLine.ts'
import { QUICK, test } from './support/fixtures.ts'

for (const preset of PARITY_PRESETS) {
  const how = preset === 'nasa' ? {} : QUICK
  test(
    `the link of ${preset} gives the digest that the command line gives`,
    how,
    async ({ visitor, baseURL }) => {
      const link = await ballast('link', preset, '--page', String(baseURL))
      const { digest: expected } = await reportOf(link)
      await visitor.open(link)
      const digest = await visitor.attribute('[data-testid="digest"]', 'data-digest')
      console.log(`${visitor.engine} ${visitor.version} ${preset} ${digest}`)
      expect(digest).toBe(expected)
    },
  )
}
