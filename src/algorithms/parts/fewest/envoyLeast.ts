/**
 * The two of Envoy besides its choices. Full scan: the fewest active requests, and of equals a random one. Weighted: a
 * schedule of turns by weight, where a weight counts as weight / (active + 1)^bias at the moment when a turn is planned;
 * so who is busy is due later, and what happens until its turn comes is not seen.
 * Source: Envoy source/extensions/load_balancing_policies/least_request and common/edf_scheduler.h.
 */
import { pow } from '../../../base/numeric.ts'
import { DUE_STATE, type DueCells, firstDue, planAllDue, planDue } from '../dueTurns.ts'
import type { Fewest, Look } from './fewest.ts'

export const fullScan = {
  state: {},
  pick({ view, draw }) {
    const { usable } = view
    let best: number | null = null
    let equals = 0
    for (let i = 0; i < usable.length; i++) {
      const target = usable[i] as number
      const inFlight = view.inFlight(target)
      const least = best === null ? inFlight : view.inFlight(best)
      if (best !== null && inFlight > least) continue
      if (best === null || inFlight < least) {
        best = target
        equals = 1
      } else if (draw.below(++equals, i) === 0) {
        best = target
      }
    }
    return best
  },
  label: 'in flight',
  standing: ({ view }, target) => view.inFlight(target),
  ties: 'of equals, one at random',
} as const satisfies Fewest<never>

function weightOf({ view, knobs }: Look<DueCells>, target: number): number {
  const weight = view.weight(target)
  const { bias } = knobs
  if (bias === 0) return weight
  const busy = view.inFlight(target) + 1
  return bias === 1 ? weight / busy : weight / pow(busy, bias)
}

export const scheduled = {
  state: DUE_STATE,
  pick(look) {
    const best = firstDue(look)
    if (best === null) return null
    look.state.dueNow[0] = look.state.deadline[best] as number
    planDue(look, best, weightOf(look, best))
    return best
  },
  changed(look) {
    planAllDue(look, (target) => weightOf(look, target))
  },
  label: 'due',
  standing: ({ state }, target) => state.deadline[target] as number,
  ties: 'of those due at once, who waits longest',
} as const satisfies Fewest<DueCells>
