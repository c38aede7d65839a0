/**
 * Least outstanding requests: the target to which this node has the fewest requests in flight.
 *
 * Ties go to the target that has waited longest since its last request, and at first to the one
 * written first; so an idle group is served in turn. The ALB does not document its tie-break: this
 * is our model. A heap keeps the targets in order, so that a request costs O(log n) and not a look
 * at every target.
 */
import { defineAlgorithm } from './define.ts'
import { buildHeap, firstOf, rekey } from './parts/indexedHeap.ts'

/**
 * Requests in flight and turn make one key, `inFlight * TURNS + turn`, exact in a double up to 2^32
 * requests of one node and 2^21 in flight to one target.
 */
const TURNS = 4_294_967_296

export const leastOutstanding = defineAlgorithm({
  id: 'least-outstanding',
  label: 'Least outstanding requests',
  summary:
    'Each request goes to the target with the fewest unanswered ones, so slow targets get fewer.',
  source:
    'AWS Application Load Balancer, least_outstanding_requests; ties to the least recently used ' +
    'are our model',
  group: 'Fewest',
  goodAt: 'Requests of unlike cost, and targets of unlike speed: what is slow is left alone.',
  badAt:
    'A target that fails at once has nothing in flight and draws everything; many nodes, each of which sees only its own.',
  does: [
    'The node counts, for each target, the requests that it has sent there and that have not come back.',
    'Each request goes to the target with the fewest; of equals to the one that has waited longest.',
    'A slow target keeps its requests for longer, so it gets fewer new ones: nobody has to measure its speed.',
  ],
  law: ['target = fewest in flight of this node', 'ties: longest since its last one (model)'],
  spelled: {
    nginx: '`least_conn;` with equal weights',
    haproxy: '`balance leastconn` with equal weights',
    envoy: '`lb_policy: LEAST_REQUEST` with `selection_method: FULL_SCAN`',
    aws: '`load_balancing.algorithm.type = least_outstanding_requests`; ties are not published',
  },
  reads: ['inFlight'],
  withoutSlowStart: () => 'an ALB offers no slow start with least outstanding requests',
  knobs: {},
  state: {
    order: 'target',
    place: 'target',
    key: 'target',
    filled: 'node',
    /** When a target last got a request, counted in requests of this node; 0 is never. */
    turn: 'target',
    turns: 'node',
  },
  scansAll: false,
  pick({ view, state }) {
    return view.usable.length === 0 ? null : firstOf(state)
  },
  sent({ view, state }, target) {
    const turn = (state.turns[0] as number) + 1
    state.turns[0] = turn
    state.turn[target] = turn
    rekey(state, target, view.inFlight(target) * TURNS + turn)
  },
  done({ view, state }, target) {
    rekey(state, target, view.inFlight(target) * TURNS + (state.turn[target] as number))
  },
  counted({ view, state }, target) {
    rekey(state, target, view.inFlight(target) * TURNS + (state.turn[target] as number))
  },
  changed({ view, state }) {
    for (const target of view.usable) {
      state.key[target] = view.inFlight(target) * TURNS + (state.turn[target] as number)
    }
    buildHeap(state, view.usable)
  },
  score: {
    label: () => 'in flight',
    unit: 'requests',
    of: ({ view }, target) => view.inFlight(target),
  },
  remembers: [{ label: 'last turn', of: ({ state }, target) => state.turn[target] as number }],
  because({ view, state }, names) {
    const best = firstOf(state)
    const least = view.inFlight(best)
    let tied = 0
    for (const target of view.usable) if (view.inFlight(target) === least) tied++
    if (tied === 1) return `${names(best)} had the fewest requests in flight, ${least}.`
    const tie = `${names(best)} and ${tied - 1} more had the fewest requests in flight, ${least}`
    const turn = state.turn[best] as number
    return turn === 0
      ? `${tie}; ${names(best)} comes first of those that had none yet.`
      : `${tie}; ${names(best)} had waited longest since its last one.`
  },
})
