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
