/** Things of a scenario, added and taken away with what belongs to them; measured times that are pasted. */
import { describe, expect, test } from 'vitest'
import { densityOf } from '../../src/analysis/density.ts'
import type { DistributionSpec } from '../../src/distributions/index.ts'
import { distributions, prepareDistribution } from '../../src/distributions/index.ts'
import { asJson } from '../../src/scenario/document/json.ts'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { percentilesOf, readMeasured } from '../../src/scenario/edits/measured.ts'
import { nextId } from '../../src/scenario/edits/nextId.ts'
import type { Edited } from '../../src/scenario/edits/set.ts'
import { addTargetsLike } from '../../src/scenario/edits/targets.ts'
import { addLike, removeThing } from '../../src/scenario/edits/things.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import { titleOfEdited } from '../../src/scenario/presets/titles.ts'
import type { Scenario } from '../../src/scenario/types.ts'
import { scenarioWith } from './small.ts'

function done(edited: Edited): Scenario {
  expect(edited).toMatchObject({ ok: true })
  return (edited as Extract<Edited, { readonly ok: true }>).scenario
}

const refusal = (edited: Edited): string => (edited.ok ? '' : (edited.problems[0]?.message ?? ''))

describe('a thing that is added', () => {
  test('is like the last one of its collection, under the next name', () => {
    const edited = done(addLike(scenarioWith(), ['clients']))
    expect(edited.clients['users-2']).toEqual(edited.clients['users'])
    expect(nextId(['a', 'b'], 'b')).toBe('c')
    expect(nextId(['web-1', 'web-2'], 'web-2')).toBe('web-3')
  })

  test('as a zone is there for nodes and targets', () => {
    const edited = done(addLike(scenarioWith(), ['regions', 'home', 'zones']))
    expect(Object.keys(edited.regions['home']?.zones ?? {})).toEqual(['a', 'b', 'c'])
  })

  test('as a region brings zones, ways, a balancer, targets and an answer', () => {
    const edited = done(addLike(scenarioWith(), ['regions']))
    expect(Object.keys(edited.regions['home-2']?.zones ?? {})).toEqual(['c', 'd'])
    expect(edited.network.fromClients['eu']?.['home-2']).toEqual(
      edited.network.fromClients['eu']?.['home'],
    )
    expect(edited.balancers['web-2']).toMatchObject({ region: 'home-2', zones: ['c', 'd'] })
    expect(edited.dns.records['shop']?.answers['web-2']).toMatchObject({ balancer: 'web-2' })
    const zones = Object.values(edited.targetGroups['web']?.targets ?? {}).map(({ zone }) => zone)
    expect(zones).toEqual(['a', 'b', 'b', 'c', 'd', 'd'])
    const without = done(removeThing(edited, ['regions', 'home-2']))
    expect(without).toEqual(scenarioWith())
  })

  test('goes also where a lane says something of it, and is an answer where DNS names targets', () => {
    const direct = scenarioWith({
      balancers: {},
      'dns.records.shop.answers': { one: { target: 'one' } },
      faults: {},
    })
    const more = done(addLike(direct, ['regions']))
    expect(Object.values(more.dns.records['shop']?.answers ?? {})).toHaveLength(2)
    expect(done(removeThing(more, ['regions', 'home-2']))).toEqual(direct)

    const two = done(addLike(scenarioWith(), ['regions']))
    const lanes = { other: { patch: { balancers: { 'web-2': { crossZone: false } } } } }
    const told = validateScenario(asJson({ ...two, lanes }))
    expect(told.ok).toBe(true)
    if (!told.ok) return
    const without = done(removeThing(told.scenario, ['regions', 'home-2']))
    expect(Object.keys(without.balancers)).toEqual(['web'])
    expect(without.lanes['other']?.patch).toEqual({})
  })

  test('as a balancer is an answer of the DNS too, and is none any more when it goes', () => {
    const edited = done(addLike(scenarioWith(), ['balancers']))
    expect(edited.dns.records['shop']?.answers['web-2']).toMatchObject({ balancer: 'web-2' })
    expect(done(removeThing(edited, ['balancers', 'web-2']))).toEqual(scenarioWith())
  })

  test('as an answer is what is none yet', () => {
    const two = done(addLike(scenarioWith(), ['balancers']))
    const one = done(removeThing(two, ['dns', 'records', 'shop', 'answers', 'web-2']))
    const again = done(addLike(one, ['dns', 'records', 'shop', 'answers']))
    expect(Object.values(again.dns.records['shop']?.answers ?? {})).toMatchObject([
      { balancer: 'web' },
      { balancer: 'web-2' },
    ])
  })

  test('as a zone is called like no other of any region', () => {
    const edited = done(
      addLike(done(addLike(scenarioWith(), ['regions'])), ['regions', 'home', 'zones']),
    )
    expect(Object.keys(edited.regions['home']?.zones ?? {})).toEqual(['a', 'b', 'e'])
  })

  test('as a group begins with one target of its own', () => {
    const edited = done(addLike(scenarioWith(), ['targetGroups']))
    expect(Object.keys(edited.targetGroups['web-2']?.targets ?? {})).toEqual(['web-2-1'])
  })

  test('as targets is like one of them, in the zones in turn', () => {
    const at = { group: 'web', target: 'three' }
    const { targets } = done(addTargetsLike(scenarioWith(), at, 2)).targetGroups['web'] ?? {}
    expect(Object.keys(targets ?? {})).toEqual(['one', 'two', 'three', 'three-1', 'three-2'])
    expect(targets?.['three-1']).toMatchObject({ speed: 2, zone: 'a' })
  })
})

