/**
 * What happened over time, in bins of equal length on one axis: the numbers behind every time chart.
 * All arrays are typed and own their memory, so they can be transferred to another thread. Arrays with more
 * than one dimension are flat, the last dimension (always the bin) running fastest.
 */
import { isAnswer, isUsable } from '../../model/failure.ts'
import { VERDICTS } from '../../model/outcome.ts'
import type { Trace } from '../../trace/schema.ts'
import { type Bins, binLengthUs, binsAt, binsOver, Occupancy } from './bins.ts'
import { callsWaitingByBin } from './callsWaiting.ts'
import { crossingByBin } from './crossing.ts'
import { inServiceByBin } from './inService.ts'
import { movedByBin } from './moved.ts'
import { nodeLoadByBin } from './nodeLoad.ts'
import { percentileUs } from './percentile.ts'
import { GOAL_US, type Requests, requestsOf } from './requests.ts'
import { targetFlags } from './targetFlags.ts'
import { type Visits, visitsOf } from './visits.ts'
import type { Window } from './window.ts'

type Floats = Float64Array<ArrayBuffer>
type Counts = Uint32Array<ArrayBuffer>

export interface Series {
  readonly bins: Bins
  /** Nothing is known from here on: the run ended. */
  readonly endedUs: number
  /** Shape [bins]: of usable answers (on time or slow) that came in the bin; NaN where none came. */
  readonly latencyP50Ms: Floats
  readonly latencyP99Ms: Floats
  /** Shape [bins]: requests by first send; any answer, and answers under 400, by the moment they came. */
  readonly offeredPerSecond: Floats
  readonly throughputPerSecond: Floats
  readonly goodputPerSecond: Floats
  /** Shape [VERDICTS][bins]: requests by the moment they ended; unfinished ones by their first send. */
  readonly verdicts: Counts
  /** Shape [bins]: requests between first send and end, averaged over the bin. */
  readonly inFlight: Floats
  /** Shape [targets][bins]: attempts in service and waiting, averaged over the bin. */
  readonly busy: Floats
  readonly waiting: Floats
  /** Shape [targets][bins]: 1 where the target was down at some moment of the bin. */
  readonly isDown: Uint8Array<ArrayBuffer>
  /** Shape [targets][bins]: the most nodes that held the target for unhealthy at one moment of the bin. */
  readonly unhealthyNodes: Uint8Array<ArrayBuffer>
  /** Shape [bins]: largest load over mean load, where load is attempts at a target in service per slot; 1 when idle. */
  readonly imbalance: Floats
  /** Shape [targets][bins]: 1 where a target of a scaled group was not launched, or not in service yet, for a moment. */
  readonly isVacant: Uint8Array<ArrayBuffer>
  /** Shape [bins]: targets that were in service, averaged over the bin. */
  readonly inService: Floats
  /** Shape [bins]: of the attempts that ended in the bin, those whose client had another target before; NaN without any. */
  readonly moved: Floats
  /** Shape [bins]: of the attempts that nodes sent in the bin, those that crossed zones; NaN without any. */
  readonly crossing: Floats
  /** Shape [bins]: calls that wait behind the targets, averaged over the bin. */
  readonly callsWaiting: Floats
  /** Shape [bins]: share of the time in which workers of nodes were busy, averaged over them and the bin; requests that they had. */
  readonly nodesBusy: Floats
  readonly atNodes: Floats
}

export interface SeriesOptions {
  /** The axis; the whole run if left out, warm-up included. */
  readonly window?: Window
  readonly binsMax: number
  /** The latency up to which an answer is on time. */
  readonly goalUs?: number
}

export const seriesOf = (trace: Trace, options: SeriesOptions): Series =>
  seriesFrom(trace, requestsOf(trace, options.goalUs ?? GOAL_US), visitsOf(trace), options)

/** The same from what has been read of the trace already: see `numbers.ts`. */
export function seriesFrom(
  trace: Trace,
  requests: Requests,
  visits: Visits,
  options: SeriesOptions,
): Series {
  const bins = binsOver(
    options.window ?? { fromUs: 0, toUs: trace.meta.durationUs },
    options.binsMax,
  )
  const endBins = binsAt(bins, requests.endUs, requests.count)
  const load = targetLoad(visits, trace.meta.names.targets.length, bins)
  const flags = targetFlags(trace, bins)
  return {
    bins,
    endedUs: trace.meta.endedUs,
    ...latencyByBin(requests, endBins, bins),
    ...flowByBin(requests, endBins, bins, trace.meta.endedUs),
    ...load,
    ...flags,
    imbalance: imbalanceByBin(trace, bins, { ...load, ...flags }),
    inService: inServiceByBin(trace, bins),
    moved: movedByBin(trace, bins),
    crossing: crossingByBin(trace.meta.names, visits, bins),
    callsWaiting: callsWaitingByBin(trace, bins),
    ...nodeLoadByBin(trace, bins),
  }
}

