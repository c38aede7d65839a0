/** What is said to change nothing as things stand changes no bit of a run; what is on is not said so. */
import { expect, test } from 'vitest'
import { rangeAround, sweptSettings } from '../../src/app/sweep/sweptSettings.ts'
import { setAt } from '../../src/scenario/edits/set.ts'
import { withVaried } from '../../src/scenario/edits/vary.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { everything } from '../../src/scenario/presets/everything.ts'
import type { Scenario } from '../../src/scenario/types.ts'
import { simulateReport } from '../support/simulate.ts'

const busy = { ...everything.scenario, lanes: {}, durationMs: 5000, warmUpMs: 0 }

function having(changes: Readonly<Record<string, number | string | boolean>>): Scenario {
  return Object.entries(changes).reduce<Scenario>((scenario, [path, value]) => {
    const edited = setAt(scenario, path, value)
    if (!edited.ok) throw new Error(`${path}: ${edited.problems[0]?.message}`)
    return edited.scenario
  }, busy)
}

const idleOf = (scenario: Scenario) => sweptSettings(scenario).filter(({ idle }) => idle !== null)
const digestOf = (scenario: Scenario): string =>
  simulateReport(resolveLane(scenario, null)).meta.digest

const off = having({
  'clients.browsers.retry.attemptsMax': 1,
  'clients.newsletter.retry.budget': 'bucket',
  'targetGroups.web.health.isActive': false,
  'targetGroups.web.algorithm.id': 'random',
})
const counting = having({
  'clients.browsers.retry.budget': 'none',
  'targetGroups.web.ejection.dialect': 'nginx',
  'targetGroups.web.ejection.maxFails': 0,
})

test.each([
  ['off', off],
  ['counting failures', counting],
])(
  'varied where it is %s, it changes no bit',
  (_, scenario) => {
    const digest = digestOf(scenario)
    const idle = idleOf(scenario)
    expect(idle.length).toBeGreaterThan(10)
    for (const setting of idle) {
      const { to } = rangeAround(setting)
      const edited = withVaried(scenario, setting.varied, to)
      if (!edited.ok) continue
      expect(digestOf(edited.scenario), setting.field).toBe(digest)
    }
  },
  60_000,
)

test('what is on is not idle', () => {
  const fields = idleOf(busy).map(({ field }) => field)
  expect(fields).not.toContain('clients.browsers.retry.backoffMs')
  expect(fields).toContain('clients.staff.connections.ageJitter')
  const on = having({
    'clients.staff.connections.maxAgeMs': 500,
    'targetGroups.web.ejection.errorsInARow': 3,
    'targetGroups.web.breaker.isOn': true,
  })
  const left = idleOf(on).map(({ field }) => field)
  expect(left.filter((field) => /staff.connections|ejection|breaker/.test(field))).toEqual([])
})
