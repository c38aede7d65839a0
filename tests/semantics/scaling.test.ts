/**
 * Auto-scaling. Source: Amazon EC2 Auto Scaling user guide: step and simple scaling policies (the chain 10, 11, 14, 13, 10 and the
 * rounding of steps), target tracking, instance warm-up, cooldown, health checks of instances, spread over zones.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import type { Knobs, KnobValues } from '../../src/base/knobs.ts'
import { ABOVE, BELOW, type DataPoint } from '../../src/scalingPolicies/define.ts'
import { type ScalingSpec, scalingAtWork } from '../../src/scalingPolicies/index.ts'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { CHANGE_KINDS, type Trace } from '../../src/trace/schema.ts'
import { describeFrame } from '../../src/view/describeFrame.ts'
import { changeLines, rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { layoutOf, show } from '../view/stage.ts'

/** A policy with its defaults, and what it asks for at a data point. */
function policy(scaling: { readonly kind: ScalingSpec['kind'] } & Changes) {
  const lane = laneOf({ 'targetGroups.web.scaling': scaling })
  const knobs = lane.targetGroups['web']?.scaling as unknown as KnobValues<Knobs>
  const { scaling: rule } = scalingAtWork(scaling.kind)
  if (rule === undefined) throw new Error('it decides nothing')
  return {
    side: (value: number) => rule.side(knobs, value),
    desired(value: number, instances: number): number {
      const point: DataPoint = { value, measured: instances, desired: instances }
      const side = rule.side(knobs, value)
      return side === 0 ? instances : rule.desired(knobs, point, side)
    },
  }
}

describe('step scaling', () => {
  const steps = policy({ kind: 'step-scaling' })

  it('of 10 and 30 percent beyond 10 and 20 of its threshold goes 10, 11, 14, 13, 10 at 60, 70, 40, 30', () => {
    let instances = 10
    const chain = [60, 70, 40, 30].map((value) => {
      instances = steps.desired(value, instances)
      return instances
    })
    expect(chain).toEqual([11, 14, 13, 10])
  })

  it('has lower bounds that belong to the step above, and upper bounds that belong to the step below', () => {
    expect([59.9, 60, 69.9, 70].map((value) => steps.desired(value, 100))).toEqual([
      100, 110, 110, 130,
    ])
    expect([40.1, 40, 30.1, 30].map((value) => steps.desired(value, 100))).toEqual([
      100, 90, 90, 70,
    ])
  })

  it('rounds percent towards zero, and what is less than one instance to one', () => {
    expect([70, 30].map((value) => steps.desired(value, 11))).toEqual([14, 8])
    expect([60, 40].map((value) => steps.desired(value, 3))).toEqual([4, 2])
  })

  it('changes at least so many: 25 percent of 4 are 2 where 2 are the least', () => {
    const least = policy({ kind: 'step-scaling', firstChange: 25, changeMin: 2 })
    expect(least.desired(60, 4)).toBe(6)
  })
})

describe('target tracking', () => {
  const tracking = policy({ kind: 'target-tracking', target: 40 })

  it('asks for instances × metric / target, rounded up in both directions (model)', () => {
    expect(tracking.desired(60, 4)).toBe(6)
    expect(tracking.desired(45, 4)).toBe(5)
    expect(tracking.desired(25, 4)).toBe(3)
  })

  it('is content from 90 percent of its target up to the target', () => {
    expect([40.1, 40, 36, 35.9].map(tracking.side)).toEqual([ABOVE, 0, 0, BELOW])
  })
})

const GROUP = 'targetGroups.web'
const FIXED = { kind: 'fixed', desired: 2, periodMs: 100, launchMs: 50 }
/** Six places, three in each zone, of which two have an instance; a request every 10 ms of 10 ms of work, a second long. */
const scaled = (scaling: Changes, ...more: readonly Changes[]): readonly Changes[] => [
  {
    durationMs: 1000,
    'balancers.web.zones': ['a', 'b'],
    [`${GROUP}.targets`]: Object.fromEntries(
      ['s0', 's1', 's2', 's3', 's4', 's5'].map((id, n) => [
        id,
        { zone: n < 3 ? 'a' : 'b', slots: 1 },
      ]),
    ),
    [`${GROUP}.deregistrationMs`]: 30,
    [`${GROUP}.scaling`]: {
      ...{ kind: 'target-tracking', desired: 2, periodMs: 100, launchMs: 50, warmUpMs: 0 },
      ...{ outAfter: 1, inAfter: 1 },
      ...scaling,
    },
  },
  ...more,
]
const INSTANCE_LINES = /scaling|launching|in-service|terminating|vacant/
const linesOf = (trace: Trace): string[] =>
  changeLines(trace).filter((line) => INSTANCE_LINES.test(line) && !line.startsWith('0 '))

