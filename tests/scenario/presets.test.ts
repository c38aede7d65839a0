import { describe, expect, test } from 'vitest'
import type { Knobs } from '../../src/base/knobs.ts'
import { asJson } from '../../src/scenario/document/json.ts'
import { membersIn } from '../../src/scenario/document/members.ts'
import { laneShape } from '../../src/scenario/document/shape.ts'
import { type Family, families } from '../../src/scenario/families.ts'
import { isTrafficPatched, laneIds, resolveLane } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import type { Preset } from '../../src/scenario/presets/preset.ts'
import type { Scenario } from '../../src/scenario/types.ts'

const preset = (id: string): Preset => presets.find((each) => each.id === id) as Preset

test('one of the presets replays a recording', () => {
  expect(JSON.stringify(preset('nasa').scenario)).toContain('"kind":"replay"')
})

test('presets have ids and titles of their own', () => {
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
  expect(new Set(presets.map(({ scenario }) => scenario.title)).size).toBe(presets.length)
})

describe('the opening scenario', () => {
  const { scenario } = presets[0] as Preset
  const group = scenario.targetGroups['web']

  test('is round robin beside least outstanding requests, on the same traffic', () => {
    const ids = laneIds(scenario).map(
      ({ id }) => resolveLane(scenario, id).targetGroups['web']?.algorithm.id,
    )
    expect(ids).toEqual(['round-robin', 'least-outstanding'])
    expect(isTrafficPatched(scenario, 'least')).toBe(false)
  })

  test('has three zones and six targets, two in each', () => {
    const zones = Object.values(group?.targets ?? {}).map(({ zone }) => zone)
    expect(zones).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
  })

  test('has 40 ms between client and node, and legs inside that can be seen at its speed', () => {
    const { sameZone, crossZone, fromClients } = scenario.network
    expect(fromClients['eu']?.['eu-west']).toMatchObject({ meanMs: 40 })
    expect([sameZone, crossZone]).toEqual([
      { kind: 'constant', ms: 2 },
      { kind: 'constant', ms: 3 },
    ])
  })

  test('overloads the slow target under round robin, and under a fair share of work nobody', () => {
    const { arrivals, requests } = scenario.clients['browsers'] as (typeof scenario.clients)[string]
    const { demand } = requests['checkout'] as (typeof requests)[string]
    if (arrivals.kind !== 'poisson' || demand.kind !== 'lognormal') throw new Error('other traffic')
    const slow = scenario.faults['slow']
    const factor = slow?.kind === 'slowdown' ? slow.factor : Number.NaN
    const slots = Object.values(group?.targets ?? {}).map((target) => target.slots)
    const served = slots.map((count, i) => (count * 1000) / demand.meanMs / (i === 1 ? factor : 1))
    const perTarget = arrivals.perSecond / slots.length
    expect(served.map((rate) => perTarget > rate)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ])
    expect(served.reduce((sum, rate) => sum + rate) * 0.7).toBeGreaterThan(arrivals.perSecond)
  })
})

describe('everything', () => {
  const { scenario } = preset('everything')
  const membersOf = (of: Scenario) =>
    laneIds(of).flatMap(({ id }) => membersIn(laneShape, asJson(resolveLane(of, id))))
  const used = membersOf(scenario)
  const usedElsewhere = [
    'path-routing',
    'rolling-deploy',
    'autoscaling-surge',
    'autoscaling-swings',
    'zone-evacuation',
    'dns-policies',
    'multivalue-round-robin',
    'function-cold-starts',
    'deep-health-check',
    'slow-database',
    'containers-on-shared-hosts',
  ].flatMap((id) => membersOf(preset(id).scenario))

  // Balancers run narrowings; no document names one. There are more algorithms than lanes, one in each.
  const named = Object.entries<Family>(families).filter(
    ([name]) => name !== 'narrowings' && name !== 'algorithms',
  )

  test.each(named)(
    'has all %s that need no recording, but for those that have an example of their own',
    (name, { members }) => {
      const here = new Set(
        [...used, ...usedElsewhere].flatMap(({ family, member }) =>
          family === name ? [member.id] : [],
        ),
      )
      const missing = members.filter(({ id, knobs }) => !here.has(id) && !needsRecording(knobs))
      expect(missing.map(({ id }) => id)).toEqual([])
    },
  )

  test('has another algorithm in every lane', () => {
    const ids = used.flatMap(({ family, member }) => (family === 'algorithms' ? [member.id] : []))
    expect(ids).toHaveLength(new Set(ids).size)
  })
})

const needsRecording = (knobs: Knobs): boolean =>
  Object.values(knobs).some((knob) => knob.type === 'reference' && knob.to === 'recordings')
