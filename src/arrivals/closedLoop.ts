/**
 * Closed loop: a fixed number of users, each of whom thinks, asks, waits for the answer and thinks
 * again. A slow system is asked less often, which hides overload: the opposite of the open
 * processes.
 */
import { count, member } from '../base/knobs.ts'
import { type DistributionSpec, prepareDistribution } from '../distributions/index.ts'
import { defineArrivals } from './define.ts'

const THINK: DistributionSpec = { kind: 'exponential', meanMs: 1000 }

export const closedLoop = defineArrivals({
  id: 'closed-loop',
  label: 'Users who think',
  summary: 'A fixed number of users; each waits for the answer and thinks before the next request.',
  source: 'Schroeder, Wierman, Harchol-Balter, Open Versus Closed: A Cautionary Tale, NSDI 2006',
  knobs: {
    users: count({
      label: 'Users',
      help: 'How many there are; each has at most one request under way.',
      unit: 'users',
      min: 1,
      max: 100_000,
      default: 50,
      isLog: true,
    }),
    think: member({
      label: 'Think time',
      help: 'How long a user pauses before the first request and after each answer.',
      family: 'distributions',
      default: THINK,
    }),
  },
  cells: 0,
  prepare({ users, think }) {
    // Validation has read `think` as a member of that family, which a knob's type cannot name.
    return { loop: 'closed', users, think: prepareDistribution(think as DistributionSpec) }
  },
})
