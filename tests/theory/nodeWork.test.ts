/** A node that takes time for what it does, before targets that take none, against queueing theory. */
import { describe, it } from 'vitest'
import { mg1, mm1 } from '../../src/analysis/theory/queues.ts'
import type { Changes } from '../support/scenarios.ts'
import { balanced, demand, poisson, SERVICE_MS } from './models.ts'
import { expectTheory } from './replications.ts'

const MINUTE_MS = 60_000

/** Targets that take no time, and room for all that comes at once. */
const idleTargets: readonly Changes[] = [
  balanced(1, { id: 'random' }),
  { 'targetGroups.web.targets.s0': { zone: 'a', slots: 10_000 } },
  demand({ kind: 'constant', ms: 0 }),
]

describe('one worker', () => {
  it('with exponential work is M/M/1', () => {
    const arrivalRate = 0.5 / SERVICE_MS
    expectTheory({
      name: 'node of 1 worker at 0.5',
      expectedMs: mm1({ arrivalRate, serviceRate: 1 / SERVICE_MS }).timeMean,
      changes: [
        ...idleTargets,
        { 'balancers.web.work': { request: { kind: 'exponential', meanMs: SERVICE_MS } } },
        poisson(arrivalRate * 1000),
      ],
      replications: 20,
      durationMs: 10 * MINUTE_MS,
      warmUpMs: MINUTE_MS,
    })
  })
})

describe('four workers, of which a hash of its client chooses one for each connection', () => {
  it('with constant work are four times M/D/1, when every request has a connection of its own', () => {
    const arrivalRate = (0.7 * 4) / SERVICE_MS
    expectTheory({
      name: 'node of 4 workers at 0.7, constant',
      expectedMs: mg1({ arrivalRate: arrivalRate / 4, serviceMean: SERVICE_MS, serviceCv2: 0 })
        .timeMean,
      changes: [
        ...idleTargets,
        {
          'balancers.web.workers': 4,
          'balancers.web.work': {
            request: { kind: 'constant', ms: SERVICE_MS / 2 },
            connection: { kind: 'constant', ms: SERVICE_MS / 2 },
          },
          'clients.users.connections': { keepAliveMs: 0, perAddress: 10_000 },
        },
        poisson(arrivalRate * 1000),
      ],
      replications: 20,
      durationMs: 2 * MINUTE_MS,
      warmUpMs: MINUTE_MS / 4,
    })
  })
})