describe('a scaled group', () => {
  it('begins with its desired instances, one zone after the other, and sends nothing elsewhere', () => {
    const trace = simulate(laneOf(...scaled({}), { [`${GROUP}.scaling`]: FIXED }))
    expect(changeLines(trace).filter((line) => line.includes('vacant'))).toEqual(
      ['s1', 's2', 's4', 's5'].map((id) => `0 vacant ${id}`),
    )
    expect(new Set(rowsOf(trace).map(({ target }) => target))).toEqual(new Set(['s0', 's3']))
    expect(linesOf(trace)).toEqual([])
  })

  it('adds what brings the metric to its target, after so many points, in the zone that has fewest', () => {
    // Both are half busy; at 20 percent it takes five. The points are at 100 and 200 ms.
    const trace = simulate(laneOf(...scaled({ target: 20, outAfter: 2 })))
    expect(linesOf(trace)).toEqual([
      '200 scaling web to 5 at 50',
      ...['s1', 's4', 's2'].map((id) => `200 launching ${id}`),
      ...['s1', 's4', 's2'].map((id) => `250 in-service ${id}`),
    ])
    const [first] = rowsOf(trace).filter(({ target }) => target === 's1')
    expect(first?.sentUs).toBeGreaterThan(250_000)
  })

  it('launches no more than the places that the group lists', () => {
    const trace = simulate(laneOf(...scaled({ target: 1 })))
    expect(linesOf(trace)[0]).toBe('100 scaling web to 6 at 47.5')
    expect(linesOf(trace).filter((line) => line.includes('in-service'))).toHaveLength(4)
  })

  it('removes what is too much after so many points, the youngest where there are most, and drains it first', () => {
    const trace = simulate(laneOf(...scaled({ desired: 5, target: 40, inAfter: 3 })))
    // Five are 20 percent busy: three are enough.
    expect(linesOf(trace)).toEqual([
      '300 scaling web to 3 at 20',
      '300 terminating s2',
      '300 terminating s4',
      '330 vacant s2',
      '330 vacant s4',
    ])
    const late = rowsOf(trace).filter(({ sentUs }) => sentUs > 300_000)
    expect(new Set(late.map(({ target }) => target))).toEqual(new Set(['s0', 's1', 's3']))
    expect(rowsOf(trace).every(({ status }) => status === 200 || status === 0)).toBe(true)
  })

  it('has never fewer than its minimum, and scales in only if it may', () => {
    const idle = { 'clients.users.arrivals.perSecond': 1 }
    const least = simulate(laneOf(...scaled({ desired: 5, minimum: 4 }, idle)))
    expect(linesOf(least)[0]).toBe('100 scaling web to 4 at 0')
    expect(linesOf(least).filter((line) => line.includes('scaling'))).toHaveLength(1)
    expect(linesOf(simulate(laneOf(...scaled({ desired: 5, scalesIn: false }, idle))))).toEqual([])
  })

  it('is not scaled by an instance that warms up: it counts as capacity, and not for the metric', () => {
    // One is always busy; at 50 percent it takes two. Until the second is warm, nothing more is decided.
    const busy = { 'clients.users.requests.page.demand': constant(100) }
    const cold = { desired: 1, target: 50, warmUpMs: 500 }
    const trace = simulate(laneOf(...scaled(cold, busy)))
    expect(linesOf(trace)).toEqual([
      '100 scaling web to 2 at 95',
      '100 launching s3',
      '150 in-service s3',
      '800 scaling web to 4 at 100',
      '800 launching s1',
      '800 launching s4',
      '850 in-service s1',
      '850 in-service s4',
    ])
  })

  it('removes nothing while an instance warms up', () => {
    // A burst launches one; then it is idle. It is warm at 550 ms, so that 700 ms is the first whole period.
    const burst = {
      'clients.users.arrivals': {
        kind: 'profile',
        corners: [
          [0, 200],
          [99, 200],
          [100, 0],
        ],
      },
    }
    const trace = simulate(laneOf(...scaled({ target: 80, warmUpMs: 400 }, burst)))
    expect(linesOf(trace).filter((line) => line.includes('scaling'))).toEqual([
      '100 scaling web to 3 at 87.3145',
      '700 scaling web to 1 at 0',
    ])
  })

  it('goes by requests if it is told so', () => {
    const trace = simulate(laneOf(...scaled({ metric: 'requests', target: 10 })))
    // 100 a second, 50 each: the first period has one less, which is still under way.
    expect(linesOf(trace)[0]).toMatch(/^100 scaling web to 6 at (45|50)$/)
  })
})