function latencyByBin(requests: Requests, endBins: Uint32Array, bins: Bins) {
  // Counting sort by bin: every bin is then a stretch of one array, in which percentiles are selected.
  const { count, firstUs, endUs, verdict } = requests
  const startOf = new Uint32Array(bins.count + 2)
  for (let i = 0; i < count; i++) {
    if (!isUsable(verdict[i] as number)) continue
    const next = (endBins[i] as number) + 1
    startOf[next] = (startOf[next] as number) + 1
  }
  for (let bin = 0; bin < bins.count; bin++) {
    startOf[bin + 1] = (startOf[bin + 1] as number) + (startOf[bin] as number)
  }
  const nextOf = startOf.slice()
  const sorted = new Float64Array(startOf[bins.count] as number)
  for (let i = 0; i < count; i++) {
    const bin = endBins[i] as number
    if (bin === bins.count || !isUsable(verdict[i] as number)) continue
    const at = nextOf[bin] as number
    sorted[at] = (endUs[i] as number) - (firstUs[i] as number)
    nextOf[bin] = at + 1
  }
  const latencyP50Ms = new Float64Array(bins.count)
  const latencyP99Ms = new Float64Array(bins.count)
  for (let bin = 0; bin < bins.count; bin++) {
    const inBin = sorted.subarray(startOf[bin] as number, startOf[bin + 1] as number)
    latencyP50Ms[bin] = percentileUs(inBin, 0.5) / 1000
    latencyP99Ms[bin] = percentileUs(inBin, 0.99) / 1000
  }
  return { latencyP50Ms, latencyP99Ms }
}

function flowByBin(requests: Requests, endBins: Uint32Array, bins: Bins, endedUs: number) {
  const { count, firstUs, endUs, verdict, status } = requests
  const firstBins = binsAt(bins, firstUs, count)
  // One place more: what lies outside the window.
  const offered = new Uint32Array(bins.count + 1)
  const answered = new Uint32Array(bins.count + 1)
  const good = new Uint32Array(bins.count + 1)
  const verdicts = new Uint32Array(VERDICTS.length * bins.count)
  for (let i = 0; i < count; i++) {
    const firstBin = firstBins[i] as number
    offered[firstBin] = (offered[firstBin] as number) + 1
    const how = verdict[i] as number
    const bin = (endUs[i] as number) <= endedUs ? (endBins[i] as number) : firstBin
    if (bin === bins.count) continue
    const at = how * bins.count + bin
    verdicts[at] = (verdicts[at] as number) + 1
    const code = status[i] as number
    if (!isAnswer(how, code)) continue
    answered[bin] = (answered[bin] as number) + 1
    if (code < 400) good[bin] = (good[bin] as number) + 1
  }
  const inFlight = new Occupancy(bins, 1)
  const row = new Uint16Array(count)
  const overUs = new Float64Array(count)
  for (let i = 0; i < count; i++) overUs[i] = Math.min(endUs[i] as number, endedUs)
  inFlight.add({ count, row, fromUs: firstUs, toUs: overUs })
  return {
    offeredPerSecond: perSecond(offered, bins),
    throughputPerSecond: perSecond(answered, bins),
    goodputPerSecond: perSecond(good, bins),
    verdicts,
    inFlight: inFlight.mean(),
  }
}

function perSecond(counts: Counts, bins: Bins): Floats {
  const rates = new Float64Array(bins.count)
  for (let bin = 0; bin < bins.count; bin++) {
    rates[bin] = ((counts[bin] as number) * 1e6) / binLengthUs(bins, bin)
  }
  return rates
}

function targetLoad(visits: Visits, targets: number, bins: Bins) {
  const { count, target: row, arriveUs, startUs, leaveUs } = visits
  const waiting = new Occupancy(bins, targets)
  waiting.add({ count, row, fromUs: arriveUs, toUs: startUs })
  const busy = new Occupancy(bins, targets)
  busy.add({ count, row, fromUs: startUs, toUs: leaveUs })
  return { busy: busy.mean(), waiting: waiting.mean() }
}

function imbalanceByBin(
  trace: Trace,
  bins: Bins,
  { busy, waiting, isVacant }: Pick<Series, 'busy' | 'waiting' | 'isVacant'>,
): Floats {
  const { targets } = trace.meta.names
  const imbalance = new Float64Array(bins.count).fill(1)
  for (let bin = 0; bin < bins.count; bin++) {
    let sum = 0
    let largest = 0
    let there = 0
    for (let target = 0; target < targets.length; target++) {
      const at = target * bins.count + bin
      if (isVacant[at] === 1) continue
      there++
      const here = (busy[at] as number) + (waiting[at] as number)
      const perSlot = here / (targets[target] as { readonly slots: number }).slots
      sum += perSlot
      if (perSlot > largest) largest = perSlot
    }
    if (sum > 0) imbalance[bin] = (largest * there) / sum
  }
  return imbalance
}
