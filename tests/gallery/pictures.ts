/** The pictures of the examples, made of their runs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Series, seriesOf } from '../../src/analysis/numbers/series.ts'
import { datasetPath } from '../../src/interop/datasets.ts'
import { decodeRecording } from '../../src/interop/recordingJson.ts'
import { VERDICTS, type Verdict } from '../../src/model/outcome.ts'
import type { Recordings } from '../../src/model/recording.ts'
import { laneIds, resolveLane } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import type { Preset } from '../../src/scenario/presets/preset.ts'
import type { Scenario } from '../../src/scenario/types.ts'
import type { Picture } from '../../src/view/gallery/picture.ts'
import { simulate } from '../support/simulate.ts'

/** Parts of a run, and lanes, that are drawn at most. */
const PARTS = 60
const LANES_MAX = 4
/** A share of failures that is worth a picture: so much in a lane, and so much more than in another. */
const FAILED_SHARE = 0.05
const FAILED_APART = 0.03

export { presets }

export function pictureOf({ scenario }: Preset, root: string): Picture {
  const recordings = recordingsOf(scenario, root)
  const traces = laneIds(scenario)
    .slice(0, LANES_MAX)
    .map(({ id }) => simulate(resolveLane(scenario, id), recordings))
  const series = traces.map((trace) => seriesOf(trace, { binsMax: PARTS }))
  const failed = series.map(failedShares)
  const latency = series.map(({ latencyP99Ms }) => [...latencyP99Ms].map(Math.log))
  const means = failed.map(meanOf)
  const isOfFailures =
    Math.max(...means) >= FAILED_SHARE && Math.max(...means) - Math.min(...means) >= FAILED_APART
  const hundredth = (us: number): number => Math.min(100, Math.round(us / 10 / scenario.durationMs))
  return {
    digests: traces.map(({ meta }) => meta.digest),
    figure: isOfFailures ? 'failed' : 'p99',
    lanes: isOfFailures ? heightsOf(failed, 0) : heightsOf(latency, Number.POSITIVE_INFINITY),
    faults: joined(
      (traces[0]?.meta.names.faults ?? []).map(
        ({ startUs, endUs }): Span => [hundredth(startUs), hundredth(endUs)],
      ),
    ),
  }
}

function recordingsOf({ clients }: Scenario, root: string): Recordings {
  const found: Record<string, Recordings[string]> = {}
  for (const { arrivals } of Object.values(clients)) {
    if (arrivals.kind !== 'replay') continue
    const text = readFileSync(join(root, 'public', datasetPath(arrivals.recording)), 'utf8')
    const decoded = decodeRecording(JSON.parse(text))
    if (decoded.ok) found[arrivals.recording] = decoded.recording
  }
  return found
}

type Span = readonly [from: number, to: number]

/** Spans that touch become one. */
function joined(spans: readonly Span[]): readonly Span[] {
  const apart: Span[] = []
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = apart.at(-1)
    if (last === undefined || from > last[1]) apart.push([from, to])
    else apart[apart.length - 1] = [last[0], Math.max(last[1], to)]
  }
  return apart
}

const FAILED: readonly Verdict[] = ['error', 'rejected', 'gave-up']

/** Of the requests that ended in each part; NaN where none did. */
function failedShares({ bins, verdicts }: Series): readonly number[] {
  const count = (verdict: Verdict, bin: number): number =>
    verdicts[VERDICTS.indexOf(verdict) * bins.count + bin] as number
  return Array.from({ length: bins.count }, (_, bin) => {
    const failed = sum(FAILED.map((verdict) => count(verdict, bin)))
    return failed / (failed + count('on-time', bin) + count('slow', bin))
  })
}

/** In hundredths between the lowest of all, or `from` where that is lower, and the highest. */
function heightsOf(
  lanes: readonly (readonly number[])[],
  from: number,
): readonly (readonly (number | null)[])[] {
  const known = lanes.flat().filter(Number.isFinite)
  const low = Math.min(from, ...known)
  const high = Math.max(...known)
  const height = (value: number): number => Math.round((100 * (value - low)) / (high - low))
  return lanes.map((lane) => lane.map((value) => (Number.isFinite(value) ? height(value) : null)))
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)

function meanOf(values: readonly number[]): number {
  const known = values.filter(Number.isFinite)
  return sum(known) / known.length
}
