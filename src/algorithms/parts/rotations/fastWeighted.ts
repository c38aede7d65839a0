/**
 * Fast weighted round robin, as HAProxy's roundrobin: a window as long as the weights sum up to, in which a target has
 * places that lie total / weight apart. Who has not had a place yet waits in `init`, heavy ones first, and fills the
 * holes; who has, in `current` by its next place; whose next place lies beyond the window, in `next`, which becomes
 * `init` when the window is through. Weights change at once when a target's next place is found; HAProxy moves the
 * target at the change (model).
 * Source: HAProxy src/lb_fwrr.c; thread groups, saturation and backup servers left out.
 */
import type { Rotation, Turn } from './rotation.ts'

type Cells =
  | 'place'
  | 'placeRest'
  | 'tree'
  | 'treeKey'
  | 'treeOrder'
  | 'treeOrders'
  | 'initTree'
  | 'windowAt'
  | 'window'
type Fast = Turn<Cells>

/** HAProxy counts weights in sixteenths. */
const SCALE = 16
const WEIGHT_TOP = 256 * SCALE
/** How far apart the keys of two places lie. */
const PLACE_KEYS = 256

const NOWHERE = 0
const CURRENT = 1
/** Either of these is `init`, and the other `next`: they change places. */
const FIRST = 2
const SECOND = 3

const weightOf = ({ view }: Fast, target: number): number => {
  const weight = view.weight(target)
  return weight === 0 ? 0 : Math.max(1, Math.round(weight * SCALE))
}

const initOf = ({ state }: Fast): number => (state.initTree[0] === 0 ? FIRST : SECOND)
const nextOf = (turn: Fast): number => FIRST + SECOND - initOf(turn)

function totalOf(turn: Fast): number {
  let total = 0
  for (const target of turn.view.usable) total += weightOf(turn, target)
  return total
}

/** Who comes first in a tree; -1 when it is empty. */
function firstIn({ view, state }: Fast, tree: number): number {
  let first = -1
  for (const target of view.usable) {
    if (state.tree[target] === tree && (first < 0 || isBefore(state, target, first))) first = target
  }
  return first
}

const isBefore = ({ treeKey, treeOrder }: Fast['state'], a: number, b: number): boolean =>
  (treeKey[a] as number) < (treeKey[b] as number) ||
  ((treeKey[a] as number) === (treeKey[b] as number) &&
    (treeOrder[a] as number) < (treeOrder[b] as number))

function put({ state }: Fast, target: number, tree: number, key: number): void {
  const order = (state.treeOrders[0] as number) + 1
  state.treeOrders[0] = order
  state.treeOrder[target] = order
  state.tree[target] = tree
  state.treeKey[target] = key
}

/** Where a target waits until its place comes (fwrr_queue_srv). */
function queue(turn: Fast, target: number, total: number): void {
  const { state } = turn
  const place = state.place[target] as number
  const window = state.window[0] as number
  const weight = weightOf(turn, target)
  if (place >= 2 * window || place >= window + total) {
    state.place[target] = place - window
    put(turn, target, nextOf(turn), WEIGHT_TOP - weight)
  } else {
    const rest = state.placeRest[target] as number
    const key = PLACE_KEYS * place + Math.floor((WEIGHT_TOP + rest - weight) / SCALE)
    put(turn, target, CURRENT, key)
  }
}

/** Who is next: whose place has come, else who waits for its first, else whoever is first (fwrr_get_server). */
function candidate(turn: Fast): number {
  const { state } = turn
  const current = firstIn(turn, CURRENT)
  if (current >= 0 && (state.place[current] as number) <= (state.windowAt[0] as number)) {
    return current
  }
  const waiting = firstIn(turn, initOf(turn))
  return waiting >= 0 ? waiting : current
}

/** Its next place, total / weight after this one (fwrr_update_position). */
function advance(turn: Fast, target: number, total: number): void {
  const { state } = turn
  const weight = weightOf(turn, target)
  const from = state.place[target] === 0 ? state.windowAt[0] : state.place[target]
  const rest = (state.placeRest[target] as number) + (total % weight)
  const carries = rest >= weight
  state.place[target] = (from as number) + Math.floor(total / weight) + (carries ? 1 : 0)
  state.placeRest[target] = carries ? rest - weight : rest
}

export const fastWeighted = {
  state: {
    /** The place at which its next turn is, and what is left of a place. */
    place: 'target',
    placeRest: 'target',
    /** Where it waits, by which key, and in which order targets of one key came. */
    tree: 'target',
    treeKey: 'target',
    treeOrder: 'target',
    treeOrders: 'node',
    /** Which of the two is `init`. */
    initTree: 'node',
    /** How far the window is through, and how long it is; 0 before the first turn. */
    windowAt: 'node',
    window: 'node',
  },
  pick(turn) {
    const { state } = turn
    const total = totalOf(turn)
    if (total === 0) return null
    let target = candidate(turn)
    if (target < 0) {
      state.initTree[0] = 1 - (state.initTree[0] as number)
      state.window[0] = total
      state.windowAt[0] = total
      target = candidate(turn)
    }
    if (state.tree[target] === initOf(turn)) {
      state.place[target] = 0
      state.placeRest[target] = 0
    }
    advance(turn, target, total)
    state.windowAt[0] = (state.windowAt[0] as number) + 1
    queue(turn, target, total)
    return target
  },
  changed(turn) {
    const { view, state } = turn
    const total = totalOf(turn)
    const isFirst = state.window[0] === 0
    for (let target = 0; target < view.size; target++) {
      const isIn = view.usable.includes(target) && weightOf(turn, target) > 0
      if (!isIn) state.tree[target] = NOWHERE
      else if (state.tree[target] === NOWHERE) enter(turn, target, { total, isFirst })
    }
    if (isFirst) {
      state.window[0] = total
      state.windowAt[0] = total
    }
  },
  label: 'place',
  standing: ({ state }, target) => state.place[target] as number,
  words: ({ state }, target, name) =>
    state.tree[target] === CURRENT
      ? `The window was at place ${state.windowAt[0]}, and the next one of ${name} is ${state.place[target]}.`
      : `${name} had no turn in this window yet, and the heaviest of those fills a hole.`,
} as const satisfies Rotation<Cells>

/** At first all wait in `init`; who comes back gets a place that it would have had (fwrr_set_server_status_up). */
function enter(
  turn: Fast,
  target: number,
  { total, isFirst }: { readonly total: number; readonly isFirst: boolean },
): void {
  const { state } = turn
  const weight = weightOf(turn, target)
  if (isFirst) {
    put(turn, target, initOf(turn), WEIGHT_TOP - weight)
    return
  }
  const at = state.windowAt[0] as number
  state.placeRest[target] = 0
  state.place[target] = at + Math.trunc((total + (state.window[0] as number) - at) / weight)
  queue(turn, target, total)
}
