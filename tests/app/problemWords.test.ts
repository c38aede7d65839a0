/** What the panel says of a wrong value: labels and units of its controls, never a path of the document. */
import { describe, expect, test } from 'vitest'
import { problemWords } from '../../src/app/scenarioPanel/problemWords.ts'
import { panelSections } from '../../src/app/scenarioPanel/rows.ts'
import type { Json } from '../../src/scenario/document/json.ts'
import { setInLane } from '../../src/scenario/edits/set.ts'
import { oneSlowTarget } from '../../src/scenario/presets/oneSlowTarget.ts'
import { pathRouting } from '../../src/scenario/presets/pathRouting.ts'

const { scenario } = oneSlowTarget

/** The sentence for a value that is refused. */
function said(path: string, value: Json, options: { lane?: string; field?: string } = {}): string {
  const edited = setInLane(scenario, options.lane ?? null, path, value)
  const [problem] = edited.ok ? [] : edited.problems
  if (problem === undefined) throw new Error(`${path} may be ${JSON.stringify(value)}`)
  return problemWords(scenario, problem, options.field ?? path)
}

describe('the panel', () => {
  test('says times in the unit of the control', () => {
    expect(said('targetGroups.web.health.timeoutMs', 200_000)).toBe(
      'Timeout is 200 s; it must be 0.01 s to 120 s. Lower it to 120 s or less.',
    )
    expect(said('clients.browsers.retry.backoffMs', -1)).toMatch(
      /^Backoff is -1 ms; it must be 0 ms/,
    )
  })

  test('calls other settings by their labels', () => {
    expect(said('targetGroups.web.health.timeoutMs', 60_000)).toBe(
      'Timeout is 60 s; it must be at most Interval, which is 5 s. Lower it or raise the interval.',
    )
    expect(said('warmUpMs', 100_000)).toMatch(
      /^Warm-up is 100 s; it must be below Length of the run, which is 90 s\./,
    )
  })

  test('says shares in percent and counts as they are', () => {
    expect(said('clients.browsers.retry.jitter', 1.5)).toBe(
      'Jitter is 150 %; it must be 0 % to 100 %. Lower it to 100 % or less.',
    )
    expect(said('targetGroups.web.targets.web-1.slots', 0)).toBe(
      'Slots is 0; it must be 1 to 10000. Raise it to 1 or more.',
    )
  })

  test('says where the wrong one stands when another control was set', () => {
    const field = 'targetGroups.web.health.intervalMs'
    expect(said('targetGroups.web.health.intervalMs', 1000, { field })).toMatch(
      /^Timeout \(Health checks\) is 2 s; it must be at most Interval, which is 1 s\./,
    )
  })

  test('names the lane', () => {
    const lane = Object.keys(scenario.lanes)[0] as string
    expect(said('targetGroups.web.health.timeoutMs', 60_000, { lane })).toMatch(
      /^Lane B: Timeout is 60 s/,
    )
  })

  test('names no path, whichever number is wrong', () => {
    const rows = panelSections(scenario).flatMap((section) => [...section.rows, ...section.more])
    let count = 0
    for (const row of rows) {
      if (row.kind !== 'knob' || row.knob.type !== 'number') continue
      const path = (row.places[0] ?? []).join('.')
      const sentence = said(path, row.knob.max * 2 + 1)
      expect(sentence).not.toContain(path)
      expect(sentence).toContain(row.knob.label)
      expect(sentence).not.toMatch(/[a-z]Ms\b/)
      count++
    }
    expect(count).toBeGreaterThan(20)
  })

  test('names what is no control by what it is, and whose', () => {
    expect(said('targetGroups.web.targets.web-1.kind', 'function')).toBe(
      'Kind of target web-1 is function, beside 5 other targets; a group with a function has no other. Remove them, or choose another kind.',
    )
    const edited = setInLane(pathRouting.scenario, null, 'balancers.web.kind', 'network')
    const [problem] = edited.ok ? [] : edited.problems
    expect(problem && problemWords(pathRouting.scenario, problem, 'balancers.web.kind')).toMatch(
      /^Rules of listener https are 5; at layer 4/,
    )
  })
})
