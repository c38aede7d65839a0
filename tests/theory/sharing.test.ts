/** One station that shares itself among all present, against queueing theory. */
import { describe, it } from 'vitest'
import { mg1Sharing } from '../../src/analysis/theory/queues.ts'
import {
  demand,
  expectTheory,
  momentsOf,
  poisson,
  SERVICE_MS,
  station,
  twoSizes,
} from './replications.ts'

const MINUTE_MS = 60_000

describe('M/G/1 by processor sharing at a load of 0.8, which sees only the mean', () => {
  it.each([
    ['1', { kind: 'exponential', meanMs: SERVICE_MS }, SERVICE_MS, 40, 25],
    ['10', twoSizes(10), momentsOf(twoSizes(10)).mean, 90, 60],
  ])('with a squared variation of %s', (name, spec, mean, replications, minutes) => {
    const arrivalRate = 0.8 / mean
    expectTheory(`M/G/1-PS at 0.8, cv2 ${name}`, {
      expectedMs: mg1Sharing({ arrivalRate, serviceMean: mean }).timeMean,
      changes: [poisson(arrivalRate * 1000), demand(spec), station(1, 'sharing')],
      replications,
      durationMs: minutes * MINUTE_MS,
      warmUpMs: MINUTE_MS,
    })
  })
})
