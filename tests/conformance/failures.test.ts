/** NGINX takes a server out and tries it again when Ballast does; `npm run conformance` asks it again. */
import { describe, expect, test } from 'vitest'
import { versionOf } from '../support/realBalancers.ts'
import { FAILING, failuresOfBallast, failuresOfReal } from './failures.ts'
import { keepRecording, recordingOf } from './recordings.ts'

test.each(FAILING)('$name', (one) => {
  const recorded = recordingOf(one.name)
  expect(recorded?.version).toMatch(/^nginx/)
  expect(failuresOfBallast(one)).toBe(recorded?.picks)
})

const version = process.env['BALLAST_CONFORMANCE'] === '1' ? versionOf('nginx') : null

describe.skipIf(version === null)('asked again', () => {
  test.each(FAILING)(
    '$name',
    async (one) => {
      const picks = await failuresOfReal(one)
      keepRecording(one.name, { version: version as string, picks })
      expect(failuresOfBallast(one)).toBe(picks)
    },
    60_000,
  )
})
