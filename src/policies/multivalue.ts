/** Up to eight good answers, drawn anew for each question. */
import { definePolicy } from './define.ts'

const ANSWERS_MAX = 8

export const multivalue = definePolicy({
  id: 'multivalue',
  label: 'Multivalue',
  summary:
    'Every resolver gets the good addresses, of more than eight a random eight; of bad ones while none is good.',
  source: 'Amazon Route 53, multivalue answer routing',
  knobs: {},
  withoutBalancers:
    'its records name addresses, and a balancer is an alias. Use simple or weighted',
  answer({ good, draw }, into) {
    const among = good.includes(1) ? 1 : 0
    let left = 0
    for (const each of good) if (each === among) left++
    let wanted = Math.min(ANSWERS_MAX, left)
    // Each is taken with the chance that makes every set of that size equally likely.
    for (let i = 0; i < good.length && wanted > 0; i++) {
      if (good[i] !== among) continue
      if (draw.below(left, i) < wanted) {
        into[i] = 1
        wanted--
      }
      left--
    }
  },
})
