import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalText,
  scenarioKey,
  withoutDefaults,
} from '../../src/scenario/document/canonical.ts'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import type { Scenario } from '../../src/scenario/types.ts'
import { casesOf } from '../support/seeds.ts'
import { randomLanes } from './randomLanes.ts'
import { documentWith, lane, scenarioWith, smallDocument } from './small.ts'

function reopened(document: unknown): Scenario {
  const result = validateScenario(document)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.scenario
}

describe('without defaults', () => {
  test('is what a person would write', () => {
    expect(withoutDefaults(scenarioWith())).toEqual({
      ...smallDocument(),
      targetGroups: {
        web: {
          targets: { one: { zone: 'a' }, two: { zone: 'b' }, three: { zone: 'b', speed: 2 } },
        },
      },
    })
  })

  test('keeps a value inside a section of which the rest is default', () => {
    const scenario = scenarioWith({ 'clients.users.retry': { attemptsMax: 3, jitter: 1 } })
    expect(withoutDefaults(scenario)).toHaveProperty('clients.users.retry', { attemptsMax: 3 })
  })

  test('leaves a default in a patch, where it overrides the base', () => {
    const patch = { targetGroups: { web: { targets: { three: { speed: 1 } } } } }
    expect(withoutDefaults(scenarioWith(lane(patch)))).toHaveProperty('lanes.x.patch', patch)
  })

  test('opens as the same scenario, whatever it is', () => {
    fc.assert(
      fc.property(randomLanes(2), (scenario) => {
        expect(canonicalText(reopened(withoutDefaults(scenario)))).toBe(canonicalText(scenario))
      }),
      { numRuns: casesOf(100), seed: 43 },
    )
  })

  test.each(presets)('opens as the same scenario: $id', ({ scenario }) => {
    expect(canonicalText(reopened(withoutDefaults(scenario)))).toBe(canonicalText(scenario))
  })
})

describe('canonical text', () => {
  const patch = {
    targetGroups: {
      web: { targets: { one: { weight: 2, speed: 3 } }, algorithm: { id: 'random' } },
    },
    faults: { slow: { forMs: 7, factor: 2 } },
    durationMs: 5000,
  }

  test('does not depend on the order in which fields were written, in patches neither', () => {
    const turned = {
      durationMs: 5000,
      faults: { slow: { factor: 2, forMs: 7 } },
      targetGroups: {
        web: { algorithm: { id: 'random' }, targets: { one: { speed: 3, weight: 2 } } },
      },
    }
    const document = documentWith(lane(turned))
    const backwards = Object.fromEntries(Object.entries(document).reverse())
    expect(canonicalText(reopened(backwards))).toBe(canonicalText(scenarioWith(lane(patch))))
  })

  test('depends on the order of members', () => {
    const turned = scenarioWith({
      'regions.home.zones': { b: {}, a: {} },
    })
    expect(canonicalText(turned)).not.toBe(canonicalText(scenarioWith()))
  })

  test('of a lane gives its key: equal for equal lanes, of whatever scenario', () => {
    const b = resolveLane(scenarioWith(lane({ durationMs: 5000 })), 'x')
    expect(scenarioKey(b)).toBe(scenarioKey(resolveLane(scenarioWith({ durationMs: 5000 }), null)))
    expect(scenarioKey(b)).not.toBe(scenarioKey(resolveLane(scenarioWith(), null)))
  })
})
