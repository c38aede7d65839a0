/** What happened over time in every lane, as comma-separated values: one row a lane and bin. */

import type { LaneNumbers } from '../../analysis/numbers/numbers.ts'
import { csvField } from '../../base/csv.ts'

export interface CsvLane {
  readonly letter: string
  readonly title: string
  readonly digest: string
  readonly numbers: LaneNumbers
}

const HEAD =
  'lane,title,digest,fromSeconds,latencyP50Ms,latencyP99Ms,offeredPerSecond,throughputPerSecond,goodputPerSecond,inFlight,imbalance,crossing'

export function seriesCsv(lanes: readonly CsvLane[]): string {
  const rows = lanes.flatMap(({ letter, title, digest, numbers: { series } }) =>
    Array.from({ length: series.bins.count }, (_, bin) =>
      [
        letter,
        csvField(title),
        digest,
        (series.bins.fromUs + bin * series.bins.widthUs) / 1e6,
        ...[
          series.latencyP50Ms,
          series.latencyP99Ms,
          series.offeredPerSecond,
          series.throughputPerSecond,
          series.goodputPerSecond,
          series.inFlight,
          series.imbalance,
          series.crossing,
        ].map((column) => figure(column[bin])),
      ].join(','),
    ),
  )
  return `${[HEAD, ...rows].join('\r\n')}\r\n`
}

/** Nothing where nothing is known. */
const figure = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(Number(value.toPrecision(9)))
