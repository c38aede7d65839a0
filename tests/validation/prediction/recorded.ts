/** What was measured of the lanes of the testbed, and the words by which tables name them. */
import { quantiles } from '../../../src/base/quantile.ts'
import { middle, overheadsOf } from '../../testbed/compared.ts'
import { type TestbedLane, UNQUEUED } from '../../testbed/lanes.ts'
import type { Ended, Recorded } from '../../testbed/recordings.ts'

const RECORDED = import.meta.glob<Recorded>('../../fixtures/testbed/*.json', {
  eager: true,
  import: 'default',
})

export function recordedOf({ name }: TestbedLane): Recorded {
  const recorded = RECORDED[`../../fixtures/testbed/${name}.json`]
  if (recorded === undefined) throw new Error(`${name} is not recorded; run npm run testbed`)
  return recorded
}

const unqueued = (balancer: TestbedLane['balancer']): TestbedLane =>
  UNQUEUED.find((lane) => lane.balancer === balancer) as TestbedLane

/** What the machine added to each request behind a balancer where nothing waited: p50, p90, p99. */
export function overheadMs(balancer: TestbedLane['balancer']): readonly number[] {
  const lane = unqueued(balancer)
  return quantiles(overheadsOf(lane, recordedOf(lane)), [0.5, 0.9, 0.99])
}

/** What Ballast says, which knows no machine, with the middle of that added to each latency. */
export function withOverhead(
  ended: readonly Ended[],
  balancer: TestbedLane['balancer'],
): readonly Ended[] {
  const [addedMs = Number.NaN] = overheadMs(balancer)
  return ended.map((each) => ({ ...each, latencyMs: each.latencyMs + addedMs }))
}

export const nameOf = (lane: TestbedLane): string =>
  `${lane.balancer === 'nginx' ? 'NGINX' : 'HAProxy'} ${lane.lines[0]?.replace(';', '') ?? '(its default, rotation)'}, ${lane.about}`

export const msText = (ms: number | undefined): string => (ms ?? Number.NaN).toFixed(1)

/** `54.1 (53.9 to 54.6)`: the middle one, and all. */
export const rangeText = (values: readonly number[], text: (value: number) => string): string => {
  const sorted = [...values].sort((a, b) => a - b)
  const [least = Number.NaN, most = Number.NaN] = [sorted[0], sorted.at(-1)]
  return text(least) === text(most)
    ? text(middle(values))
    : `${text(middle(values))} (${text(least)} to ${text(most)})`
}

/** What several rows of a lane are made of is worked out once. */
export function onceForLane<T>(workOut: (lane: TestbedLane) => T): (lane: TestbedLane) => T {
  const known = new Map<string, T>()
  return (lane) => {
    const one = known.get(lane.name) ?? workOut(lane)
    known.set(lane.name, one)
    return one
  }
}
