/**
 * Turns that fall due: a target's next one 1 / weight after its last, and who is due first is chosen; of those due at
 * once, who waits longest. Deadlines are sums of fractions and come out as Envoy's do, because they are added in the
 * same order. Envoy starts at a random turn, so that its nodes do not start alike; here all begin with the first
 * (model). Source: Envoy source/extensions/load_balancing_policies/common/edf_scheduler.h.
 */

export type DueCells = 'deadline' | 'dueOrder' | 'dueNow' | 'dueOrders'

export const DUE_STATE = {
  /** When its next turn is due, in turns of a target of weight 1. */
  deadline: 'target',
  /** In which order turns were planned, from 1; 0 for a target that has none. */
  dueOrder: 'target',
  /** When the last turn was due, and how many were planned. */
  dueNow: 'node',
  dueOrders: 'node',
} as const

interface Due {
  readonly view: { readonly usable: readonly number[]; weight(target: number): number }
  readonly state: Readonly<Record<DueCells, Float64Array>>
}

export function firstDue({ view, state }: Due): number | null {
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
export function planDue({ state }: Due, target: number, weight: number): void {
  const order = (state.dueOrders[0] as number) + 1
  state.dueOrders[0] = order
  state.dueOrder[target] = weight === 0 ? 0 : order
  if (weight > 0) state.deadline[target] = (state.dueNow[0] as number) + 1 / weight
}

/** Envoy makes a schedule anew for each set of hosts. */
export function planAllDue(due: Due, weightOf: (target: number) => number): void {
  const { view, state } = due
  if (isUnchanged(due)) return
  state.dueOrder.fill(0)
  state.dueNow[0] = 0
  state.dueOrders[0] = 0
  for (const target of view.usable) planDue(due, target, weightOf(target))
}

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
