import { describe, expect, test } from 'vitest'
import { describePatch } from '../../src/scenario/describe.ts'
import { lane, scenarioWith } from './small.ts'

const changes = (patch: unknown): readonly string[] =>
  describePatch(scenarioWith(lane(patch)), 'x').map(
    ({ path, label, from, to }) => `${path} (${label}): ${from} -> ${to}`,
  )

describe('what a lane does differently', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['nothing', {}, []],
    ['a default written out is nothing', { balancers: { web: { crossZone: true } } }, []],
    [
      'another algorithm',
      { targetGroups: { web: { algorithm: { id: 'power-of-choices' } } } },
      ['targetGroups.web.algorithm (Algorithm): Round robin -> Power of two choices'],
    ],
    [
      'figures with their units',
      {
        durationMs: 5000,
        clients: { users: { arrivals: { perSecond: 70 }, addresses: 4 } },
        targetGroups: { web: { targets: { three: { speed: 1 } } } },
      },
      [
        'durationMs (Length of the run): 60 s -> 5 s',
        'clients.users.arrivals.perSecond (Rate): 50/s -> 70/s',
        'clients.users.addresses (Client addresses): 1000 addresses -> 4 addresses',
        'targetGroups.web.targets.three.speed (Speed): 2× -> 1×',
      ],
    ],
    [
      'switches, choices and lists',
      {
        balancers: { web: { crossZone: false, zones: ['a'] } },
        targetGroups: { web: { targets: { one: { queue: { order: 'lifo' } } } } },
      },
      [
        'balancers.web.zones (Zones): a, b -> a',
        'balancers.web.crossZone (Cross-zone): on -> off',
        'targetGroups.web.targets.one.queue.order (Order): First come, first served -> Last come, first served',
      ],
    ],
    [
      'things that go and come',
      { faults: { slow: null, dead: { kind: 'crash', target: 'one' } } },
      ['faults.slow (Fault): Slowdown -> none', 'faults.dead (Fault): none -> Crash'],
    ],
    [
      'a thing that is new, by its kind',
      { targetGroups: { web: { targets: { four: { zone: 'a' } } } } },
      ['targetGroups.web.targets.four (Target): none -> Instance'],
    ],
    [
      'another order',
      { targetGroups: { web: { targets: { two: {}, one: {}, three: {} } } } },
      ['targetGroups.web.targets (Order of targets): one, two, three -> two, one, three'],
    ],
  ])('%s', (_, patch, expected) => {
    expect(changes(patch)).toEqual(expected)
  })

  test('the base does nothing differently', () => {
    expect(describePatch(scenarioWith(), null)).toEqual([])
  })
})
