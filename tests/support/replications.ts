/** Replications as they could have come: of figures that a test writes down, or of lanes that are simulated. */

import { streamedReport } from '../../src/analysis/numbers/streamedReport.ts'
import { METRICS, type MetricId } from '../../src/analysis/replications/metrics.ts'
import { type Replication, replicationOf } from '../../src/analysis/replications/replication.ts'
import { replicationWindow } from '../../src/analysis/replications/window.ts'
import { deriveKey, drawAt } from '../../src/base/draws.ts'
import { replicated } from '../../src/scenario/replications.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { simulateInto } from './simulate.ts'

/** What a test that says nothing of it has: nobody fails, and at the end as many are under way as usual. */
const CALM: Replication = {
  digest: '0000000000000000',
  truncated: null,
  isOverloaded: false,
  busyRatio: 0.5,
  ended: 1000,
  unfinished: 10,
  underWay: 10,
  figures: Object.fromEntries(
    METRICS.map(({ id, unit }) => [id, unit === 'share' ? 0 : 1]),
  ) as Record<MetricId, number>,
  beginning: null,
}

type Given = Omit<Partial<Replication>, 'figures'> & {
  readonly figures?: Partial<Record<MetricId, number>>
}

export const someReplication = ({ figures = {}, ...rest }: Given = {}): Replication => ({
  ...CALM,
  ...rest,
  figures: { ...CALM.figures, ...figures },
})

/** One for each value of a figure. */
export const withFigure = (id: MetricId, values: readonly number[]): readonly Replication[] =>
  values.map((value) => someReplication({ figures: { [id]: value } }))

/** So many of each lane, by the door that is given: the checked one, or the same at its real speed. */
export function replicateAll(
  lanes: readonly LaneScenario[],
  numbers: readonly number[],
  simulate: typeof simulateInto,
): readonly (readonly Replication[])[] {
  const window = replicationWindow(lanes)
  return lanes.map((lane) =>
    numbers.map((number) => {
      const sink = streamedReport(lane, { window })
      return replicationOf(sink.report(simulate(sink, replicated(lane, number))))
    }),
  )
}

/** 0, 1, 2 ... */
export const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)

/** Numbers between 0 and 1, the same each time. */
export function drawsOf(name: string, count: number): readonly number[] {
  const { k0, k1 } = deriveKey({ k0: 0, k1: 0 }, name)
  return upTo(count).map((i) => drawAt(k0, k1, i, 0, 0))
}
