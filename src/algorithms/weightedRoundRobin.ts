/**
 * Weighted round robin: targets take turns in proportion to their weights. How often is the same in all balancers; in
 * which order is not, and each order is a rotation in `parts/rotations/`.
 *
 * NGINX also lowers a target's weight for a while after failures, where a group ejects as NGINX does (`max_fails`). It has
 * no weight 0; here, as in IPVS, it means that the target gets nothing.
 */
import { choice, type KnobValues } from '../base/knobs.ts'
import { defineAlgorithm } from './define.ts'
import { alongMap } from './parts/rotations/alongMap.ts'
import { earliestDeadline } from './parts/rotations/earliestDeadline.ts'
import { fastWeighted } from './parts/rotations/fastWeighted.ts'
import { interleaved } from './parts/rotations/interleaved.ts'
import type { Rotation } from './parts/rotations/rotation.ts'
import { loseWeight, smooth } from './parts/rotations/smooth.ts'
import { staticStride } from './parts/rotations/staticStride.ts'
import { buildMap, mapCells } from './parts/serverMap.ts'

const KNOBS = {
  dialect: choice({
    label: 'As in',
    help: 'Whose order of turns: all serve a target as often as its weight says, but some in bursts and some spread out.',
    options: [
      { id: 'nginx', label: 'NGINX, smooth' },
      { id: 'haproxy', label: 'HAProxy roundrobin' },
      { id: 'haproxy-static', label: 'HAProxy static-rr' },
      { id: 'envoy', label: 'Envoy, earliest deadline' },
      { id: 'grpc', label: 'gRPC, static stride' },
      { id: 'ipvs', label: 'IPVS wrr, interleaved' },
    ],
    default: 'nginx',
  }),
} as const

type Dialect = KnobValues<typeof KNOBS>['dialect']

const ROTATIONS: Readonly<Record<Dialect, Rotation>> = {
  nginx: smooth,
  haproxy: fastWeighted,
  'haproxy-static': alongMap,
  envoy: earliestDeadline,
  grpc: staticStride,
  ipvs: interleaved,
}

/** Those whose weights are fixed, so that nobody can be let in slowly. */
const FIXED: Partial<Record<Dialect, string>> = {
  'haproxy-static': 'the weights of static-rr cannot change while HAProxy runs',
  ipvs: 'IPVS has no slow start',
}

export const weightedRoundRobin = defineAlgorithm({
  id: 'weighted-round-robin',
  label: 'Weighted round robin',
  summary:
    'Targets take turns in proportion to their weights; the turns of a heavy one are spread out.',
  source:
    'NGINX src/http/ngx_http_upstream_round_robin.c, ngx_http_upstream_get_peer; HAProxy src/lb_fwrr.c and src/lb_map.c; ' +
    'Envoy edf_scheduler.h; grpc-go weightedroundrobin/scheduler.go; Linux ip_vs_wrr.c. Envoy and gRPC begin at a random ' +
    'turn, here with the first; HAProxy and IPVS know whole weights only; that a change of weight in slow start shows at ' +
    'the next turn of roundrobin is our model',
  group: 'By turns',
  goodAt: 'Targets whose sizes are known and stay what they are.',
  badAt: 'A weight that no longer fits: it is not noticed, whatever queues.',
  does: [
    'Targets take turns, and one of weight 5 has five turns while one of weight 1 has one.',
    'NGINX and Envoy spread the turns of a heavy target out, IPVS serves them nearly in a row; the share is the same.',
    'What happens at the targets is not seen: a weight is what somebody wrote down.',
  ],
  law: [
    'NGINX, at each request:',
    '  current += weight            for each',
    '  target = highest current',
    '  current of target -= sum of weights',
  ],
  spelled: {
    nginx: '`server a weight=5;`: the default, smooth',
    haproxy: '`balance roundrobin` or `balance static-rr`, with `weight 5` at the server',
    envoy: '`lb_policy: ROUND_ROBIN` with `load_balancing_weight` at the endpoints',
    aws: 'none: targets have no weights; nearest: weights of target groups in a forward action',
  },
  reads: ['weight'],
  withoutSlowStart: ({ dialect }) => FIXED[dialect],
  knobs: KNOBS,
  state: {
    ...smooth.state,
    ...fastWeighted.state,
    ...alongMap.state,
    ...earliestDeadline.state,
    ...staticStride.state,
    ...interleaved.state,
  },
  tableCells: ({ knobs, size }) => (knobs.dialect === 'haproxy-static' ? mapCells(size) : 0),
  table: {
    build: ({ view }, into) => {
      if (into.length > 0) buildMap(view, into)
    },
  },
  scansAll: true,
  pick: (turn) => ROTATIONS[turn.knobs.dialect].pick(turn),
  failed: (turn, target, maxFails) => {
    if (turn.knobs.dialect === 'nginx') loseWeight(turn, target, maxFails)
  },
  changed: (turn) => ROTATIONS[turn.knobs.dialect].changed?.(turn),
  score: {
    label: ({ dialect }) => ROTATIONS[dialect].label,
    unit: '',
    of: (turn, target) => ROTATIONS[turn.knobs.dialect].standing(turn, target),
  },
  because(turn, names) {
    const rotation = ROTATIONS[turn.knobs.dialect]
    const state = Object.fromEntries(
      Object.entries(turn.state).map(([name, cells]) => [name, cells.slice()]),
    )
    const target = rotation.pick({ ...turn, state }) as number
    return rotation.words(turn, target, names(target), names)
  },
})
