/**
 * Priorities. Sources: Envoy, "Priority levels" and "Panic threshold" (their tables), load_balancer_impl.cc and
 * load_balancer_impl_base_test.cc. Where the tables differ from the code (5 and 65 %: 7/93 there; three levels below half:
 * 36/36/28 there) the code is followed.
 */
import { describe, expect, it } from 'vitest'
import { explainAttempt } from '../../src/engine/explain.ts'
import { priorities } from '../../src/narrowings/priorities.ts'
import { dealtSentences } from '../../src/trace/explanation.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { consideredOf, everybody, several } from '../support/considered.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** Healthy ones and all, of each priority from 0 on. */
type Level = readonly [healthy: number, all: number]

/** `70/30`, with a `!` at a level that panics. */
function loads(levels: readonly Level[], settings: { panicBelow?: number; factor?: number } = {}) {
  const { panicBelow = 0.5, factor = 1.4 } = settings
  const seen = consideredOf(
    levels.flatMap(([healthy, all], priority) => [
      ...several(healthy, { priority }),
      ...several(all - healthy, { priority, isHealthy: false }),
    ]),
    { panicBelow },
  )
  const parts = priorities.divide(seen, everybody(seen), { overprovisioning: factor })
  const of = (nth: number): string => {
    const part = parts.find((one) => one.nth === nth)
    return `${Math.round((part?.share ?? 0) * 100)}${part?.isOpen === true ? '!' : ''}`
  }
  return levels.map((_, nth) => of(nth)).join('/')
}
const percent = (...each: readonly number[]) => each.map((one): Level => [one, 100])

describe('the load of a priority', () => {
  it('with a healthy second one is that of the table', () => {
    const table = [100, 72, 71, 50, 25, 0].map((first) => loads(percent(first, 100)))
    expect(table).toEqual(['100/0', '100/0', '99/1', '70/30', '35/65', '0/100'])
  })

  it('with both alike is that of the table, and both panic at 25 %', () => {
    const table = [100, 72, 71, 50, 25].map((both) => loads(percent(both, both)))
    expect(table).toEqual(['100/0', '100/0', '99/1', '70/30', '50!/50!'])
  })

  it('of three is that of the table', () => {
    const table = [
      percent(71, 71, 100),
      percent(50, 50, 100),
      percent(25, 100, 100),
      percent(25, 25, 100),
    ].map((levels) => loads(levels))
    expect(table).toEqual(['99/1/0', '70/30/0', '35/65/0', '35/35/30'])
  })

  it('is raised to make 100 % where all together are not enough', () => {
    expect(loads(percent(20, 30), { factor: 1, panicBelow: 0 })).toBe('40/60')
    expect(loads(percent(5, 65))).toBe('8!/92')
  })

  it('is the share of the targets where all panic', () => {
    expect(loads(several(3, {}).map((): Level => [1, 5]))).toBe('34!/33!/33!')
    expect(
      loads([
        [0, 5],
        [0, 3],
        [0, 2],
      ]),
    ).toBe('50!/30!/20!')
  })

  it('knows no panic while all together are enough', () => {
    expect(
      loads([
        [1, 4],
        [4, 4],
      ]),
    ).toBe('35/65')
    expect(
      loads(
        [
          [2, 4],
          [2, 4],
        ],
        { factor: 1 },
      ),
    ).toBe('50/50')
  })

  it('is all of the first where none is healthy and nobody panics', () => {
    const seen = consideredOf(several(2, { isHealthy: false }), { failsOpen: false })
    const parts = priorities.divide(seen, everybody(seen), { overprovisioning: 1.4 })
    expect(parts).toEqual([{ nth: 0, places: [], share: 1, isOpen: false }])
  })
})