describe('simple scaling', () => {
  it('waits until what it launched is there, and a cooldown is over', () => {
    const overload = { 'clients.users.requests.page.demand': constant(100) }
    const simple = {
      ...{ kind: 'simple-scaling', desired: 2, periodMs: 100, launchMs: 50 },
      ...{ outAfter: 1, inAfter: 1, cooldownMs: 200 },
    }
    const lane = laneOf(...scaled({}, overload), { [`${GROUP}.scaling`]: simple })
    expect(linesOf(simulate(lane)).filter((line) => line.includes('scaling'))).toEqual([
      '100 scaling web to 3 at 90',
      '400 scaling web to 4 at 100',
      '700 scaling web to 5 at 100',
      '1000 scaling web to 6 at 100',
    ])
  })
})

describe('an unhealthy instance', () => {
  const checks: Changes = {
    [`${GROUP}.health`]: { intervalMs: 100, timeoutMs: 10, unhealthyAfter: 1 },
  }
  const crash: Changes = { faults: { one: { kind: 'crash', target: 's0', atMs: 50, forMs: 900 } } }
  const healing = (more: Changes): string[] => {
    const scaling = { ...FIXED, replacesUnhealthy: true, ...more }
    const lane = laneOf(...scaled({}, checks, crash), { [`${GROUP}.scaling`]: scaling })
    return linesOf(simulate(lane))
  }

  it('is terminated and replaced where the group goes by the health checks of the balancer', () => {
    const lines = healing({})
    expect(lines.slice(0, 2)).toEqual(['200 terminating s0', '200 launching s1'])
    expect(lines).toContain('250 in-service s1')
    expect(lines).toContain('230 vacant s0')
  })

  it('is left alone during its grace, and where the group does not look', () => {
    expect(healing({ graceMs: 450 })[0]).toBe('500 terminating s0')
    expect(healing({ replacesUnhealthy: false })).toEqual([])
  })
})

describe('what a place without an instance says', () => {
  it('is that it is vacant, launching, in service, terminating', () => {
    const lane = laneOf(...scaled({ desired: 5, target: 40, inAfter: 3 }))
    const shown = show(simulate(lane), lane)
    const layout = layoutOf(shown.trace, lane)
    const stateAt = (ms: number, target: number) =>
      describeFrame(layout, shown.at(ms), [1, 1, 1, 1, 1, 1]).targets[target]?.state
    expect([200, 310, 400].map((ms) => stateAt(ms, 2))).toEqual([
      'working',
      'terminating',
      'vacant',
    ])
    expect(stateAt(0, 5)).toBe('vacant')
    const out = laneOf(...scaled({ target: 20, outAfter: 2 }))
    const growing = show(simulate(out), out)
    const launching = describeFrame(
      layoutOf(growing.trace, out),
      growing.at(220),
      [1, 1, 1, 1, 1, 1],
    )
    expect(launching.targets[1]?.state).toBe('launching')
  })
})

