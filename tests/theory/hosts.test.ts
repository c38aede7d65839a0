/** A host whose cores its containers share, against queueing theory: whatever container a request goes to, it is one station. */
import { describe, it } from 'vitest'
import { mg1Sharing, mmc } from '../../src/analysis/theory/queues.ts'
import type { Changes } from '../support/scenarios.ts'
import { balanced, demand, momentsOf, poisson, SERVICE_MS, twoSizes } from './models.ts'
import { expectTheory } from './replications.ts'

const MINUTE_MS = 60_000

/** So many containers with slots for everybody, on a host with fewer cores than are busy. */
const onHost = (containers: number, cores: number): Changes => ({
  hosts: { big: { zone: 'a', cores } },
  ...Object.fromEntries(
    Array.from({ length: containers }, (_, n) => [
      `targetGroups.web.targets.s${n}`,
      { kind: 'container', host: 'big', zone: 'a', slots: 10_000 },
    ]),
  ),
})

describe('one core shared by three containers is M/G/1 by processor sharing, which sees only the mean', () => {
  it.each([
    ['1', { kind: 'exponential', meanMs: SERVICE_MS }, SERVICE_MS, 40, 15],
    ['4', twoSizes(4), momentsOf(twoSizes(4)).mean, 60, 25],
  ])('with a squared variation of %s', (name, spec, mean, replications, minutes) => {
    const arrivalRate = 0.7 / mean
    expectTheory({
      name: `host of 1 core at 0.7, cv2 ${name}`,
      expectedMs: mg1Sharing({ arrivalRate, serviceMean: mean }).timeMean,
      changes: [
        balanced(3, { id: 'random' }),
        onHost(3, 1),
        poisson(arrivalRate * 1000),
        demand(spec),
      ],
      replications,
      durationMs: minutes * MINUTE_MS,
      warmUpMs: MINUTE_MS,
    })
  })
})

describe('several cores shared by two containers, with exponential work', () => {
  it('have as many present as M/M/4, and so its mean latency', () => {
    const arrivalRate = (0.8 * 4) / SERVICE_MS
    expectTheory({
      name: 'host of 4 cores at 0.8',
      expectedMs: mmc({ arrivalRate, serviceRate: 1 / SERVICE_MS, servers: 4 }).timeMean,
      changes: [
        balanced(2, { id: 'round-robin' }),
        onHost(2, 4),
        poisson(arrivalRate * 1000),
        demand({ kind: 'exponential', meanMs: SERVICE_MS }),
      ],
      replications: 30,
      durationMs: 6 * MINUTE_MS,
      warmUpMs: MINUTE_MS / 4,
    })
  })
})
