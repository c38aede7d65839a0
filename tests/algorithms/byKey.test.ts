/** Algorithms that hash a key: the owners that real balancers give, shares, and what moves when a target leaves. */
import { describe, expect, test } from 'vitest'
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { fillMaglev } from '../../src/algorithms/parts/maglevTable.ts'
import { envoyRing } from '../../src/algorithms/parts/rings/envoyRing.ts'
import { ketama } from '../../src/algorithms/parts/rings/ketama.ts'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'

const PORTS = ['8081', '8082', '8083'].map((port) => `127.0.0.1:${port}`)
const TWENTY = Array.from({ length: 20 }, (_, i) => `${i + 1}`)
const KEYS = Array.from({ length: 20_000 }, (_, i) => `key-${i}`)

const ownersOf = (driven: DrivenAlgorithm, keys: readonly string[]): number[] =>
  keys.map((key) => driven.pickFor(key) as number)

/** Numbered from 1, as the sources number servers. */
const numbers = (driven: DrivenAlgorithm, keys: readonly string[] = TWENTY): string =>
  ownersOf(driven, keys)
    .map((owner) => owner + 1)
    .join(' ')

const group = (spec: AlgorithmSpec, names: readonly string[] = PORTS, weights?: number[]) =>
  new DrivenAlgorithm(spec, { size: names.length, names, ...(weights && { weights }) })

const ring = (dialect: 'nginx' | 'haproxy' | 'envoy', boundRatio = 0) =>
  ({ id: 'hash-ring', dialect, key: 'path', pointsMin: 1024, boundRatio }) as const

describe('NGINX hash consistent', () => {
  // nginx 3f6f782, ngx_http_upstream_hash_module.c, run by itself.
  test('has the first points of three servers', () => {
    const points = ketama(PORTS, [1, 1, 1]).sort((a, b) => a.high - b.high)
    expect(points).toHaveLength(480)
    expect(points.slice(0, 5).map(({ high, owner }) => `${high}->808${owner + 1}`)).toEqual([
      '858133->8081',
      '4193833->8081',
      '5735281->8083',
      '8769220->8081',
      '10354609->8081',
    ])
  })

  test('gives twenty keys their servers', () => {
    expect(numbers(group(ring('nginx')))).toBe('1 3 1 3 1 3 1 2 1 2 1 1 2 1 2 2 3 1 1 2')
  })

  test('gives 100,000 keys 34,204, 31,166 and 34,630', () => {
    const driven = group(ring('nginx'))
    const counts = [0, 0, 0]
    for (let i = 0; i < 100_000; i++) counts[driven.pickFor(`key-${i}`) as number]!++
    expect(counts).toEqual([34_204, 31_166, 34_630])
  })
})

describe('HAProxy hash-type consistent', () => {
  // HAProxy 3.5-dev, src/lb_chash.c, run by itself; recorded from HAProxy 2.6 in tests/fixtures/conformance.
  test('gives twenty keys their servers, and others when the second is down', () => {
    const driven = group(ring('haproxy'))
    expect(numbers(driven)).toBe('3 2 3 3 1 1 2 1 1 3 2 1 2 3 3 3 2 3 3 1')
    driven.setUsable([0, 2])
    expect(numbers(driven)).toBe('3 3 3 3 1 1 3 1 1 3 1 1 3 3 3 3 1 3 3 1')
  })

  test('gives 100,000 keys 34,986, 29,488 and 35,526', () => {
    const driven = group(ring('haproxy'))
    const counts = [0, 0, 0]
    for (let i = 0; i < 100_000; i++) counts[driven.pickFor(`key-${i}`) as number]!++
    expect(counts).toEqual([34_986, 29_488, 35_526])
  })
})

const HOSTS = ['90', '91', '92', '93', '94', '95'].map((port) => `127.0.0.1:${port}`)

describe('Envoy RING_HASH', () => {
  // envoy ring_hash_lb_test.cc, Basic: six hosts, minimum_ring_size 12.
  test('has the ring of the unit test', () => {
    const points = envoyRing([0, 1, 2, 3, 4, 5], HOSTS, {
      weights: [1, 1, 1, 1, 1, 1],
      pointsMin: 12,
    })
    const text = points
      .map(({ high, low, owner }) => ({ hash: BigInt(high) * 2n ** 32n + BigInt(low), owner }))
      .sort((a, b) => (a.hash < b.hash ? -1 : 1))
      .map(({ hash, owner }) => `${90 + owner}@${hash}`)
    expect(text).toEqual([
      '94@833437586790550860',
      '92@928266305478181108',
      '90@1033482794131418490',
      '95@3551244743356806947',
      '93@3851675632748031481',
      '91@5583722120771150861',
      '91@6311230543546372928',
      '93@7700377290971790572',
      '95@13144177310400110813',
      '92@13444792449719432967',
      '94@15516499411664133160',
      '90@16117243373044804889',
    ])
  })
})

