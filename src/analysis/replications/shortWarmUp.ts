/**
 * Whether the warm-up that the numbers of some lanes leave out is clearly too short, in one sentence, with one that
 * would do. All lanes of an experiment leave out the same, so it is the longest that any of them needs.
 */
import { ratioWords } from '../numbers/comparison.ts'
import type { Window } from '../numbers/window.ts'
import type { LaneCertainty } from './certainty.ts'
import { type ProposedWarmUp, proposedWarmUp } from './warmUp.ts'

/** What is asked of a lane: how it began, in all of its runs together. */
export type BegunLane = Pick<LaneCertainty, 'stability' | 'beginnings'>

export interface ShortWarmUp {
  /** Would do: in two digits, rounded up. */
  readonly warmUpMs: number
  /** The lanes that need it, the one with the most to leave out first. */
  readonly lanes: readonly number[]
  readonly latencyRatio: number
  readonly settledMs: number
  readonly leftOutMs: number
}

/** Null where it cannot be told, and of a lane that is unstable: it does not settle. */
export function warmUpOf(lane: BegunLane, window: Window): ProposedWarmUp | null {
  return lane.stability === 'stable' ? proposedWarmUp(lane.beginnings, window.fromUs) : null
}

/** When the last lane settles that is known to; null where of none it can be told. */
export function settledUs(lanes: readonly BegunLane[], window: Window): number | null {
  const known = lanes.flatMap((lane) => warmUpOf(lane, window)?.cutUs ?? [])
  return known.length === 0 ? null : Math.max(...known)
}

/** Null where the warm-up does, or nothing can be said. */
export function shortWarmUpOf(lanes: readonly BegunLane[], window: Window): ShortWarmUp | null {
  const short = lanes
    .flatMap((lane, i) => {
      const proposed = warmUpOf(lane, window)
      if (proposed === null || proposed.leftIn === null) return []
      return [{ lane: i, cutUs: proposed.cutUs, latencyRatio: proposed.leftIn.latencyRatio }]
    })
    .sort((a, b) => b.cutUs - a.cutUs)
  const [last] = short
  if (last === undefined) return null
  return {
    warmUpMs: roundedUp(last.cutUs / 1000),
    lanes: short.map(({ lane }) => lane),
    latencyRatio: last.latencyRatio,
    settledMs: last.cutUs / 1000,
    leftOutMs: window.fromUs / 1000,
  }
}

/** `The warm-up is short: from 2 s to 8.2 s mean latency of lane B is 1.8× lower than after, as in C.` */
export function shortWarmUpWords(short: ShortWarmUp, letters: readonly string[]): string {
  const { warmUpMs, latencyRatio, leftOutMs, lanes } = short
  const others = lanes.slice(1).map((lane) => letters[lane] ?? '')
  const too = others.length === 0 ? '' : `, as in ${others.join(', ')}`
  return (
    `The warm-up is short: from ${secondsText(leftOutMs)} to ${secondsText(warmUpMs)} mean latency of ` +
    `lane ${letters[lanes[0] ?? 0] ?? ''} is ${ratioWords(latencyRatio, 1)} than after${too}.`
  )
}

/** `8.2 s`. */
export const secondsText = (ms: number): string => `${ms / 1000} s`

/** In two digits: more would be more than anybody knows. */
function roundedUp(ms: number): number {
  let unit = 1
  while (ms / unit > 100) unit *= 10
  return Math.ceil(ms / unit) * unit
}
