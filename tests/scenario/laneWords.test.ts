import { describe, expect, test } from 'vitest'
import { laneWords } from '../../src/scenario/laneWords.ts'
import { lane, scenarioWith } from './small.ts'

const wordsOf = (patch: unknown): string => laneWords(scenarioWith(lane(patch)), 'x')
const retry = (value: unknown) => ({ clients: { users: { retry: value } } })
const health = (value: unknown) => ({ targetGroups: { web: { health: value } } })

describe('what a lane does differently, in a few words', () => {
  test.each<[string, unknown]>([
    ['power of two choices', { targetGroups: { web: { algorithm: { id: 'power-of-choices' } } } }],
    ['checks every 10 s instead of 30 s', health({ intervalMs: 10_000 })],
    ['a retry budget of 10 % instead of 20 %', retry({ budgetRatio: 0.1 })],
    ['at most 3 attempts instead of 1', retry({ attemptsMax: 3 })],
    ['layer 4 instead of 7', { balancers: { web: { kind: 'network' } } }],
    ['room for 200 calls that wait instead of 1000', { dependency: { limit: 200 } }],
    [
      'sessions of 10 s instead of 7 days',
      { balancers: { web: { listeners: { https: { otherwise: { sessionMs: 10_000 } } } } } },
    ],
    ['8 workers a node instead of 1', { balancers: { web: { workers: 8 } } }],
    [
      'workers that share counts instead of nothing',
      { balancers: { web: { workersShare: 'counts' } } },
    ],
    ['max_fails 0 instead of 1', { targetGroups: { web: { ejection: { maxFails: 0 } } } }],
    ['cross-zone off', { balancers: { web: { crossZone: false } } }],
    ['TTL 5 s instead of 60 s', { dns: { records: { shop: { ttlMs: 5000 } } } }],
    [
      'slots 4 instead of 8 at 3 targets',
      {
        targetGroups: {
          web: { targets: { one: { slots: 4 }, two: { slots: 4 }, three: { slots: 4 } } },
        },
      },
    ],
    [
      'speed 4× instead of 2× at three',
      { targetGroups: { web: { targets: { three: { speed: 4 } } } } },
    ],
    ['one fault less (slowdown)', { faults: { slow: null } }],
    [
      'random and cross-zone off',
      {
        balancers: { web: { crossZone: false } },
        targetGroups: { web: { algorithm: { id: 'random' } } },
      },
    ],
  ])('%s', (words, patch) => {
    const told = wordsOf(patch).split(' and ').sort()
    expect(told).toEqual(words.split(' and ').sort())
  })

  test('the algorithm is not named where all lanes have it', () => {
    expect(wordsOf(health({ intervalMs: 10_000 }))).not.toContain('round robin')
  })

  test('more than two differences are counted', () => {
    const patch = {
      ...retry({ budgetRatio: 0.1, attemptsMax: 3 }),
      ...health({ intervalMs: 10_000 }),
    }
    expect(wordsOf(patch)).toMatch(/\(3 differences\)$/)
  })

  test('the base goes by its title', () => {
    expect(laneWords(scenarioWith(), null)).toBe('round robin')
  })
})
