/**
 * Earliest deadline first, as in Envoy: a target's next turn is due 1 / weight after its last, and who is due first is
 * chosen; of those due at once, who waits longest. Deadlines are sums of fractions, and come out as Envoy's do because
 * they are added in the same order. Envoy starts at a random turn, so that its nodes do not start alike; here all begin
 * with the first (model). Source: Envoy source/extensions/load_balancing_policies/common/edf_scheduler.h.
 */
import type { Rotation, Turn } from './rotation.ts'

type Cells = 'deadline' | 'dueOrder' | 'dueNow' | 'dueOrders'
type Due = Turn<Cells>

function firstDue({ view, state }: Due): number | null {
  let best: number | null = null
  for (const target of view.usable) {
    if ((state.dueOrder[target] as number) === 0) continue
    if (best === null || isEarlier(state, target, best)) best = target
  }
  return best
}

const isEarlier = ({ deadline, dueOrder }: Due['state'], a: number, b: number): boolean =>
  (deadline[a] as number) < (deadline[b] as number) ||
  ((deadline[a] as number) === (deadline[b] as number) &&
    (dueOrder[a] as number) < (dueOrder[b] as number))

/** The target's next turn, counted from now on. */
function plan({ view, state }: Due, target: number): void {
  const weight = view.weight(target)
  const order = (state.dueOrders[0] as number) + 1
  state.dueOrders[0] = order
  state.dueOrder[target] = weight === 0 ? 0 : order
  if (weight > 0) state.deadline[target] = (state.dueNow[0] as number) + 1 / weight
}

export const earliestDeadline = {
  state: {
    /** When its next turn is due, in turns of a target of weight 1. */
    deadline: 'target',
    /** In which order turns were planned, from 1; 0 for a target that has none. */
    dueOrder: 'target',
    /** When the last turn was due, and how many were planned. */
    dueNow: 'node',
    dueOrders: 'node',
  },
  pick(turn) {
    const best = firstDue(turn)
    if (best === null) return null
    turn.state.dueNow[0] = turn.state.deadline[best] as number
    plan(turn, best)
    return best
  },
  /** Envoy makes a schedule anew for each set of hosts. */
  changed(turn) {
    const { view, state } = turn
    if (isUnchanged(turn)) return
    state.dueOrder.fill(0)
    state.dueNow[0] = 0
    state.dueOrders[0] = 0
    for (const target of view.usable) plan(turn, target)
  },
  label: 'due',
  standing: ({ state }, target) => state.deadline[target] as number,
  words: ({ state }, target, name) =>
    `${name} was due first, at ${shortly(state.deadline[target] as number)}; its turns come every 1 / weight.`,
} as const satisfies Rotation<Cells>

function isUnchanged({ view, state }: Due): boolean {
  let before = 0
  for (const order of state.dueOrder) if (order > 0) before++
  let now = 0
  for (const target of view.usable) {
    if (view.weight(target) === 0) continue
    if (state.dueOrder[target] === 0) return false
    now++
  }
  return before > 0 && before === now
}

const shortly = (figure: number): string => `${Math.round(figure * 1000) / 1000}`
