/** The answer that is nearest to the resolver. */
import { definePolicy } from './define.ts'

export const latency = definePolicy({
  id: 'latency',
  label: 'Latency',
  summary:
    'Every resolver gets the good answer that is nearest to it in milliseconds, the next one when that is not good.',
  source:
    'Amazon Route 53, latency-based routing. That DNS knows the mean latency from the place of the resolver is our model',
  knobs: {},
  looksAt: 'latency',
  answer({ good, latenciesUs }, into) {
    const open = good.includes(1)
    let nearest = -1
    latenciesUs.forEach((us, i) => {
      if (open && good[i] === 0) return
      if (nearest < 0 || us < (latenciesUs[nearest] as number)) nearest = i
    })
    into[nearest] = 1
  },
})
