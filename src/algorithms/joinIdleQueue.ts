/**
 * Join the idle queue: a target that has run out of work says so to one node, chosen at random, which keeps a list of
 * them. A request goes to the first of the list, or to a random target when it is empty. The search for an idle target
 * is thus made before the request comes. At first every node takes all targets for idle (model).
 */
import { defineAlgorithm, type State, type View } from './define.ts'

const STATE = {
  /** Target to its turn in the list, from 1; 0 is not in it. */
  listed: 'target',
  turns: 'node',
  isBegun: 'node',
} as const

export const joinIdleQueue = defineAlgorithm({
  id: 'join-idle-queue',
  label: 'Join the idle queue',
  summary: 'Idle targets report to a node, and requests go to them first; else to any at random.',
  source:
    'Lu, Xie, Kliot, Geller, Larus, Greenberg, Performance Evaluation 68(11), 2011 (JIQ-Random). That all are taken for ' +
    'idle at first is our model',
  group: 'Fewest',
  goodAt: 'Many nodes and many targets at medium load: somebody is idle, and the node knows who.',
  badAt: 'High load: nobody is idle, and what is left is chance.',
  does: [
    'A target that has run out of work says so to one of the nodes, drawn at random.',
    'A node sends its next request to a target that told it so; if none did, to any at random.',
    'Nobody is asked when a request comes, so that costs no time.',
  ],
  law: ['idle list not empty: its first', 'else: at random'],
  spelled: {
    nginx: 'none; nearest: `least_conn;`',
    haproxy: 'none; nearest: `balance leastconn`',
    envoy: 'none; nearest: `lb_policy: LEAST_REQUEST`',
    aws: 'none; nearest: `least_outstanding_requests`',
  },
  reads: [],
  hears: ['idle'],
  withoutSlowStart: () => 'whoever says that it is idle gets the next request',
  knobs: {},
  state: STATE,
  scansAll: true,
  pick({ view, state, draw }) {
    const idle = firstListed(view, state)
    if (idle === null) return atRandom(view, draw.at(0))
    return idle
  },
  sent({ state }, target) {
    state.listed[target] = 0
  },
  changed({ view, state }) {
    if (state.isBegun[0] === 1 || view.usable.length === 0) return
    state.isBegun[0] = 1
    for (const target of view.usable) enlist(state, target)
  },
  told({ state }, target) {
    if (state.listed[target] === 0) enlist(state, target)
  },
  remembers: [
    { label: 'said it is idle', of: ({ state }, target) => state.listed[target] as number },
  ],
  because({ view, state, draw }, names) {
    const idle = firstListed(view, state)
    return idle === null
      ? `No target was known to be idle; the draw ${draw.at(0).toFixed(4)} fell on ${names(atRandom(view, draw.at(0)) as number)}.`
      : `${names(idle)} was the first of those that had said they were idle.`
  },
})

function enlist(state: State<typeof STATE>, target: number): void {
  const turn = (state.turns[0] as number) + 1
  state.turns[0] = turn
  state.listed[target] = turn
}

function firstListed(view: View<never>, state: State<typeof STATE>): number | null {
  let first: number | null = null
  for (const target of view.usable) {
    const turn = state.listed[target] as number
    if (turn > 0 && (first === null || turn < (state.listed[first] as number))) first = target
  }
  return first
}

const atRandom = ({ usable }: View<never>, u: number): number | null =>
  usable.length === 0 ? null : (usable[Math.floor(u * usable.length)] as number)
