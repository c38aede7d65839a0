/** Ballast picks what NGINX and HAProxy picked when they were asked; `npm run conformance` asks them again. */
import { expect, test } from 'vitest'
import { picksOfBallast } from './ballast.ts'
import { CASES } from './cases.ts'
import { recordingOf } from './recordings.ts'

test.each(CASES)('$name', (one) => {
  const recorded = recordingOf(one.name)
  expect(recorded?.version).toMatch(/^(nginx|HAProxy)/)
  expect(picksOfBallast(one)).toBe(recorded?.picks)
})
