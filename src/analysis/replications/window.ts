/** The stretch of time that replications of some lanes are about: after every warm-up, up to the earliest end. */
import { usFromMs } from '../../model/time.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Window } from '../numbers/window.ts'

export function replicationWindow(lanes: readonly LaneScenario[]): Window {
  const toUs = Math.min(...lanes.map(({ durationMs }) => usFromMs(durationMs)))
  const fromUs = Math.max(...lanes.map(({ warmUpMs }) => usFromMs(warmUpMs)))
  return { fromUs: fromUs < toUs ? fromUs : 0, toUs }
}
