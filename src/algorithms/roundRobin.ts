/**
 * Round robin: the usable targets take turns in the order in which the scenario writes them.
 *
 * What is remembered is a place in the order of *all* targets, not in the list of usable ones. So
 * when a target leaves or returns, the turn stays where it was: nobody is skipped and nobody is
 * served twice in one round. A pointer into the usable list would jump by one whenever a target
 * before it came or went.
 */
import { defineAlgorithm } from './define.ts'

export const roundRobin = defineAlgorithm({
  id: 'round-robin',
  label: 'Round robin',
  summary:
    'Targets take turns in a fixed order. Requests are shared evenly; load and speed go unseen.',
  source:
    'Envoy ROUND_ROBIN with equal weights: healthy[index++ % n]. The ALB publishes no order; ' +
    'starting with the first and keeping the place when targets come and go are our model',
  group: 'By turns',
  goodAt: 'Requests that cost alike, and targets that are alike.',
  badAt:
    'Requests of very unlike cost, and targets of unlike speed: the slow one gets its full share and queues.',
  does: [
    'The node goes through the targets in their order, and each request gets the next one.',
    'It reads nothing of them: a slow target gets as many requests as a fast one.',
    'Each node has a pointer of its own, so several nodes together keep no common order.',
  ],
  law: ['target = usable[pointer]', 'pointer = pointer + 1'],
  spelled: {
    nginx: '`server a; server b;` with equal weights: the default',
    haproxy: '`balance roundrobin` with equal weights',
    envoy: '`lb_policy: ROUND_ROBIN`, the default',
    aws: '`load_balancing.algorithm.type = round_robin`, the default; its order is not published',
  },
  reads: [],
  knobs: {},
  state: {
    /** The target whose turn it is; when it cannot be used, the next usable one after it. */
    pointer: 'node',
    /** Where that is in the usable list, so that a pick need not search. */
    position: 'node',
  },
  scansAll: false,
  pick({ view, state }) {
    const n = view.usable.length
    if (n === 0) return null
    const position = state.position[0] as number
    const at = position < n ? position : 0
    const target = view.usable[at] as number
    state.pointer[0] = target + 1
    state.position[0] = at + 1
    return target
  },
  changed({ view, state }) {
    state.position[0] = firstAtOrAfter(view.usable, state.pointer[0] as number)
  },
  because({ view, state }, names) {
    const position = state.position[0] as number
    const target = view.usable[position < view.usable.length ? position : 0] as number
    return `The pointer stood at ${names(target)}; round robin reads nothing else.`
  },
})

/**
 * The position of the first usable target whose number is at least `target`; the length when none
 * is.
 */
function firstAtOrAfter(usable: readonly number[], target: number): number {
  let low = 0
  let high = usable.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((usable[middle] as number) < target) low = middle + 1
    else high = middle
  }
  return low
}