describe('what is said of a scaled group', () => {
  it('is over the time in which an instance was there, and leaves out places that never had one', () => {
    const { targets, imbalance } = reportOf(
      simulate(laneOf(...scaled({ target: 20, outAfter: 2 }))),
    )
    // Three are launched, and are there from 250 ms on.
    expect(targets.map(({ thereRatio }) => Number(thereRatio.toFixed(2)))).toEqual([
      ...[1, 0.75, 0.75],
      ...[1, 0.75, 0],
    ])
    expect(targets[1]?.utilisation).toBeCloseTo(0.2, 1)
    expect(imbalance.maxOverMean).toBeLessThan(1.5)
  })
})

describe('a scaled group that cannot be', () => {
  const problemsOf = (changes: Changes): readonly string[] => {
    const result = validateScenario({ ...scenarioOf(...scaled({})), ...changes })
    return result.ok ? [] : result.problems.map(({ message }) => message)
  }
  const withScaling = (more: Changes) => {
    const { targetGroups } = scenarioOf(...scaled({}))
    const web = targetGroups['web'] as (typeof targetGroups)[string]
    return { targetGroups: { web: { ...web, scaling: { ...web.scaling, ...more } } } }
  }

  it('has more desired than places, or fewer than its minimum', () => {
    expect(problemsOf(withScaling({ desired: 7 }))).toEqual([
      'targetGroups.web.scaling.desired is 7, but the group lists 6 targets, which is its maximum. Lower it or add targets.',
    ])
    expect(problemsOf(withScaling({ minimum: 3 }))).toEqual([
      'targetGroups.web.scaling does not fit together. Desired at first is 2, less than the minimum, 3. Raise the one or lower the other.',
    ])
  })

  it('has targets that DNS answers with, there or not', () => {
    const { dns } = scenarioOf()
    const shop = { ...dns.records['shop'], answers: { s0: { target: 's0' } } }
    expect(problemsOf({ dns: { ...dns, records: { shop } } })).toEqual([
      'targetGroups.web.scaling.kind is target-tracking, but DNS answers with s0 itself, whether it is there or not. Set it to unscaled, or let DNS answer with a balancer.',
    ])
  })
})

const kindOf = (name: (typeof CHANGE_KINDS)[number]): number => CHANGE_KINDS.indexOf(name)

describe('whatever the load and the policy', () => {
  const anySpec = fc.record({
    kind: fc.constantFrom('target-tracking', 'step-scaling'),
    minimum: fc.constantFrom(1, 2),
    desired: fc.constantFrom(2, 4, 6),
    periodMs: fc.constantFrom(100, 130),
    launchMs: fc.constantFrom(0, 50, 300),
    warmUpMs: fc.constantFrom(0, 200),
    outAfter: fc.constantFrom(1, 2),
    inAfter: fc.constantFrom(1, 3),
    metric: fc.constantFrom('requests', 'utilisation'),
    replacesUnhealthy: fc.boolean(),
  })

  it('there are never more instances than places, never fewer desired than the minimum, and none goes while it warms up', () => {
    fc.assert(
      fc.property(anySpec, fc.constantFrom(20, 100, 300), fc.nat(1000), (spec, perSecond, seed) => {
        const crash = { faults: { one: { kind: 'crash', target: 's0', atMs: 300, forMs: 700 } } }
        const lane = laneOf(
          ...scaled({}, crash, {
            [`${GROUP}.scaling`]: spec,
            [`${GROUP}.health`]: { intervalMs: 100, timeoutMs: 20, unhealthyAfter: 1 },
            'clients.users.arrivals': { kind: 'poisson', perSecond },
            durationMs: 3000,
            seed: `scaling ${seed}`,
          }),
        )
        const launched = new Map<number, number>()
        for (const { rows, kind, atUs, b } of simulate(lane).changes.chunks) {
          for (let i = 0; i < rows; i++) {
            const what = kind[i]
            const t = b[i] as number
            if (what === kindOf('scaling')) {
              expect(t).toBeGreaterThanOrEqual(spec.minimum)
              expect(t).toBeLessThanOrEqual(6)
            } else if (what === kindOf('in-service')) launched.set(t, atUs[i] as number)
            else if (what === kindOf('terminating') && !spec.replacesUnhealthy) {
              const sinceUs = (atUs[i] as number) - (launched.get(t) ?? Number.NEGATIVE_INFINITY)
              expect(sinceUs).toBeGreaterThanOrEqual(spec.warmUpMs * 1000)
            }
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
