/**
 * Earliest deadline first, as in Envoy: turns fall due every 1 / weight.
 * Source: Envoy source/extensions/load_balancing_policies/round_robin.
 */
import { DUE_STATE, type DueCells, firstDue, planAllDue, planDue } from '../dueTurns.ts'
import type { Rotation } from './rotation.ts'

export const earliestDeadline = {
  state: DUE_STATE,
  pick(turn) {
    const best = firstDue(turn)
    if (best === null) return null
    turn.state.dueNow[0] = turn.state.deadline[best] as number
    planDue(turn, best, turn.view.weight(best))
    return best
  },
  changed(turn) {
    planAllDue(turn, (target) => turn.view.weight(target))
  },
  label: 'due',
  standing: ({ state }, target) => state.deadline[target] as number,
  words: ({ state }, target, name) =>
    `${name} was due first, at ${shortly(state.deadline[target] as number)}; its turns come every 1 / weight.`,
} as const satisfies Rotation<DueCells>

const shortly = (figure: number): string => `${Math.round(figure * 1000) / 1000}`
