/** The primary, until it is not good. */
import { definePolicy } from './define.ts'

export const failover = definePolicy({
  id: 'failover',
  label: 'Failover',
  summary:
    'Every resolver gets the primary answers that are good; else the secondary ones that are; else the primary ones.',
  source: 'Amazon Route 53, failover routing (active-passive)',
  knobs: {},
  looksAt: 'role',
  answer({ good, isSecondary }, into) {
    const give = (may: (answer: number) => boolean): boolean => {
      for (let i = 0; i < good.length; i++) if (may(i)) into[i] = 1
      return into.includes(1)
    }
    const isPrimary = (i: number): boolean => isSecondary[i] === false
    if (give((i) => isPrimary(i) && good[i] === 1)) return
    if (give((i) => !isPrimary(i) && good[i] === 1)) return
    if (give(isPrimary)) return
    into.fill(1)
  },
})
