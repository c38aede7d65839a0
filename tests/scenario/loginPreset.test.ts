/** What the example of a log-in at the balancer says holds for any seed. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { login } from '../../src/scenario/presets/login.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import { bundledSimulate } from '../support/bundled.ts'
import { SEEDS } from '../support/seeds.ts'

const { simulate } = await bundledSimulate()

it.each(SEEDS)('a provider that is out locks out whose session ends: seed %i', (seed) => {
  const attempts = (lane: string | null) => [
    ...attemptsOf(simulate(resolveLane({ ...login.scenario, seed: `${seed}` }, lane))),
  ]
  const failing = (lane: string | null): number => {
    const sent = attempts(lane).filter(({ sentUs }) => sentUs >= 30e6 && sentUs < 45e6)
    return sent.filter(({ status }) => status >= 500).length / sent.length
  }
  // Nearly all of its clients have logged in before.
  expect(failing(null)).toBeLessThan(0.01)
  expect(failing('short')).toBeGreaterThan(0.6)
  expect(failing('token')).toBe(0)
  // A session costs once: the first request of a client takes three calls longer.
  const took = attempts(null).flatMap(({ name, sentUs, endUs }) =>
    name.population === 'buyers' && endUs !== null ? [{ sentUs, ms: (endUs - sentUs) / 1000 }] : [],
  )
  const mean = (some: readonly { ms: number }[]): number =>
    some.reduce((sum, { ms }) => sum + ms, 0) / some.length
  const first = mean(took.filter(({ sentUs }) => sentUs < 0.4e6))
  const later = mean(took.filter(({ sentUs }) => sentUs > 20e6))
  expect(first).toBeGreaterThan(later + 250)
})

it('whom the balancer lets pass the targets may still refuse', () => {
  const trace = simulate(resolveLane(login.scenario, null))
  const admin = [...attemptsOf(trace)].filter(
    ({ path, outcome }) => path === '/admin/users' && outcome !== 'unfinished',
  )
  const statuses = (population: string) => [
    ...new Set(
      admin.flatMap(({ name, status }) => (name.population === population ? [status] : [])),
    ),
  ]
  expect(statuses('staff')).toEqual([200])
  expect(statuses('buyers')).toEqual([403])
})
