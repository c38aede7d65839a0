/** One request read from the rows of a trace: its stretches, its twin, what the stage offers to walk among. */
import { describe, expect, test } from 'vitest'
import { indexTrace } from '../../src/analysis/scene/traceIndex.ts'
import { waterfallRows } from '../../src/app/inspector/waterfallRows.ts'
import { nextThing, placedThings } from '../../src/app/stage/placedThings.ts'
import { rowsOf } from '../../src/base/columns.ts'
import { formatAttempt } from '../../src/model/name.ts'
import { setAt } from '../../src/scenario/edits/set.ts'
import { baseOf, resolveLane } from '../../src/scenario/lanes.ts'
import { oneSlowTarget } from '../../src/scenario/presets/oneSlowTarget.ts'
import { attemptAt, findAttempt, requestAttempts } from '../../src/trace/findAttempt.ts'
import { layoutStage } from '../../src/view/layout.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const short = setAt(oneSlowTarget.scenario, [], {
  durationMs: 3000,
  warmUpMs: 0,
  clients: { browsers: { retry: { attemptsMax: 3, budgetRatio: 1 } } },
  targetGroups: { web: { targets: { 'web-2': { queue: { limit: 4 } } } } },
  faults: { slow: { atMs: 500, forMs: 2000 } },
})
if (!short.ok) throw new Error(short.problems[0]?.message)
const scenario = short.scenario
const lanes = [simulate(baseOf(scenario)), simulate(resolveLane(scenario, 'least'))] as const

describe('an attempt', () => {
  test('is found again by its name, in the row that it came from', () => {
    const [trace] = lanes
    const rows = rowsOf(trace.attempts)
    for (let row = 0; row < rows; row += 37) {
      const facts = attemptAt(trace, row)
      expect(facts).not.toBeNull()
      if (facts !== null) expect(findAttempt(trace, formatAttempt(facts.name))).toEqual(facts)
    }
    expect(attemptAt(trace, rows)).toBeNull()
  })

  test('has a twin in the other lane, sent by the same client at the same moment', () => {
    const [base, least] = lanes
    const facts = attemptAt(base, 400)
    const twin = facts === null ? null : findAttempt(least, formatAttempt(facts.name))
    expect(twin?.firstUs).toBe(facts?.firstUs)
    expect(twin?.name.ordinal).toBe(facts?.name.ordinal)
  })

  test('whose request was tried less often in the other lane gives its last one there', () => {
    const [base, least] = lanes
    const retried = Array.from({ length: rowsOf(base.attempts) }, (_, row) =>
      attemptAt(base, row),
    ).find(
      (facts) =>
        facts !== null &&
        facts.name.attempt > 1 &&
        requestAttempts(least, formatAttempt(facts.name)).length === 1,
    )
    expect(retried).toBeDefined()
    const twin = retried && findAttempt(least, formatAttempt(retried.name))
    expect(twin?.name).toEqual({ ...retried?.name, attempt: 1 })
  })

  test('of a name that nobody has, or that is none, is not there', () => {
    expect(findAttempt(lanes[0], 'browsers/0/99999999#1')).toBeNull()
    expect(findAttempt(lanes[0], 'nobody/0/1#1')).toBeNull()
    expect(findAttempt(lanes[0], 'what?')).toBeNull()
  })
})

describe('a waterfall', () => {
  test('of an answered request has no gap from the first send to the end', () => {
    const [trace] = lanes
    let answered = 0
    for (let row = 0; row < rowsOf(trace.attempts); row++) {
      const facts = attemptAt(trace, row)
      if (facts === null || facts.outcome !== 'answered' || facts.startUs === null) continue
      answered++
      const rows = waterfallRows(facts, null, null)
      const edges = rows.flatMap(({ fromUs, toUs }) => [fromUs, toUs])
      expect(edges[0]).toBe(facts.firstUs)
      expect(edges.at(-1)).toBe(facts.endUs)
      for (let i = 1; i < rows.length; i++) expect(rows[i]?.fromUs).toBe(rows[i - 1]?.toUs)
    }
    expect(answered).toBeGreaterThan(100)
  })

  test('of a request that a node turned away, or waited for in vain, ends at its client too', () => {
    const stuck = { stuck: { kind: 'hang', target: 's0', atMs: 0, forMs: 5000 } }
    const nobody = laneOf({
      'targetGroups.spare': { targets: {} },
      'balancers.web.listeners.http.otherwise.groups': { spare: {} },
    })
    const patient = { 'clients.users.timeoutMs': 9000, 'balancers.web.idleMs': 1000 }
    const inVain = laneOf({ ...patient, durationMs: 5000, faults: stuck })
    for (const [lane, label, status] of [
      [nobody, 'Back to the client', 503],
      [inVain, 'Node waited, and answered', 504],
    ] as const) {
      const trace = simulate(lane)
      const facts = attemptAt(trace, 0)
      expect(facts).toMatchObject({ status, author: 'node' })
      const last = facts === null ? undefined : waterfallRows(facts, null, null).at(-1)
      expect(last).toMatchObject({ label, fromUs: facts?.nodeUs, toUs: facts?.endUs })
    }
  })

  test('of a request that its client gave up on says when', () => {
    const trace = simulate(laneOf({ 'clients.users.timeoutMs': 4 }))
    const facts = attemptAt(trace, 0)
    expect(facts?.cause).toBe('client-timeout')
    const row =
      facts &&
      waterfallRows(facts, null, null).find(({ label }) => label === 'Client gave up after')
    expect(row).toMatchObject({ fromUs: facts?.sentUs, toUs: (facts?.sentUs ?? 0) + 4000 })
  })
})

describe('the things on a stage', () => {
  const [trace] = lanes
  const base = baseOf(scenario)
  const { names } = trace.meta
  const layout = layoutStage(base, names, {
    widthPx: 480,
    heightPx: 330,
    index: indexTrace(trace, base, { goalUs: 250_000 }),
  })
  const things = placedThings(layout, names, 24)
  const walk = (...keys: readonly string[]): string => {
    let here = things.find(({ kind }) => kind === 'client')
    for (const key of keys) here = here && (nextThing(things, here, key) ?? undefined)
    return here?.key ?? ''
  }

  test('are all resolvers, clients, nodes and targets', () => {
    expect(things.map(({ key }) => key)).toEqual([
      'resolver-isp',
      'client-browsers',
      ...['a', 'b', 'c'].map((zone) => `node-web-${zone}`),
      ...[1, 2, 3, 4, 5, 6].map((n) => `target-web-${n}`),
    ])
  })

  test('are walked along the way of a request, and among siblings', () => {
    expect(walk('ArrowRight')).toMatch(/^node-/)
    expect(walk('ArrowRight', 'ArrowRight')).toMatch(/^target-/)
    expect(walk('ArrowRight', 'ArrowRight', 'End')).toBe('target-web-6')
    expect(walk('ArrowRight', 'ArrowRight', 'Home', 'ArrowDown')).toBe('target-web-2')
    expect(walk('ArrowRight', 'ArrowRight', 'Home', 'ArrowUp')).toBe('target-web-1')
    expect(walk('ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft')).toBe('client-browsers')
    expect(walk('ArrowLeft')).toBe('resolver-isp')
    expect(walk('ArrowLeft', 'ArrowLeft')).toBe('resolver-isp')
    expect(walk('ArrowLeft', 'ArrowRight')).toBe('client-browsers')
  })

  test('other keys lead nowhere', () => {
    const [first] = things
    expect(first && nextThing(things, first, 'x')).toBeNull()
  })
})
