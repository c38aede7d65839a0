/** What the example `zone-aware` says holds for any seed: the published shares, who crosses zones, and who drowns. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { zoneAware } from '../../src/scenario/presets/zoneAware.ts'
import { attemptsOf, type TracedAttempt } from '../../src/trace/attempt.ts'
import { bundledSimulate } from '../support/bundled.ts'
import { SEEDS } from '../support/seeds.ts'

// Minutes of load over all seeds: bundled, as it runs on the page.
const { simulate } = await bundledSimulate()

const zoneOfNode = ({ node }: TracedAttempt): string => node?.split('-')[1] ?? ''
const zoneOfTarget = ({ target }: TracedAttempt): string => target?.charAt(0) ?? ''
const share = (all: readonly TracedAttempt[], is: (one: TracedAttempt) => boolean): number =>
  all.filter(is).length / all.length
const crosses = (one: TracedAttempt): boolean => zoneOfNode(one) !== zoneOfTarget(one)
const p99Ms = (all: readonly TracedAttempt[]): number => {
  const sorted = all.map(({ sentUs, endUs }) => (endUs ?? sentUs) - sentUs).sort((x, y) => x - y)
  return (sorted[Math.ceil(0.99 * sorted.length) - 1] ?? 0) / 1000
}

it.each(SEEDS)('zone-aware: 62.5, 25 and 12.5 %, and off below six targets: seed %i', (seed) => {
  const sentIn = (lane: string | null) => {
    const trace = simulate(resolveLane({ ...zoneAware.scenario, seed: `${seed}` }, lane))
    const all = [...attemptsOf(trace)].filter(({ target }) => target !== null)
    const sent = (fromMs: number, untilMs: number) =>
      all.filter(({ sentUs }) => sentUs >= fromMs * 1000 && sentUs < untilMs * 1000)
    return { well: sent(3000, 24_900), short: sent(28_000, 34_900) }
  }
  const [any, own, aware, lower] = [
    sentIn(null),
    sentIn('own'),
    sentIn('aware'),
    sentIn('lower'),
  ] as const
  const fromA = aware.well.filter((one) => zoneOfNode(one) === 'a')
  // About 1,900 requests of independent draws: 3.9 standard deviations, for twenty seeds.
  const shares = ['a', 'b', 'c'].map((zone) => share(fromA, (one) => zoneOfTarget(one) === zone))
  expect(Math.abs((shares[0] as number) - 0.625)).toBeLessThan(0.044)
  expect(Math.abs((shares[1] as number) - 0.25)).toBeLessThan(0.039)
  expect(Math.abs((shares[2] as number) - 0.125)).toBeLessThan(0.03)
  expect([any, own, aware].map(({ well }) => Math.round(share(well, crosses) * 20) / 20)).toEqual([
    0.65, 0, 0.15,
  ])
  // By how much differs from one short run to the next.
  expect(p99Ms(own.well)).toBeGreaterThan(p99Ms(aware.well))
  // Five targets: two of a, two of b, one of c, and two zones of three are where the requests are not.
  expect(share(aware.short, crosses)).toBeGreaterThan(0.55)
  expect(share(lower.short, crosses)).toBeLessThan(0.1)
})
