/**
 * Interleaved, as in IPVS: a bar sinks from the greatest weight to 0 by what the weights have in common, and at each
 * height all whose weight reaches it get a turn. 4, 3, 2 give AABABCABC. When somebody leaves or comes, it begins with
 * the first target again. Source: Linux net/netfilter/ipvs/ip_vs_wrr.c.
 */
import { commonDivisor, wholeScale, wholeWeight } from '../wholeWeights.ts'
import type { Rotation, Turn } from './rotation.ts'

type Cells = 'bar' | 'barTop' | 'barStep' | 'barScale' | 'lastAt' | 'wholeWeight'
type Interleaved = Turn<Cells>

const weightAt = ({ view, state }: Interleaved, target: number): number =>
  wholeWeight(view.weight(target), state.barScale[0] as number)

export const interleaved = {
  state: {
    /** How high the bar lies, where it begins, and by what it sinks. */
    bar: 'node',
    barTop: 'node',
    barStep: 'node',
    barScale: 'node',
    /** Position in the usable list of who had the last turn, counted from 1; 0 at the beginning. */
    lastAt: 'node',
    /** As they were at the last change; 0 for those that could not be used. */
    wholeWeight: 'target',
  },
  pick({ view, state }) {
    const { usable } = view
    let at = state.lastAt[0] as number
    let bar = state.bar[0] as number
    const top = state.barTop[0] as number
    if (top === 0) return null
    for (;;) {
      if (at >= usable.length) {
        at = 0
        bar -= state.barStep[0] as number
        if (bar <= 0) bar = top
      }
      const target = usable[at++] as number
      if ((state.wholeWeight[target] as number) < bar) continue
      state.lastAt[0] = at
      state.bar[0] = bar
      return target
    }
  },
  changed(turn) {
    const { view, state } = turn
    state.barScale[0] = wholeScale(view)
    if (isUnchanged(turn)) return
    state.wholeWeight.fill(0)
    let greatest = 0
    for (const target of view.usable) {
      const weight = weightAt(turn, target)
      state.wholeWeight[target] = weight
      greatest = Math.max(greatest, weight)
    }
    const step = commonDivisor(view, state.barScale[0])
    const top = greatest === 0 ? 0 : greatest - step + 1
    const bar = state.bar[0] as number
    state.lastAt[0] = 0
    state.barStep[0] = step
    state.barTop[0] = top
    if (bar > top || bar === 0) state.bar[0] = top
    else if (step > 1) state.bar[0] = Math.floor(bar / step) * step + 1
  },
  label: 'weight',
  standing: weightAt,
  words: (turn, target, name) =>
    `The bar stood at ${barAfter(turn)}, and ${name} was the next whose weight, ${weightAt(turn, target)}, reaches it.`,
} as const satisfies Rotation<Cells>

/** Where the bar stands when the next turn is given. */
function barAfter({ view, state, table }: Interleaved): number {
  const bar = state.bar.slice()
  interleaved.pick({
    view,
    table,
    state: { ...state, bar, lastAt: state.lastAt.slice() },
  })
  return bar[0] as number
}

function isUnchanged(turn: Interleaved): boolean {
  const { view, state } = turn
  let seen = 0
  for (const target of view.usable) {
    const weight = weightAt(turn, target)
    if (weight !== state.wholeWeight[target]) return false
    if (weight > 0) seen++
  }
  let before = 0
  for (const weight of state.wholeWeight) if (weight > 0) before++
  return seen === before && before > 0
}
