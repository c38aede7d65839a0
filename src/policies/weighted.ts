/** One answer, drawn by weights. */
import { definePolicy } from './define.ts'
import { drawByWeight } from './parts/drawByWeight.ts'

export const weighted = definePolicy({
  id: 'weighted',
  label: 'Weighted',
  summary:
    'Every resolver gets one answer, drawn by weights among those that are good; one of weight 0 only when no other is.',
  source:
    'Amazon Route 53, weighted routing: weights of 0 are considered when all others are unhealthy, and all records ' +
    'when all are',
  knobs: {},
  looksAt: 'weight',
  answer({ good, weights, draw }, into) {
    const isGood = (i: number): boolean => good[i] === 1
    const chosen =
      drawByWeight(weights, good.length, draw, (i) => isGood(i) && weights[i] !== 0) ??
      drawByWeight(weights, good.length, draw, isGood) ??
      drawByWeight(weights, good.length, draw, (i) => weights[i] !== 0) ??
      drawByWeight(weights, good.length, draw, () => true)
    into[chosen ?? 0] = 1
  },
})
