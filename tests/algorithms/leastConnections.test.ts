/** Least connections in the ways of NGINX, HAProxy, Envoy and IPVS: exact picks. */
import { describe, expect, test } from 'vitest'
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'
import { worst, Z_MAX, zScores } from '../support/chances.ts'

type Dialect = (AlgorithmSpec & { id: 'least-connections' })['dialect']

const group = (dialect: Dialect, weights: readonly number[], bias = 1) =>
  new DrivenAlgorithm({ id: 'least-connections', dialect, bias }, { size: weights.length, weights })

/** Picks that stay in flight. */
const kept = (driven: DrivenAlgorithm, picks: number): string =>
  Array.from({ length: picks }, () => driven.send()).join(' ')

/** Picks of which each is over before the next. */
const served = (driven: DrivenAlgorithm, picks: number): string =>
  Array.from({ length: picks }, () => {
    const target = driven.send()
    driven.finish(target)
    return target
  }).join(' ')

describe('NGINX least_conn', () => {
  // nginx-tests 76bb761, upstream_least_conn.t
  test('spreads ten requests over two idle peers, five each', () => {
    expect(served(group('nginx', [1, 1]), 10)).toBe('0 1 0 1 0 1 0 1 0 1')
  })

  test('sends ten requests past a peer on which two hang', () => {
    const driven = group('nginx', [1, 1])
    driven.sendTo(0)
    driven.sendTo(0)
    expect(served(driven, 10)).toBe('1 1 1 1 1 1 1 1 1 1')
  })

  // nginx 3f6f782, ngx_http_upstream_least_conn_module.c, worked out by hand.
  test('lets equals take turns by weight: an idle group is served as smooth weighted round robin', () => {
    expect(served(group('nginx', [5, 1, 1]), 7)).toBe('0 0 1 0 2 0 0')
  })

  test('compares what is in flight with the weight', () => {
    // 0 and 0, a tie: 0, balances -1 1. 1/2 and 0: 1. 1/2 and 1: 0. 1 and 1, a tie: 1 and 2, so 1. Then 0 twice.
    expect(kept(group('nginx', [2, 1]), 6)).toBe('0 1 0 1 0 0')
  })

  test('gives nothing to weight 0', () => {
    expect(kept(group('nginx', [0, 1]), 2)).toBe('1 1')
    expect(group('nginx', [0, 0]).pick()).toBeNull()
  })
})

describe('HAProxy leastconn', () => {
  // HAProxy 2.6 src/lb_fwlc.c, worked out by hand; recorded from HAProxy 2.6 in tests/fixtures/conformance.
  test('serves an idle group in turn', () => {
    expect(served(group('haproxy', [1, 1, 1]), 6)).toBe('0 1 2 0 1 2')
  })

  test('takes idle servers first, whatever their weight', () => {
    expect(kept(group('haproxy', [4, 1]), 2)).toBe('0 1')
  })

  test('compares in flight and one more with the weight', () => {
    // Keys after 0 1: 2/4, 2/1. 0 until 5 are there: 3/4, 4/4, 5/4, 6/4, 7/4, 8/4; then a tie at 2, which 1 had first.
    expect(kept(group('haproxy', [4, 1]), 10)).toBe('0 1 0 0 0 0 0 0 1 0')
  })

  test('puts who comes back behind its equals', () => {
    const driven = group('haproxy', [1, 1, 1])
    driven.setUsable([1, 2])
    driven.setUsable([0, 1, 2])
    expect(served(driven, 3)).toBe('1 2 0')
  })
})

describe('Envoy LEAST_REQUEST', () => {
  test('with a full scan breaks ties evenly', () => {
    const driven = group('envoy', [1, 1, 1, 1])
    driven.sendTo(2)
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 30_000; i++) counts[driven.pick() as number]!++
    expect(worst(zScores(counts, [1 / 3, 1 / 3, 0, 1 / 3]))).toBeLessThan(Z_MAX)
  })

  // envoy least_request_lb_test, WeightImbalance: the loads are set before the picks, not by them.
  test('with unequal weights takes turns that requests in flight put off', () => {
    const driven = group('envoy-weighted', [1, 2])
    const picks = (count: number): string =>
      Array.from({ length: count }, () => driven.pick()).join(' ')
    expect(picks(6)).toBe('1 0 1 1 0 1')
    driven.inFlight[1] = 1
    expect(picks(5)).toBe('1 0 1 0 1')
    driven.inFlight[0] = 1
    driven.inFlight[1] = 0
    expect(picks(10)).toBe('0 1 1 1 0 1 1 1 1 0')
  })

  test('with a bias of 0 takes turns by weight alone, and with a larger one minds load more', () => {
    const shares = (bias: number) => {
      const driven = group('envoy-weighted', [1, 2], bias)
      driven.inFlight[1] = 3
      const counts = [0, 0]
      for (let i = 0; i < 3000; i++) counts[driven.pick() as number]!++
      return (counts[1] as number) / 3000
    }
    expect(shares(0)).toBeCloseTo(2 / 3, 2)
    expect(shares(1)).toBeCloseTo(0.5 / 1.5, 2)
    expect(shares(2)).toBeCloseTo(0.125 / 1.125, 2)
  })
})

describe('IPVS', () => {
  // Linux net/netfilter/ipvs, ip_vs_wlc.c, ip_vs_sed.c, ip_vs_nq.c, worked out by hand.
  test('wlc takes the first of equals, so that an idle group serves from its first target', () => {
    expect(served(group('ipvs-wlc', [1, 1, 1]), 4)).toBe('0 0 0 0')
    expect(kept(group('ipvs-wlc', [2, 1]), 6)).toBe('0 1 0 0 1 0')
  })

  test('sed leaves a light idle target idle when a heavy busy one will be sooner through', () => {
    expect(kept(group('ipvs-sed', [3, 1]), 6)).toBe('0 0 0 1 0 0')
  })

  test('nq never does', () => {
    expect(kept(group('ipvs-nq', [3, 1]), 6)).toBe('0 1 0 0 0 0')
  })
})

test('says what was compared, and who gets a tie', () => {
  const driven = group('ipvs-sed', [3, 1])
  kept(driven, 1)
  expect(driven.because()).toBe(
    'web-1 had the least (in flight + 1) / weight, 0.667; of equals, the first.',
  )
  expect(driven.score(1)).toBe(1)
})
