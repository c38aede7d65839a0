/**
 * Least connections as in HAProxy: a tree by (in flight + 1) / weight, in which idle servers come first whatever their
 * weight. Of equals who has been in its place longest; each change of place puts it behind its equals.
 * Source: HAProxy 2.6 src/lb_fwlc.c; versions from 3.2 on spread equals over lists at random.
 */
import type { Fewest, Look } from './fewest.ts'

/** HAProxy counts weights in sixteenths, and keys in parts of the greatest weight. */
const SCALE = 16
const WEIGHT_TOP = 256 * SCALE

type Cells = 'leastKey' | 'leastOrder' | 'leastOrders'
type Tree = Look<Cells>

function keyOf({ view }: Tree, target: number): number {
  const inFlight = view.inFlight(target)
  const weight = Math.max(1, Math.round(view.weight(target) * SCALE))
  return inFlight === 0 ? 0 : Math.floor(((inFlight + 1) * WEIGHT_TOP) / weight)
}

function place({ state }: Tree, target: number, key: number): void {
  const order = (state.leastOrders[0] as number) + 1
  state.leastOrders[0] = order
  state.leastOrder[target] = order
  state.leastKey[target] = key
}

export const haproxyLeast = {
  state: {
    leastKey: 'target',
    /** In which order they came to their places, from 1; 0 for those that have none. */
    leastOrder: 'target',
    leastOrders: 'node',
  },
  pick({ view, state }) {
    let best: number | null = null
    for (const target of view.usable) {
      if (view.weight(target) === 0) continue
      if (best === null || isBefore(state, target, best)) best = target
    }
    return best
  },
  counted(look, target) {
    const key = keyOf(look, target)
    if (key !== look.state.leastKey[target]) place(look, target, key)
  },
  /** Who comes back is put behind its equals; who was there stays where it is. */
  changed(look) {
    const { view, state } = look
    for (let target = 0; target < view.size; target++) {
      if (!view.usable.includes(target)) state.leastOrder[target] = 0
      else if (state.leastOrder[target] === 0) place(look, target, keyOf(look, target))
    }
  },
  label: '(in flight + 1) / weight',
  standing: (look, target) => (keyOf(look, target) * SCALE) / WEIGHT_TOP,
  ties: 'of equals, who has been there longest',
} as const satisfies Fewest<Cells>

const isBefore = ({ leastKey, leastOrder }: Tree['state'], a: number, b: number): boolean =>
  (leastKey[a] as number) < (leastKey[b] as number) ||
  ((leastKey[a] as number) === (leastKey[b] as number) &&
    (leastOrder[a] as number) < (leastOrder[b] as number))