describe('Envoy MAGLEV', () => {
  const tableOf = (names: readonly string[], slots: '7' | '17', weights?: number[]) => [
    ...group({ id: 'maglev', slots, key: 'path' }, names, weights).table,
  ]

  // envoy maglev_lb_test.cc
  test('has the tables of the unit tests', () => {
    expect(tableOf(HOSTS, '7')).toEqual([2, 4, 0, 1, 5, 0, 3])
    expect(tableOf(['90', '91', '92', '93', '94', '95'], '7')).toEqual([2, 5, 0, 3, 4, 1, 0])
    expect(tableOf(HOSTS.slice(0, 2), '17', [1, 2])).toEqual([
      1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1,
    ])
  })

  // dgryski/go-maglev 8961b9b, maglev_test.go
  test('fills seven slots from given permutations', () => {
    const filled = (permutations: readonly (readonly [number, number, number])[]) => {
      const table = new Int32Array(7)
      fillMaglev(
        table,
        permutations.map(([owner, offset, skip]) => ({ owner, offset, skip, weight: 1 })),
      )
      return [...table]
    }
    expect(
      filled([
        [0, 2, 4],
        [1, 0, 5],
        [2, 1, 2],
      ]),
    ).toEqual([1, 2, 0, 2, 0, 1, 0])
    expect(
      filled([
        [0, 2, 4],
        [2, 1, 2],
      ]),
    ).toEqual([0, 2, 0, 2, 0, 2, 0])
    // Three backends with the offsets and skips of the example of Eisenbud et al., NSDI 2016, section 3.4.
    expect(
      filled([
        [0, 3, 4],
        [1, 0, 2],
        [2, 3, 1],
      ]),
    ).toEqual([1, 0, 1, 0, 2, 2, 0])
    expect(
      filled([
        [0, 3, 4],
        [2, 3, 1],
      ]),
    ).toEqual([0, 0, 0, 0, 2, 2, 2])
  })

  test('shares 65,537 slots evenly to one slot, and by weight', () => {
    const countsOf = (weights: number[]) => {
      const { table } = group(
        { id: 'maglev', slots: '65537', key: 'path' },
        HOSTS.slice(0, weights.length),
        weights,
      )
      return weights.map((_, owner) => table.filter((each) => each === owner).length)
    }
    expect(countsOf([1, 1, 1, 1, 1, 1]).sort()).toEqual([10922, 10923, 10923, 10923, 10923, 10923])
    expect(countsOf([1, 2])).toEqual([21_846, 43_691])
  })
})

describe('rendezvous', () => {
  // xxh64(host || key), argmax; worked out with the Python package xxhash.
  test('gives twenty keys to the highest of three, and to others when one leaves', () => {
    const driven = group({ id: 'rendezvous', key: 'path' }, ['a', 'b', 'c'])
    const letters = () =>
      ownersOf(driven, TWENTY)
        .map((owner) => 'abc'[owner])
        .join(' ')
    expect(letters()).toBe('a c b a c b b a a a a c c c a b b c b a')
    driven.setUsable([0, 2])
    expect(letters()).toBe('a c c a c c c a a a a c c c a a c c a a')
  })

  test('gives each its share of the weights', () => {
    const weights = [1, 2, 5, 0]
    const driven = group({ id: 'rendezvous', key: 'path' }, ['a', 'b', 'c', 'd'], weights)
    const counts = [0, 0, 0, 0]
    for (const key of KEYS) counts[driven.pickFor(key) as number]!++
    for (const [i, weight] of weights.entries()) {
      expect((counts[i] as number) / KEYS.length).toBeCloseTo(weight / 8, 2)
    }
  })
})