/** Ten targets of priority 0, ten of 1; some of the first are down from 200 ms on. */
const twoLevels = (down: number, ...changes: readonly Changes[]): readonly Changes[] => [
  {
    'targetGroups.web.targets': Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [
        `${i < 10 ? 'p' : 'q'}${i % 10}`,
        { zone: 'a', slots: 1000, priority: i < 10 ? 0 : 1 },
      ]),
    ),
    'targetGroups.web.health': { intervalMs: 100, timeoutMs: 50, panicBelow: 0.5 },
    'clients.users.arrivals': { kind: 'periodic', perSecond: 500 },
    'clients.users.requests.page.demand': constant(1),
    faults: Object.fromEntries(
      Array.from({ length: down }, (_, i) => [
        `out-${i}`,
        { kind: 'crash', target: `p${i}`, atMs: 200, forMs: 1800 },
      ]),
    ),
    durationMs: 2000,
  },
  ...changes,
]
const settled = (...changes: readonly Changes[]) =>
  rowsOf(simulate(laneOf(...changes))).filter(({ sentUs }) => sentUs > 600_000)

describe('a node', () => {
  it('uses the first priority alone while 72 % of it are healthy', () => {
    const targets = settled(...twoLevels(2)).map(({ target }) => target)
    expect(new Set(targets)).toEqual(new Set(['p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9']))
  })

  it('lets 30 % spill over at 50 %, and goes round in each by itself', () => {
    const targets = settled(...twoLevels(5)).map(({ target }) => target ?? '')
    const spilled = targets.filter((id) => id.startsWith('q'))
    expect(Math.abs(spilled.length / targets.length - 0.3)).toBeLessThan(0.055)
    expect(new Set(targets).size).toBe(15)
    const order = spilled.map((id) => Number(id.slice(1)))
    expect(order.every((n, i) => i === 0 || n === ((order[i - 1] as number) + 1) % 10)).toBe(true)
  })

  it('says how much falls to each, and why', () => {
    const explanation = explainAttempt(
      laneOf(...twoLevels(5)),
      {},
      { attempt: null, atUs: 1_000_000 },
      [],
    )
    expect(explanation === null ? [] : dealtSentences(explanation)).toEqual([
      expect.stringMatching(
        /^Priority 0 has 5 of 10 healthy, priority 1 has 10 of 10 healthy; times 1.4 that is all of them, so all requests are dealt out by it: health is looked at, load is not. This request fell to priority (0, as 70|1, as 30) % do.$/,
      ),
    ])
  })

  it('is refused a gap between priorities', () => {
    const gap = { 'targetGroups.web.targets.q3.priority': 3 }
    expect(() => scenarioOf(...twoLevels(0), gap)).toThrow('no target has 2')
  })
})

describe('what is told', () => {
  const told = (levels: readonly Level[], failsOpen = true) => {
    const seen = consideredOf(
      levels.flatMap(([healthy, all], priority) => [
        ...several(healthy, { priority }),
        ...several(all - healthy, { priority, isHealthy: false }),
      ]),
      { panicBelow: 0.5, failsOpen },
    )
    const names = { zone: String }
    return priorities.tell(seen, everybody(seen), { overprovisioning: 1.4 }, names)
  }

  it('is that shares are raised only where they are', () => {
    expect(
      told([
        [1, 10],
        [6, 10],
      ]),
    ).toMatch(/enough for .*raised.*priority 0 panics, so there all/)
    expect(
      told([
        [1, 5],
        [1, 10],
      ]),
    ).toMatch(/42 %, and each panics: shares go by how many targets/)
    expect(
      told(
        [
          [0, 5],
          [0, 10],
        ],
        false,
      ),
    ).toMatch(/so nobody serves\.$/)
  })
})

describe('targets without a weight', () => {
  it('get nothing, so a priority of them has no share', () => {
    const seen = consideredOf([
      ...several(2, { priority: 0, hasWeight: false }),
      ...several(2, { priority: 1 }),
    ])
    const parts = priorities.divide(seen, everybody(seen), { overprovisioning: 1.4 })
    expect(parts.map(({ nth, places, share }) => [nth, places, share])).toEqual([[1, [2, 3], 1]])
  })

  it('that are all there is are dealt to as others are', () => {
    const seen = consideredOf(several(2, { hasWeight: false }))
    const parts = priorities.divide(seen, everybody(seen), { overprovisioning: 1.4 })
    expect(parts.map(({ places }) => places)).toEqual([[0, 1]])
  })
})
