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
