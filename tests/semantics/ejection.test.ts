/**
 * Outlier ejection by consecutive 5xx. Source: Envoy, outlier_detection_impl.cc and outlier_detection.proto: ejection for
 * base × n until a sweep, n less at each sweep that finds the host in, (ejected + 1) / hosts at most the share.
 */
import { describe, expect, it } from 'vitest'
import { describeFrame } from '../../src/view/describeFrame.ts'
import { eventsAt } from '../../src/view/eventWords.ts'
import { changeLines, rowsOf } from '../support/asciiTrace.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { layoutOf, show } from '../view/stage.ts'

const EJECTION = 'targetGroups.web.ejection'
const fleet = (size: number, broken: number): Changes => ({
  'targetGroups.web.targets': Object.fromEntries(
    Array.from({ length: size }, (_, i) => [
      `s${i}`,
      { zone: 'a', errorRatio: i < broken ? 1 : 0 },
    ]),
  ),
})

/** Two targets in turn, a request every 10 ms from 5 ms on, 1 ms of work; `s0` answers 500 to all. */
const pair: Changes = {
  ...fleet(2, 1),
  [EJECTION]: { errorsInARow: 3, baseMs: 100, sweepMs: 50, ratioMax: 0.5 },
  'clients.users.requests.page.demand': constant(1),
  durationMs: 600,
}
const lines = (...changes: readonly Changes[]): string[] =>
  changeLines(simulate(laneOf(pair, ...changes))).filter((line) => /eject/.test(line))

const ejectedAtOnce = (size: number, settings: object): number =>
  lines(fleet(size, size), {
    [EJECTION]: { errorsInARow: 1, baseMs: 10_000, ...settings },
    durationMs: 900,
  }).length

describe('a node ejects a target', () => {
  it('after so many errors in a row, for base × n, until a sweep', () => {
    // Asked at 5, 25 and 45 ms, each answered 1 ms later; in again at 150, asked at 155, 175 and 195; then for 200 ms.
    expect(lines().slice(0, 3)).toEqual([
      '46 ejected web-a s0',
      '150 ejection-end web-a s0',
      '196 ejected web-a s0',
    ])
    expect(lines()[3]).toBe('400 ejection-end web-a s0')
  })

  it('never longer than the longest', () => {
    expect(lines({ [`${EJECTION}.longestMs`]: 100 })[3]).toBe('300 ejection-end web-a s0')
  })

  it('and sends it nothing meanwhile', () => {
    const rows = rowsOf(simulate(laneOf(pair)))
    const meanwhile = rows.filter(({ sentUs }) => sentUs > 46_000 && sentUs < 150_000)
    expect(new Set(meanwhile.map(({ target }) => target))).toEqual(new Set(['s1']))
  })

  it('not after errors with an answer between them', () => {
    const half = { 'targetGroups.web.targets.s0.errorRatio': 0.5, [`${EJECTION}.errorsInARow`]: 20 }
    expect(lines(half)).toEqual([])
  })

  it('after resets as well, which are 502 for the client', () => {
    const down = {
      'targetGroups.web.targets.s0.errorRatio': 0,
      faults: { one: { kind: 'crash', target: 's0', atMs: 0.001, forMs: 500 } },
    }
    expect(lines(down)[0]).toBe('45 ejected web-a s0')
  })

  it('not unless it is told to', () => {
    expect(lines({ [`${EJECTION}.errorsInARow`]: 0 })).toEqual([])
  })
})

describe('the share that may be ejected', () => {
  it('is none of nine with 10 %, and one of ten and of nineteen', () => {
    const share = { ratioMax: 0.1 }
    expect([9, 10, 19, 20].map((size) => ejectedAtOnce(size, share))).toEqual([0, 1, 1, 2])
  })

  it('is one in any case where one may always be ejected (gRPC, older Envoys)', () => {
    const share = { ratioMax: 0.1, atLeastOne: true }
    expect([1, 5, 10, 20].map((size) => ejectedAtOnce(size, share))).toEqual([1, 1, 1, 2])
  })
})

describe('an ejected target', () => {
  it('comes back when a health check passes, unless told otherwise', () => {
    const checked = { 'targetGroups.web.health': { intervalMs: 100, timeoutMs: 50 } }
    const endMs = (...changes: readonly Changes[]) =>
      Number.parseFloat(lines(checked, { [`${EJECTION}.baseMs`]: 400 }, ...changes)[1] ?? '')
    expect(endMs()).toBeLessThan(146)
    expect(endMs({ [`${EJECTION}.endsWithProbe`]: false })).toBe(450)
  })

  it('counts as not healthy towards panic', () => {
    const panics = { 'targetGroups.web.health': { isActive: false, panicBelow: 0.6 } }
    const rows = rowsOf(simulate(laneOf(pair, panics)))
    const meanwhile = rows.filter(({ sentUs }) => sentUs > 46_000 && sentUs < 150_000)
    expect(new Set(meanwhile.map(({ target }) => target))).toEqual(new Set(['s0', 's1']))
  })

  it('is said to be ejected, in the events and beside its name', () => {
    const lane = laneOf(pair)
    const trace = simulate(lane)
    const words = [...new Set(columnsOf(trace.changes).atUs)].flatMap((us) =>
      eventsAt(trace, us).map(({ sentence }) => sentence),
    )
    expect(words).toContain('Node a ejects s0')
    expect(words).toContain('Node a lets s0 back in')
    expect(words).toContain('Node a ejects s0, ejection 2 in a row')
    const healthAt = (ms: number) =>
      describeFrame(layoutOf(trace, lane), show(trace, lane).at(ms), [8, 8]).targets[0]?.health
    expect([40, 46, 149, 150].map(healthAt)).toEqual(['healthy', 'ejected', 'ejected', 'healthy'])
  })
})
