/** Weighted random: a target is drawn with a chance in proportion to its weight. */
import { defineAlgorithm } from './define.ts'
import { drawnByWeight } from './parts/weightedDraw.ts'

export const weightedRandom = defineAlgorithm({
  id: 'weighted-random',
  label: 'Weighted random',
  summary: 'Each request goes to a target drawn at random, heavy ones more often.',
  source:
    'AWS Application Load Balancer, weighted_random; NGINX random, ngx_http_upstream_random_module.c. An ALB can take ' +
    'weight from targets with anomalies; what it takes, and when, is not published, and not modelled here',
  group: 'By chance',
  goodAt: 'Many nodes, and targets whose sizes are known.',
  badAt: 'Few requests a target: chance gives one of them several at once.',
  does: [
    'A draw names the target, and one of weight 5 is five times as likely as one of weight 1.',
    'Nothing is counted, so several nodes are as good as one.',
    'Chance piles several requests on one target now and then, which turns would not.',
  ],
  law: ['P(target) = weight / sum of weights'],
  spelled: {
    nginx: '`random;` with `weight=5` at the server',
    haproxy: '`balance random(1)` with `weight 5` at the server',
    envoy: 'none: `RANDOM` ignores weights; nearest: `ROUND_ROBIN` with `load_balancing_weight`',
    aws: '`load_balancing.algorithm.type = weighted_random`; only anomaly mitigation changes its weights, and how is not published',
  },
  reads: ['weight'],
  knobs: {},
  state: {},
  scansAll: true,
  pick: ({ view, draw }) => drawnByWeight(view, draw.at(0)),
  score: {
    label: () => 'weight',
    unit: '',
    of: ({ view }, target) => view.weight(target),
  },
  because({ view, draw }, names) {
    const target = drawnByWeight(view, draw.at(0)) as number
    const total = view.usable.reduce((sum, each) => sum + view.weight(each), 0)
    const chance = Math.round((1000 * view.weight(target)) / total) / 10
    return `The draw ${draw.at(0).toFixed(4)} fell on ${names(target)}, whose weight gives it ${chance} % of the requests.`
  },
})
