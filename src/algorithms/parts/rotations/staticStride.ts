/**
 * Static stride, as in gRPC: targets are asked in turn, and in round g target i passes unless its weight, of which the
 * greatest is 65,535, has stepped over a multiple of that since the round before. No heap, no lock, one number.
 * Source: grpc-go balancer/weightedroundrobin/scheduler.go, edfScheduler. gRPC begins at a random number; here it is 0
 * (model).
 */
import type { Rotation, Turn } from './rotation.ts'

const GREATEST = 65_535
const OFFSET = 32_767

type Stride = Turn<'sequence' | 'strideTop'>

const strideOf = ({ view, state }: Stride, target: number): number =>
  Math.round((view.weight(target) / (state.strideTop[0] as number)) * GREATEST)

/** The number at which somebody does not pass; -1 when nobody has a weight. */
function nextTurn(turn: Stride): number {
  const { view, state } = turn
  const { length } = view.usable
  if (length === 0 || state.strideTop[0] === 0) return -1
  for (let sequence = state.sequence[0] as number; ; sequence++) {
    const at = sequence % length
    const stride = strideOf(turn, view.usable[at] as number)
    const round = Math.floor(sequence / length)
    if ((stride * round + at * OFFSET) % GREATEST >= GREATEST - stride) return sequence
  }
}

export const staticStride = {
  state: {
    /** How often a target was asked. */
    sequence: 'node',
    /** The greatest weight of those that can be used. */
    strideTop: 'node',
  },
  pick(turn) {
    const sequence = nextTurn(turn)
    if (sequence < 0) return null
    turn.state.sequence[0] = sequence + 1
    return turn.view.usable[sequence % turn.view.usable.length] as number
  },
  changed({ view, state }) {
    let top = 0
    for (const target of view.usable) top = Math.max(top, view.weight(target))
    state.strideTop[0] = top
  },
  label: 'stride',
  standing: strideOf,
  words(turn, target, name) {
    const passed = nextTurn(turn) - (turn.state.sequence[0] as number)
    const who = passed === 0 ? 'nobody passed' : `${passed} passed`
    return `It was the turn of ${name} with a stride of ${strideOf(turn, target)} of ${GREATEST}; ${who} before it.`
  },
} as const satisfies Rotation<'sequence' | 'strideTop'>
