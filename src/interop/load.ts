/** How much work a replay asks for over time: from it come the slots, and the moment at which it is first looked at. */
import type { Recording } from '../model/recording.ts'

export interface Load {
  /** Requests in service on average, if each had a slot at once; the same in the busiest of the parts. */
  readonly mean: number
  readonly peak: number
  /** Requests in each part, and its length. */
  readonly requests: readonly number[]
  readonly partMs: number
}

const PARTS = 60
/** Shorter parts would take a burst of a moment for the usual. */
const PART_MIN_MS = 1000

export function loadOf(
  recording: Recording,
  speedUp: number,
  work: { readonly baseMs: number; readonly perKilobyteMs: number },
): Load {
  const { atUs, bytes, tookUs } = recording
  const spanMs = (atUs[atUs.length - 1] as number) / 1000 / speedUp
  const partMs = Math.max(PART_MIN_MS, spanMs / PARTS)
  const parts = Math.floor(spanMs / partMs) + 1
  const workMs = new Float64Array(parts)
  const requests = new Array<number>(parts).fill(0)
  for (let i = 0; i < atUs.length; i++) {
    const part = Math.min(parts - 1, Math.floor((atUs[i] as number) / 1000 / speedUp / partMs))
    const took = tookUs === null ? -1 : (tookUs[i] as number)
    const cost =
      took >= 0 ? took / 1000 : work.baseMs + (work.perKilobyteMs * (bytes[i] as number)) / 1000
    workMs[part] = (workMs[part] as number) + cost
    requests[part] = (requests[part] as number) + 1
  }
  const total = workMs.reduce((sum, ms) => sum + ms, 0)
  return {
    mean: total / Math.max(spanMs, partMs),
    peak: Math.max(...workMs) / partMs,
    requests,
    partMs,
  }
}

/** How many requests a second are seen, at best. */
const SEEN_PER_SECOND = 10
const SPEED_MIN_MS = 25
const SPEED_MAX_MS = 1000

/** The beginning of the busiest part, and a speed at which some ten requests a second set out. */
export function busiest({ requests, partMs }: Load): {
  readonly opensAtMs: number
  readonly speedMs: number
} {
  const most = Math.max(...requests)
  const perSecond = most / (partMs / 1000)
  const speedMs = (SEEN_PER_SECOND / perSecond) * 1000
  return {
    opensAtMs: Math.round(requests.indexOf(most) * partMs),
    speedMs: Number(Math.min(SPEED_MAX_MS, Math.max(SPEED_MIN_MS, speedMs)).toPrecision(2)),
  }
}
