/** Real NGINX and HAProxy pick what their recordings say: `npm run conformance`. */
import { describe, expect, test } from 'vitest'
import { versionOf } from '../support/realBalancers.ts'
import { picksOfBallast } from './ballast.ts'
import { CASES } from './cases.ts'
import { picksOfReal } from './realBalancer.ts'
import { keepRecording } from './recordings.ts'

const isAsked = process.env['BALLAST_CONFORMANCE'] === '1'

describe.skipIf(!isAsked)('asked again', () => {
  for (const balancer of ['nginx', 'haproxy'] as const) {
    const version = isAsked ? versionOf(balancer) : null
    const why = version === null ? `${balancer}: not installed, so not asked` : version
    describe.skipIf(version === null)(why, () => {
      test.each(CASES.filter((one) => one.balancer === balancer))(
        '$name',
        async (one) => {
          const picks = await picksOfReal(one)
          keepRecording(one.name, { version: version as string, picks })
          expect(picksOfBallast(one)).toBe(picks)
        },
        120_000,
      )
    })
  }
})
