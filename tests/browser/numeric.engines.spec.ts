/** The numbers of the replay zone have the same bits in every engine: the ground that digests stand on. */
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { numericFingerprint } from '../support/numericFingerprint.ts'
import { QUICK, test } from './support/fixtures.ts'
import { serveModule } from './support/serveModule.ts'

const PAGE = fileURLToPath(new URL('./support/fingerprintPage.ts', import.meta.url))

test(
  'a million draws, logarithms, exponentials and powers hash to what they do in Node',
  QUICK,
  async ({ visitor }) => {
    const served = await serveModule(PAGE)
    try {
      await visitor.open(served.url)
      const fingerprint = await visitor.text('output')
      console.log(`${visitor.engine} ${visitor.version} numeric fingerprint ${fingerprint}`)
      expect(fingerprint).toBe(numericFingerprint())
    } finally {
      await served.close()
    }
  },
)
