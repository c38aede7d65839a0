import { expect, test } from 'vitest'
import {
  fanOutSlowRatio,
  hedgedMeans,
  hedgedTimeQuantile,
  retryAttemptsMean,
} from '../../src/analysis/theory/attempts.ts'

test.each([
  [0.01, 100, 0.63397],
  [0.001, 1000, 0.6323],
  [0.0001, 2000, 0.18128],
])(
  'one in %f slow over %i parts makes %f slow, as in The Tail at Scale',
  (slowRatio, parts, slow) => {
    expect(fanOutSlowRatio({ slowRatio, parts })).toBeCloseTo(slow, 5)
  },
)

test('hedging at the p95 of exponential service', () => {
  const hedge = { serviceMean: 1, hedgeAfter: -Math.log(0.05) }
  expect(hedgedTimeQuantile(hedge, 0.9)).toBeCloseTo(-Math.log(0.1), 12)
  expect(hedgedTimeQuantile(hedge, 0.99)).toBeCloseTo(3.8005, 4)
  expect(hedgedTimeQuantile(hedge, 0.999)).toBeCloseTo(4.9517, 4)
  expect(hedgedMeans(hedge).timeMean).toBeCloseTo(0.975, 12)
  expect(hedgedMeans(hedge).attemptsAdded).toBeCloseTo(0.05, 12)
})

test('the mean of hedged times is the integral of their quantile', () => {
  const hedge = { serviceMean: 20, hedgeAfter: 15 }
  const cells = 200_000
  let mean = 0
  for (let i = 0; i < cells; i++) mean += hedgedTimeQuantile(hedge, (i + 0.5) / cells) / cells
  expect(mean).toBeCloseTo(hedgedMeans(hedge).timeMean, 3)
})

test('retries multiply attempts, and layers multiply retries in an outage', () => {
  expect(retryAttemptsMean({ failRatio: 0, retriesMax: 3 })).toBe(1)
  expect(retryAttemptsMean({ failRatio: 0.5, retriesMax: 2 })).toBeCloseTo(1.75, 12)
  expect(retryAttemptsMean({ failRatio: 0.3, retriesMax: 4 })).toBeCloseTo((1 - 0.3 ** 5) / 0.7, 12)
  expect(retryAttemptsMean({ failRatio: 1, retriesMax: 3 })).toBe(4)
  expect(retryAttemptsMean({ failRatio: 1, retriesMax: 3, layers: 3 })).toBe(64)
})

test('an upper layer retries only what the layer below gave up', () => {
  const bottom = retryAttemptsMean({ failRatio: 0.5, retriesMax: 1 })
  const top = retryAttemptsMean({ failRatio: 0.25, retriesMax: 1 })
  expect(retryAttemptsMean({ failRatio: 0.5, retriesMax: 1, layers: 2 })).toBeCloseTo(
    bottom * top,
    12,
  )
})
