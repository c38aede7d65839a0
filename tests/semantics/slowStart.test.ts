/**
 * Slow start. Source: AWS Application Load Balancer, "Slow start mode": the share grows linearly; a target enters it only
 * beside a healthy one that is not in it; unhealthy ends it; not with least outstanding requests.
 */
import { describe, expect, it } from 'vitest'
import { algorithms } from '../../src/algorithms/index.ts'
import { explainAttempt } from '../../src/engine/explain.ts'
import { parseAttempt } from '../../src/model/name.ts'
import { eventsAt } from '../../src/view/eventWords.ts'
import { changeLines, rowsOf } from '../support/asciiTrace.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { settingsOf } from '../support/settingsOf.ts'
import { simulate } from '../support/simulate.ts'

const four = (settings: object = {}) =>
  Object.fromEntries(['s0', 's1', 's2', 's3'].map((id) => [id, { zone: 'a', ...settings }]))

/** Four targets; `s1` is down from 1 to 2 s, and found healthy 100 to 200 ms later. Slow start takes 4 s. */
const restart: Changes = {
  'targetGroups.web.targets': four(),
  'targetGroups.web.health': { intervalMs: 100, timeoutMs: 50, healthyAfter: 1 },
  'targetGroups.web.slowStartMs': 4000,
  'clients.users.arrivals.perSecond': 1000,
  'clients.users.requests.page.demand': constant(1),
  faults: { one: { kind: 'crash', target: 's1', atMs: 1000, forMs: 1000 } },
  durationMs: 9000,
}
const algorithm = (id: string): Changes => ({ 'targetGroups.web.algorithm': { id } })

const slowStarts = (...changes: readonly Changes[]): string[] =>
  changeLines(simulate(laneOf(restart, ...changes))).flatMap((line) => {
    const [, found] = /slow-start (.*)/.exec(line) ?? []
    return found === undefined ? [] : [found]
  })

/** Share of 1000 requests that `s1` gets in each of six seconds from the moment when it is healthy again. */
function shares(...changes: readonly Changes[]): number[] {
  const trace = simulate(laneOf(restart, ...changes))
  const healthy = changeLines(trace).find((line) => line.includes(' healthy web-a s1'))
  const fromUs = Number.parseFloat(healthy ?? '') * 1000
  const { sentUs, target } = columnsOf(trace.attempts)
  return Array.from({ length: 6 }, (_, second) => {
    const inside = [...sentUs.keys()].filter(
      (i) => Math.floor(((sentUs[i] as number) - fromUs) / 1e6) === second,
    )
    return inside.filter((i) => target[i] === 1).length / inside.length
  })
}

describe('the share of a target in slow start', () => {
  /** These also compare latencies, or rates that know no weights. */
  const comparesMore = new Set(['least-response-time', 'peak-ewma', 'weighted-choices'])
  const ids = algorithms
    .filter(({ id, knobs, withoutSlowStart }) => {
      const [setting] = settingsOf(knobs)
      return withoutSlowStart?.(setting as never) === undefined && !comparesMore.has(id)
    })
    .map(({ id }) => id)

  it.each(ids)('grows in a straight line to its usual one, under %s', (id) => {
    const found = shares(algorithm(id))
    for (const [second, share] of [0.125, 0.375, 0.625, 0.875, 1].entries()) {
      // A quarter of all when it takes part; where turns are taken, those that it misses fall to all four.
      const [least, most] = [share / 4, share / (3 + share)]
      const error = 4 * Math.sqrt((most * (1 - most)) / 1000)
      expect(found[second]).toBeGreaterThan(least - error)
      expect(found[second]).toBeLessThan(most + error)
    }
  })

  it('is all of it at once without slow start', () => {
    expect(shares({ 'targetGroups.web.slowStartMs': 0 })[0]).toBeCloseTo(0.25, 2)
  })

  it('is everything when nobody else is left', () => {
    const others = Object.fromEntries(
      ['s0', 's2', 's3'].map((target) => [
        target,
        { kind: 'crash', target, atMs: 3000, forMs: 6000 },
      ]),
    )
    const changes = {
      'faults.s0': others['s0'],
      'faults.s2': others['s2'],
      'faults.s3': others['s3'],
    }
    for (const id of ['round-robin', 'weighted-round-robin']) {
      const rows = rowsOf(simulate(laneOf(restart, algorithm(id), changes)))
      const late = rows.filter(({ sentUs }) => sentUs > 4_000_000)
      expect(new Set(late.map(({ target }) => target))).toEqual(new Set(['s1']))
    }
  })
})

describe('a target enters slow start', () => {
  it('when it becomes healthy beside healthy ones', () => {
    expect(slowStarts()).toEqual(['web-a s1'])
  })

  it('again after each recovery', () => {
    const again = { kind: 'crash', target: 's1', atMs: 3000, forMs: 1000 }
    expect(slowStarts({ 'faults.two': again })).toEqual(['web-a s1', 'web-a s1'])
  })

  it('not when no other is healthy', () => {
    const all = Object.fromEntries(
      ['s0', 's2', 's3'].map((target) => [
        `faults.${target}`,
        { kind: 'crash', target, atMs: 500, forMs: 8500 },
      ]),
    )
    expect(slowStarts(all)).toEqual([])
  })

  it('not when all of its group are new, although one of them is the first to be healthy', () => {
    expect(slowStarts({ 'targetGroups.web.targets': four({ initial: true }), faults: {} })).toEqual(
      [],
    )
  })

  it('when it is new beside others that are not', () => {
    const targets = { ...four(), s3: { zone: 'a', initial: true } }
    expect(slowStarts({ 'targetGroups.web.targets': targets, faults: {} })).toEqual(['web-a s3'])
  })

  it('not because the group has it switched on: who begins healthy has a whole share', () => {
    expect(slowStarts({ faults: {} })).toEqual([])
  })
})

describe('slow start', () => {
  it('is refused with least outstanding requests', () => {
    expect(() => scenarioOf(restart, algorithm('least-outstanding'))).toThrow('has no slow start')
  })

  it('is told when it begins', () => {
    const trace = simulate(laneOf(restart))
    const words = [...new Set(columnsOf(trace.changes).atUs)].flatMap((us) =>
      eventsAt(trace, us).map(({ sentence }) => sentence),
    )
    expect(words).toContain('Node a lets s1 in slowly')
  })

  it('is part of the answer why a request went where it went, and the answer names who got it', () => {
    const lane = laneOf(restart)
    const rows = rowsOf(simulate(lane))
      .filter(({ sentUs }) => sentUs > 2_300_000)
      .slice(0, 8)
    const held = rows.map(({ name, sentUs, target }) => {
      const question = { attempt: parseAttempt(name), atUs: sentUs }
      const explanation = explainAttempt(lane, {}, question, [])
      expect(explanation?.chosen).toBe(target)
      expect(explanation?.because).toContain(`stood at ${target}`)
      return explanation?.because.includes('in slow start: s1')
    })
    expect(held).toContain(true)
  })
})