describe('hashing by the rest', () => {
  const modulo = (dialect: 'nginx' | 'nginx-ip' | 'haproxy') =>
    ({ id: 'hash-modulo', dialect, key: 'path' }) as const

  // nginx 3f6f782, ngx_http_upstream_hash_module.c, run by itself.
  test('gives twenty keys the servers of NGINX', () => {
    expect(numbers(group(modulo('nginx')))).toBe('2 3 2 1 2 1 1 3 3 1 3 1 3 3 2 3 1 2 2 3')
  })

  test('NGINX hashes again for who cannot be used, and moves no key of the others', () => {
    const driven = group(modulo('nginx'))
    const before = ownersOf(driven, KEYS)
    driven.setUsable([0, 2])
    const after = ownersOf(driven, KEYS)
    expect(after.every((owner, i) => owner === before[i] || before[i] === 1)).toBe(true)
    expect(after.includes(1)).toBe(false)
  })

  test('HAProxy makes its map anew, and most keys move', () => {
    const driven = group(modulo('haproxy'))
    const before = ownersOf(driven, KEYS)
    driven.setUsable([0, 2])
    const moved = ownersOf(driven, KEYS).filter((owner, i) => owner !== before[i]).length
    expect(moved / KEYS.length).toBeCloseTo(2 / 3, 1)
  })

  // nginx-tests 76bb761, upstream_ip_hash.t: clients 127.0.i.2 for i = 1 to 30.
  test.each([
    [2, [15, 15]],
    [3, [10, 10, 10]],
  ] as const)('ip_hash gives thirty clients to %i peers evenly', (size, counts) => {
    const driven = group(modulo('nginx-ip'), PORTS.slice(0, size))
    const served = counts.map(() => 0)
    for (let i = 1; i <= 30; i++) {
      driven.address = Uint8Array.of(127, 0, i, 2)
      served[driven.pick() as number]!++
    }
    expect(served).toEqual(counts)
  })

  test('ip_hash sends a whole /24 to one server', () => {
    const driven = group(modulo('nginx-ip'))
    const owners = new Set<number | null>()
    for (let last = 0; last < 256; last++) {
      driven.address = Uint8Array.of(203, 0, 113, last)
      owners.add(driven.pick())
    }
    expect(owners.size).toBe(1)
  })
})

describe('when one of many leaves', () => {
  const names = Array.from({ length: 10 }, (_, i) => `10.0.0.${i + 1}:80`)
  /** The share of the keys of those that stay which move. */
  function movedOfOthers(spec: AlgorithmSpec): number {
    const driven = group(spec, names)
    const before = ownersOf(driven, KEYS)
    driven.setUsable(names.map((_, i) => i).filter((i) => i !== 4))
    const after = ownersOf(driven, KEYS)
    const stay = before.flatMap((owner, i) => (owner === 4 ? [] : [owner !== after[i]]))
    return stay.filter(Boolean).length / stay.length
  }

  test.each([
    ['a ring of NGINX', ring('nginx'), 0, 0],
    ['a ring of HAProxy', ring('haproxy'), 0, 0],
    // Its 1,024 points are shared anew: who stays gets more of them.
    ['a ring of Envoy', ring('envoy'), 0.01, 0.1],
    ['rendezvous', { id: 'rendezvous', key: 'path' }, 0, 0],
    ['Maglev', { id: 'maglev', slots: '65537', key: 'path' }, 0.001, 0.05],
    // Of nine only the four before it keep theirs.
    ['jump', { id: 'jump', key: 'path' }, 0.4, 0.6],
    ['the rest', { id: 'hash-modulo', dialect: 'haproxy', key: 'path' }, 0.85, 0.95],
  ] as const)('%s moves so many keys of others', (_, spec, least, most) => {
    const moved = movedOfOthers(spec)
    expect(moved).toBeGreaterThanOrEqual(least)
    expect(moved).toBeLessThanOrEqual(most)
  })
})

describe('bounded loads', () => {
  test.each(['nginx', 'haproxy', 'envoy'] as const)(
    'on the ring of %s nobody ever has more than its bound, and keys go on along the ring',
    (dialect) => {
      const driven = group(ring(dialect, 1.25))
      for (let i = 0; i < 300; i++) {
        driven.path = '/hot'
        driven.send()
        const all = driven.inFlight.reduce((sum, each) => sum + each, 0)
        expect(Math.max(...driven.inFlight)).toBeLessThanOrEqual(Math.ceil((all * 1.25) / 3) + 1)
      }
      expect(Math.min(...driven.inFlight)).toBeGreaterThan(40)
    },
  )

  test('say who was passed over', () => {
    const driven = group(ring('haproxy', 1))
    driven.path = '1'
    expect(driven.because()).toBe('The place of 1 is at a point of web-3.')
    for (let i = 0; i < 3; i++) driven.sendTo(2)
    expect(driven.because()).toMatch(
      /^The place of 1 is at a point of web-3, which has its bound of requests; going on along the ring it came to web-[12]\.$/,
    )
  })
})
