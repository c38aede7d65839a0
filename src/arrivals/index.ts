/** The arrival processes, in the order of the menu. A new one is a file and a line here. */
import type { Knobs, KnobValues, SpecOf } from '../base/knobs.ts'
import { bursts } from './bursts.ts'
import { closedLoop } from './closedLoop.ts'
import type { ArrivalProcess, PreparedArrivals } from './define.ts'
import { periodic } from './periodic.ts'
import { poisson } from './poisson.ts'
import { profile } from './profile.ts'
import { replay } from './replay.ts'

export const arrivalProcesses = [poisson, periodic, bursts, profile, closedLoop, replay] as const

/** An arrival process as a scenario writes it: its kind and a value for each of its knobs. */
export type ArrivalSpec = SpecOf<'kind', (typeof arrivalProcesses)[number]>

/** How many float64 cells the process of that kind remembers; 0 when its loop is not open. */
export const arrivalCells = (kind: ArrivalSpec['kind']): number => processOf(kind).cells

/**
 * Sets the knobs of a member. The spec has been validated: its knobs are in range and fit each
 * other.
 */
export function prepareArrivals(spec: ArrivalSpec): PreparedArrivals {
  return processOf(spec.kind).prepare(spec as unknown as KnobValues<Knobs>)
}

/** The hash of the recording that is replayed; null when the process makes its own requests. */
export function replayedBy(spec: ArrivalSpec): string | null {
  const prepared = prepareArrivals(spec)
  return prepared.loop === 'recorded' ? prepared.recording : null
}

/** Requests per second, when the process sends the same number at every moment; otherwise null. */
export function steadyRate(spec: ArrivalSpec): number | null {
  const prepared = prepareArrivals(spec)
  return prepared.loop === 'open' && prepared.isSteady ? prepared.rateAt(0) : null
}

/**
 * The list pairs each id with its own knobs; the compiler cannot follow the pairing through `find`.
 */
const processOf = (kind: ArrivalSpec['kind']): ArrivalProcess<string, Knobs> =>
  arrivalProcesses.find((member) => member.id === kind) as unknown as ArrivalProcess<string, Knobs>