describe('a thing that is taken away', () => {
  test('goes with the faults that name it', () => {
    const edited = done(removeThing(scenarioWith(), ['targetGroups', 'web', 'targets', 'two']))
    expect(edited.faults).toEqual({})
  })

  test('as a zone goes with the node in it, and stays while it has targets', () => {
    const zone = ['regions', 'home', 'zones', 'b']
    expect(refusal(removeThing(scenarioWith(), zone))).toMatch(/zone is "b"; it must be a zone: a/)
    const empty = done(
      removeThing(done(removeThing(scenarioWith(), ['targetGroups', 'web', 'targets', 'two'])), [
        'targetGroups',
        'web',
        'targets',
        'three',
      ]),
    )
    expect(done(removeThing(empty, zone)).balancers['web']?.zones).toEqual(['a'])
  })

  test('that is the last of its kind stays', () => {
    expect(refusal(removeThing(scenarioWith(), ['clients', 'users']))).toMatch(
      /1 to 32 client populations/,
    )
  })
})

describe('measured times', () => {
  test('are read from a column of numbers, and what is none is counted', () => {
    const read = readMeasured('12\n\n3.5\nslow\n', 'ms', null)
    expect(read).toMatchObject({ valuesMs: [12, 3.5], leftOut: 1, example: 'slow', columns: 1 })
  })

  test('are read from the column that is named so, in the unit that is said', () => {
    const read = readMeasured('id,took\n1,0.012\n2,0.5\n', 's', null)
    expect(read).toMatchObject({ valuesMs: [12, 500], column: 2 })
    expect(readMeasured('1;7\n2;8', 'ms', 1).valuesMs).toEqual([1, 2])
  })

  test('become a distribution with the same median, mean and ends', () => {
    const values = Array.from({ length: 5001 }, (_, i) => (i * i) / 1000)
    const table = percentilesOf(values)
    expect(table[0]).toEqual([0, 0])
    expect(table.at(-1)).toEqual([1, 25_000])
    const { quantile, mean } = prepareDistribution({ kind: 'empirical', table })
    expect(quantile(0.5)).toBeCloseTo(6250, 0)
    // The curve between two rows is taken as straight: at most a hundredth squared over twelve of its bend.
    expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 5001, -1)
    expect(percentilesOf([4])).toEqual([
      [0, 4],
      [1, 4],
    ])
  })
})

test('the picture of a distribution has nearly all of its samples', () => {
  for (const { id, knobs } of distributions) {
    const values = Object.entries(knobs).map(([name, knob]) => [name, knob.default])
    const spec = { kind: id, ...Object.fromEntries(values) } as DistributionSpec
    const { shares, fromMs, toMs } = densityOf(spec, 48)
    expect(fromMs, id).toBeLessThan(toMs)
    const sum = shares.reduce((total, share) => total + share, 0)
    expect(sum, id).toBeGreaterThan(0.997)
    expect(sum, id).toBeLessThan(1.001)
  }
})

test('a scenario that is edited is not called like the example that it was', () => {
  for (const { scenario } of presets) {
    expect(titleOfEdited(scenario.title)).toBe(`${scenario.title} (edited)`)
  }
  expect(titleOfEdited('Our shop')).toBe('Our shop')
})
