/**
 * Power of d choices: look at `choices` random targets, send to the least busy.
 * With two looks the longest queue grows like log log n, with one like log n.
 */
import type { Draw } from '../base/draws.ts'
import { count, flag } from '../base/knobs.ts'
import { defineAlgorithm } from './define.ts'
import { drawnAgain, drawnApart, SAMPLE_MAX } from './parts/sample.ts'

export const powerOfChoices = defineAlgorithm({
  id: 'power-of-choices',
  label: 'Power of two choices',
  summary: 'Each request draws a few targets at random and goes to the least busy of these.',
  source:
    'Mitzenmacher, IEEE TPDS 12(10), 2001. Envoy LEAST_REQUEST draws with replacement, ' +
    'Finagle and tower without',
  group: 'By chance',
  goodAt:
    'Many nodes, or old information: two draws spread what a search for the least would send to one target.',
  badAt: 'Few targets: the least of all is nearer to the best, and costs as little.',
  does: [
    'Each request draws a few targets at random, mostly two, and goes to the one with the fewest requests in flight.',
    'Two draws are nearly as good as looking at all, and far better than one.',
    'Because nodes draw different targets, they do not all run to the same one when what they know is old.',
  ],
  law: ['draw d targets', 'target = fewest in flight of these; the first of equals'],
  spelled: {
    nginx: '`random two least_conn;`, which draws by weight',
    haproxy: '`balance random(2)`, which draws by weight',
    envoy: '`lb_policy: LEAST_REQUEST` with `choice_count: 2`, the default',
    aws: 'none; nearest: `least_outstanding_requests`',
  },
  reads: ['inFlight'],
  knobs: {
    choices: count({
      label: 'Targets sampled',
      help: 'How many targets are drawn; the least busy of them gets the request.',
      unit: 'targets',
      min: 1,
      max: SAMPLE_MAX,
      default: 2,
    }),
    distinct: flag({
      label: 'Distinct targets',
      help: 'Whether all drawn targets differ. In Envoy one may come twice, in Finagle not.',
      default: false,
    }),
  },
  state: {},
  scansAll: false,
  pick({ view, knobs, draw }) {
    const n = view.usable.length
    if (n === 0) return null
    const looks = looksOf(knobs, n)
    let best = sampled(view.usable, knobs.distinct, draw, 0)
    for (let i = 1; i < looks; i++) {
      const rival = sampled(view.usable, knobs.distinct, draw, i)
      if (view.inFlight(rival) < view.inFlight(best)) best = rival
    }
    return best
  },
  score: {
    label: () => 'in flight',
    unit: 'requests',
    of: ({ view }, target) => view.inFlight(target),
  },
  because({ view, knobs, draw }, names) {
    const looks = looksOf(knobs, view.usable.length)
    let best = sampled(view.usable, knobs.distinct, draw, 0)
    const seen = [`${names(best)} (${view.inFlight(best)} in flight)`]
    for (let i = 1; i < looks; i++) {
      const rival = sampled(view.usable, knobs.distinct, draw, i)
      seen.push(`${names(rival)} (${view.inFlight(rival)})`)
      if (view.inFlight(rival) < view.inFlight(best)) best = rival
    }
    return `It drew ${seen.join(', ')}; ${names(best)} was the least busy, or the first of equals.`
  },
})

const looksOf = (
  knobs: { readonly choices: number; readonly distinct: boolean },
  usable: number,
): number => (knobs.distinct && knobs.choices > usable ? usable : knobs.choices)

const sampled = (usable: readonly number[], distinct: boolean, draw: Draw, i: number): number =>
  usable[
    distinct ? drawnApart(draw, usable.length, i) : drawnAgain(draw, usable.length, i)
  ] as number
