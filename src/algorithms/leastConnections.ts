/**
 * Least connections: the least loaded for its weight, as this node counts. What is compared, and who gets a tie, differs
 * from balancer to balancer; each way is in `parts/fewest/`.
 */
import { choice, type KnobValues, number } from '../base/knobs.ts'
import { defineAlgorithm } from './define.ts'
import { fullScan, scheduled } from './parts/fewest/envoyLeast.ts'
import type { Fewest } from './parts/fewest/fewest.ts'
import { haproxyLeast } from './parts/fewest/haproxyLeast.ts'
import { expectedDelay, neverQueue, weightedLeast } from './parts/fewest/ipvsLeast.ts'
import { nginxLeast } from './parts/fewest/nginxLeast.ts'
import { loseWeight } from './parts/rotations/smooth.ts'

const KNOBS = {
  dialect: choice({
    label: 'As in',
    help: 'Whose rule: how load and weight are set against each other, and who gets a tie.',
    options: [
      { id: 'nginx', label: 'NGINX least_conn' },
      { id: 'haproxy', label: 'HAProxy leastconn' },
      { id: 'envoy', label: 'Envoy, full scan' },
      { id: 'envoy-weighted', label: 'Envoy, unequal weights' },
      { id: 'ipvs-wlc', label: 'IPVS wlc' },
      { id: 'ipvs-sed', label: 'IPVS sed' },
      { id: 'ipvs-nq', label: 'IPVS nq' },
    ],
    default: 'nginx',
  }),
  bias: number({
    label: 'Load bias',
    help: 'Envoy with unequal weights only: how much requests in flight count against a weight; 0 not at all.',
    unit: '',
    min: 0,
    max: 8,
    default: 1,
  }),
} as const

type Dialect = KnobValues<typeof KNOBS>['dialect']

const WAYS: Readonly<Record<Dialect, Fewest>> = {
  nginx: nginxLeast,
  haproxy: haproxyLeast,
  envoy: fullScan,
  'envoy-weighted': scheduled,
  'ipvs-wlc': weightedLeast,
  'ipvs-sed': expectedDelay,
  'ipvs-nq': neverQueue,
}

export const leastConnections = defineAlgorithm({
  id: 'least-connections',
  label: 'Least connections',
  summary: 'Each request goes to the target with the fewest unanswered ones for its weight.',
  source:
    'NGINX ngx_http_upstream_least_conn_module.c; HAProxy 2.6 src/lb_fwlc.c; Envoy ' +
    'load_balancing_policies/least_request (its choices are the power of two choices here); Linux ip_vs_wlc.c, ' +
    'ip_vs_sed.c, ip_vs_nq.c. Requests count for connections, as in balancers of layer 7',
  group: 'Fewest',
  goodAt: 'Requests of unlike cost, and targets of unlike size or speed.',
  badAt: 'A target that fails at once has nothing in flight, and draws everything.',
  does: [
    'The node counts what it has in flight at each target, and sets that against the weight.',
    'Each request goes where this is lowest, so a target of twice the weight carries twice as much.',
    'Balancers differ in whether the new request is counted already, and in who gets a tie.',
  ],
  law: [
    'NGINX:    lowest inFlight / weight',
    'HAProxy:  lowest (inFlight + 1) / weight, idle ones first',
    'Envoy:    turns by weight / (inFlight + 1)^bias',
  ],
  spelled: {
    nginx: '`least_conn;` with `weight=5` at the server',
    haproxy: '`balance leastconn` with `weight 5` at the server',
    envoy: '`lb_policy: LEAST_REQUEST`: `FULL_SCAN`, or unequal weights with `active_request_bias`',
    aws: 'none with weights; nearest: `least_outstanding_requests`',
  },
  reads: ['inFlight', 'weight'],
  withoutSlowStart: ({ dialect }) =>
    dialect.startsWith('ipvs') ? 'IPVS has no slow start' : undefined,
  knobs: KNOBS,
  state: { ...nginxLeast.state, ...haproxyLeast.state, ...scheduled.state },
  scansAll: true,
  pick: (look) => WAYS[look.knobs.dialect].pick(look),
  sent: (look, target) => WAYS[look.knobs.dialect].counted?.(look, target),
  done: (look, target) => WAYS[look.knobs.dialect].counted?.(look, target),
  counted: (look, target) => WAYS[look.knobs.dialect].counted?.(look, target),
  failed: (look, target, maxFails) => {
    if (look.knobs.dialect === 'nginx') loseWeight(look, target, maxFails)
  },
  changed: (look) => WAYS[look.knobs.dialect].changed?.(look),
  score: {
    label: ({ dialect }) => WAYS[dialect].label,
    unit: '',
    of: (look, target) =>
      look.view.weight(target) === 0 ? 0 : WAYS[look.knobs.dialect].standing(look, target),
  },
  because(look, names) {
    const way = WAYS[look.knobs.dialect]
    const state = Object.fromEntries(
      Object.entries(look.state).map(([name, cells]) => [name, cells.slice()]),
    )
    const target = way.pick({ ...look, state }) as number
    const figure = Math.round(way.standing(look, target) * 1000) / 1000
    return `${names(target)} had the least ${way.label}, ${figure}; ${way.ties}.`
  },
})
