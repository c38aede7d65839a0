/** Random: every usable target has the same chance, whatever its weight or load. */
import { defineAlgorithm } from './define.ts'

export const random = defineAlgorithm({
  id: 'random',
  label: 'Random',
  summary:
    'Each request goes to a target drawn at random. Nothing is counted and nothing remembered.',
  source:
    'Envoy RANDOM: source/extensions/load_balancing_policies/random, which ignores weights too',
  group: 'By chance',
  goodAt:
    'Many nodes that must not act alike: there is nothing to synchronise and nothing to go stale.',
  badAt: 'Few requests a target: chance gives one of them several at once, and that queues.',
  does: [
    'A draw names the target, and each is as likely as any other.',
    'Nodes need not agree on anything, and nothing that they know can be old.',
    'In the long run shares are even; in the short run chance piles several requests on one target.',
  ],
  law: ['target = usable[floor(u * n)]'],
  spelled: {
    nginx: '`random;` with equal weights',
    haproxy: '`balance random(1)` with equal weights',
    envoy: '`lb_policy: RANDOM`',
    aws: '`load_balancing.algorithm.type = weighted_random` with anomaly mitigation off',
  },
  reads: [],
  knobs: {},
  state: {},
  scansAll: false,
  pick({ view, draw }) {
    const n = view.usable.length
    return n === 0 ? null : (view.usable[draw.below(n, 0)] as number)
  },
  because({ view, draw }, names) {
    const n = view.usable.length
    const drawn = view.usable[draw.below(n, 0)] as number
    const fell = `The draw ${draw.at(0).toFixed(4)} fell on ${names(drawn)}`
    return `${fell}; each of ${n} usable targets had the same chance.`
  },
})
