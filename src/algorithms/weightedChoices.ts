/**
 * Weighted power of choices: a few targets are drawn by weight, and the least loaded for its weight gets the request.
 *
 * HAProxy draws on its consistent ring, so that the chances of a draw differ a little from the weights; here they are
 * the weights (model). NGINX draws two that differ, again and again until they do, twenty times at most.
 */

import type { Draw } from '../base/draws.ts'
import { choice, count, type KnobValues } from '../base/knobs.ts'
import { defineAlgorithm, type State, type View } from './define.ts'
import { countPick, picksPerSecond, RECENT_STATE } from './parts/recentPicks.ts'
import { SAMPLE_MAX } from './parts/sample.ts'
import { drawnByWeight } from './parts/weightedDraw.ts'

/** After so many draws of the same target NGINX gives up on a second one. */
const REDRAWS = 20

const KNOBS = {
  dialect: choice({
    label: 'As in',
    help: 'HAProxy may draw one target twice, and gives a tie to who got fewer requests in the last second; NGINX always draws two that differ, and gives it to the second.',
    options: [
      { id: 'haproxy', label: 'HAProxy random(d)' },
      { id: 'nginx', label: 'NGINX random two' },
    ],
    default: 'haproxy',
  }),
  choices: count({
    label: 'Targets drawn',
    help: 'How many targets HAProxy draws; NGINX draws two.',
    unit: 'targets',
    min: 1,
    max: SAMPLE_MAX,
    default: 2,
  }),
} as const

interface Choosing {
  readonly view: View<'inFlight' | 'weight' | 'nowUs'>
  readonly knobs: KnobValues<typeof KNOBS>
  readonly state: State<typeof RECENT_STATE>
  readonly draw: Draw
}

export const weightedChoices = defineAlgorithm({
  id: 'weighted-choices',
  label: 'Weighted power of choices',
  summary:
    'Each request draws a few targets by weight and goes to the one with the fewest for its weight.',
  source:
    'HAProxy 3.5-dev src/backend.c, get_server_rnd; NGINX ngx_http_upstream_random_module.c, random two least_conn. ' +
    'That draws follow the weights exactly is our model of HAProxy',
  group: 'By chance',
  goodAt: 'Many nodes in front of targets of unlike size.',
  badAt: 'Few targets: the least of all is nearer to the best, and costs as little.',
  does: [
    'Each request draws two targets or more, heavy ones more often.',
    'It goes to the one with the fewest requests in flight for its weight.',
    'HAProxy gives a tie to who got fewer requests in the last second, NGINX to the second that was drawn.',
  ],
  law: ['draw d targets by weight', 'target = lowest in flight / weight of these'],
  spelled: {
    nginx: '`random two least_conn;` with `weight=5` at the server',
    haproxy: '`balance random(2)` with `weight 5` at the server',
    envoy: 'none: with unequal weights `LEAST_REQUEST` plans turns; nearest: that',
    aws: 'none; nearest: `least_outstanding_requests`',
  },
  reads: ['inFlight', 'weight', 'nowUs'],
  knobs: KNOBS,
  state: RECENT_STATE,
  scansAll: true,
  pick(context) {
    const picked = choose(context)
    if (picked !== null) countPick(context.state, picked, context.view.nowUs)
    return picked
  },
  score: {
    label: () => 'in flight / weight',
    unit: '',
    of: ({ view }, target) =>
      view.weight(target) === 0 ? 0 : view.inFlight(target) / view.weight(target),
  },
  remembers: [
    {
      label: 'in the last second',
      of: ({ view, state }, target) => picksPerSecond(state, target, view.nowUs),
    },
  ],
  because(context, names) {
    const { view } = context
    const drawn = drawnIn(context)
    const seen = drawn.map((each) => `${names(each)} (${view.inFlight(each)} in flight)`)
    return `It drew ${seen.join(', ')}; ${names(choose(context) as number)} had the fewest for its weight, or won the tie.`
  },
})

function choose(context: Choosing): number | null {
  return context.knobs.dialect === 'nginx' ? chooseOfTwo(context) : chooseOfDraws(context)
}

function chooseOfDraws({ view, knobs, state, draw }: Choosing): number | null {
  let best = drawnByWeight(view, draw.at(0))
  for (let i = 1; i < knobs.choices && best !== null; i++) {
    const rival = drawnByWeight(view, draw.at(i)) as number
    if (rival === best) continue
    const own = view.inFlight(rival) * view.weight(best)
    const least = view.inFlight(best) * view.weight(rival)
    const isLess =
      own < least ||
      (own === least &&
        picksPerSecond(state, rival, view.nowUs) <= picksPerSecond(state, best, view.nowUs))
    if (isLess) best = rival
  }
  return best
}

function chooseOfTwo({ view, draw }: Choosing): number | null {
  const first = drawnByWeight(view, draw.at(0))
  if (first === null) return null
  for (let i = 1; i <= REDRAWS; i++) {
    const second = drawnByWeight(view, draw.at(i)) as number
    if (second === first) continue
    const isMore =
      view.inFlight(second) * view.weight(first) > view.inFlight(first) * view.weight(second)
    return isMore ? first : second
  }
  return first
}

/** What was drawn, for words. */
function drawnIn({ view, knobs, draw }: Choosing): number[] {
  const drawn: number[] = []
  const draws = knobs.dialect === 'nginx' ? REDRAWS + 1 : knobs.choices
  for (let i = 0; i < draws; i++) {
    const target = drawnByWeight(view, draw.at(i)) as number
    if (knobs.dialect === 'haproxy' || !drawn.includes(target)) drawn.push(target)
    if (knobs.dialect === 'nginx' && drawn.length === 2) break
  }
  return drawn
}
