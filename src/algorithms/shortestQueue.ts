/**
 * Join the shortest queue, an oracle: it sees what is really at each target, whoever sent it. No balancer can, so it
 * shows what there is to gain. Its figures may be made old on purpose: then all nodes act on the same picture until the
 * next, and run after each other to where the queue was shortest.
 */

import type { Draw } from '../base/draws.ts'
import { count, duration, type KnobValues } from '../base/knobs.ts'
import { usFromMs } from '../model/time.ts'
import { defineAlgorithm, type State, type View } from './define.ts'
import { drawnApart, SAMPLE_MAX } from './parts/sample.ts'

const KNOBS = {
  refreshMs: duration({
    label: 'Looks every',
    help: 'How often the lengths of the queues are looked at; 0 at every request. What happens between two looks is not seen.',
    min: 0,
    max: 600_000,
    default: 0,
  }),
  choices: count({
    label: 'Targets compared',
    help: 'How many targets are drawn and compared; 0 compares all.',
    unit: '',
    min: 0,
    max: SAMPLE_MAX,
    default: 0,
  }),
} as const

const STATE = {
  /** What was at the target at the last look. */
  seen: 'target',
  /** Number of the last look, from 1; 0 is none yet. */
  look: 'node',
} as const

interface Looking {
  readonly view: View<'requestsAt' | 'nowUs'>
  readonly knobs: KnobValues<typeof KNOBS>
  readonly state: State<typeof STATE>
  readonly draw: Draw
}

export const shortestQueue = defineAlgorithm({
  id: 'shortest-queue',
  label: 'Shortest queue (oracle)',
  summary:
    'Each request goes to the target with the fewest requests of all nodes. None can know that.',
  source:
    'Winston, J. Appl. Prob. 14, 1977; with old information Mitzenmacher, IEEE TPDS 11(1), 2000. Equals: one at random',
  group: 'Fewest',
  goodAt: 'Showing what perfect knowledge would gain.',
  badAt: 'Old knowledge: everybody runs to where the queue was shortest at the last look.',
  does: [
    'It looks at what is really at each target, sent by whatever node, and takes the shortest queue.',
    'No balancer can know that, so this is a yardstick for what the others miss.',
    'Let it look only now and then, and it shows how old knowledge makes everybody run to the same target.',
  ],
  law: ['target = fewest requests at the target,', '         as seen at the last look'],
  spelled: {
    nginx: 'none; nearest: `least_conn;`',
    haproxy: 'none; nearest: `balance leastconn`',
    envoy: 'none; nearest: `lb_policy: LEAST_REQUEST` with `FULL_SCAN`',
    aws: 'none; nearest: `least_outstanding_requests`',
  },
  reads: ['requestsAt', 'nowUs'],
  knobs: KNOBS,
  state: STATE,
  scansAll: true,
  pick(context) {
    lookAgain(context)
    return shortest(context)
  },
  score: {
    label: () => 'at the target',
    unit: 'requests',
    of: (context, target) => knownAt(context, target),
  },
  remembers: [
    { label: 'at the last look', of: ({ state }, target) => state.seen[target] as number },
  ],
  because(context, names) {
    const best = shortest(context) as number
    const age = context.knobs.refreshMs === 0 ? '' : ', at the last look'
    return `${names(best)} had the fewest requests${age}, ${knownAt(context, best)}; of equals, one at random.`
  },
})

const lookAt = ({ view, knobs }: Looking): number =>
  Math.floor(view.nowUs / usFromMs(knobs.refreshMs)) + 1

/** What a look now would find, if it is due, else what the last one found. */
function knownAt(context: Looking, target: number): number {
  const { view, knobs, state } = context
  const isDue = knobs.refreshMs === 0 || lookAt(context) !== state.look[0]
  return isDue ? view.requestsAt(target) : (state.seen[target] as number)
}

function lookAgain(context: Looking): void {
  const { view, knobs, state } = context
  if (knobs.refreshMs === 0 || lookAt(context) === state.look[0]) return
  state.look[0] = lookAt(context)
  for (let target = 0; target < view.size; target++) state.seen[target] = view.requestsAt(target)
}

function shortest(context: Looking): number | null {
  const { view, knobs, draw } = context
  const { length } = view.usable
  const looks = knobs.choices === 0 ? length : Math.min(knobs.choices, length)
  let best: number | null = null
  let equals = 0
  for (let i = 0; i < looks; i++) {
    const at = knobs.choices === 0 ? i : drawnApart(draw, length, i)
    const target = view.usable[at] as number
    const known = knownAt(context, target)
    const least = best === null ? Number.POSITIVE_INFINITY : knownAt(context, best)
    if (known > least) continue
    equals = known < least ? 1 : equals + 1
    // One of the equals, each as likely: their draws stand beyond those of the choices.
    if (equals === 1 || draw.below(equals, SAMPLE_MAX + i) === 0) best = target
  }
  return best
}
