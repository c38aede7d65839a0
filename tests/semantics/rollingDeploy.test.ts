/**
 * A rolling deploy. Source: Kubernetes, RollingUpdate with maxUnavailable, preStop and terminationGracePeriodSeconds, and
 * the readiness gate of the AWS Load Balancer Controller. That the grace counts from the stop signal is our model.
 */
import { describe, expect, it } from 'vitest'
import { deployStepsOf } from '../../src/analysis/numbers/deploySteps.ts'
import { describeFrame, secondsBehind } from '../../src/view/describeFrame.ts'
import { changeLines, rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { layoutOf, show } from '../view/stage.ts'

const DEPLOY = 'faults.new'
/** Two targets in turn, a request every 10 ms from 5 ms on, 15 ms of work; a deploy from 30 ms on, 20 ms to start. */
const deploy: Changes = {
  'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'a' } },
  'clients.users.requests.page.demand': constant(15),
  [DEPLOY]: { kind: 'rolling-deploy', group: 'web', startMs: 20, atMs: 30 },
  durationMs: 200,
}
const linesOf = (...changes: readonly Changes[]): string[] =>
  changeLines(simulate(laneOf(deploy, ...changes))).filter((line) =>
    /stopping|target-|registered/.test(line),
  )
const endsOf = (...changes: readonly Changes[]): string =>
  rowsOf(simulate(laneOf(deploy, ...changes)))
    .slice(0, 18)
    .map(({ status, cause }) => (status === 200 ? '.' : cause === 'reset' ? 'R' : 'x'))
    .join('')

describe('a rolling deploy', () => {
  it('replaces one target after the other, the next one when the last is back', () => {
    // `s0` has a request of 25 ms in hand until 40; then it is gone, and its successor there at 60.
    expect(linesOf()).toEqual([
      '30 deregistered s0',
      '30 stopping s0',
      '40 target-down s0',
      '60 target-up s0',
      '60 registered s0',
      '60 deregistered s1',
      '60 stopping s1',
      '70 target-down s1',
      '90 target-up s1',
      '90 registered s1',
    ])
    expect(endsOf()).toBe('..................')
  })

  it('replaces as many at a time as it may', () => {
    const both = linesOf({ [`${DEPLOY}.unavailable`]: 2 })
    expect(both.filter((line) => line.includes('deregistered'))).toEqual([
      '30 deregistered s0',
      '30 deregistered s1',
    ])
  })

  it('waits for a new version that no node finds healthy', () => {
    const checked = {
      'targetGroups.web.health': { intervalMs: 100, timeoutMs: 10 },
      'faults.broken': { kind: 'crash', target: 's0', atMs: 50, forMs: 150 },
    }
    expect(linesOf(checked).filter((line) => line.includes('s1'))).toEqual([])
  })

  it('begins no further target when its time is over, and finishes what has begun', () => {
    expect(linesOf({ [`${DEPLOY}.forMs`]: 20 })).toHaveLength(5)
  })

  it('is over when the last target is back: a second one begins anew', () => {
    const lines = linesOf({
      'faults.newer': { kind: 'rolling-deploy', group: 'web', startMs: 20, atMs: 120 },
    })
    expect(lines.filter((line) => line.includes(' deregistered'))).toEqual([
      '30 deregistered s0',
      '60 deregistered s1',
      '120 deregistered s0',
      '140 deregistered s1',
    ])
  })
})

describe('on the stage', () => {
  it('a target is deregistered, then stopping, then gone, and a node is so far behind', () => {
    const lane = laneOf(deploy, {
      'balancers.web.propagationMs': 15,
      [`${DEPLOY}.pauseMs`]: 10,
      'targetGroups.web.targets.s0.speed': 0.5,
    })
    const trace = simulate(lane)
    const layout = layoutOf(trace, lane)
    const at = (ms: number) => {
      const frame = show(trace, lane).at(ms)
      const [row] = describeFrame(layout, frame, [8, 8]).targets
      const behind = secondsBehind(layout, frame, 0)
      return `${row?.state}, ${row?.health}, ${behind === null ? 'knows' : JSON.stringify(behind)}`
    }
    expect([29, 39, 44, 46, 58, 80].map(at)).toEqual([
      'working, healthy, knows',
      'deregistered, healthy, {"seconds":0.009,"isCostly":false}',
      'stopping, healthy, {"seconds":0.014,"isCostly":true}',
      'stopping, draining, knows',
      'gone, draining, knows',
      'working, draining, {"seconds":0.005,"isCostly":false}',
    ])
  })

  it('each step is told, with when each node knew', () => {
    const [step] = deployStepsOf(simulate(laneOf(deploy, { [`${DEPLOY}.pauseMs`]: 10 })))
    expect(step).toEqual({
      target: 's0',
      startUs: 30_000,
      stopUs: 10_000,
      goneUs: 10_000,
      upUs: 30_000,
      registeredUs: 30_000,
      heardUs: [0],
      healthyUs: 30_000,
    })
  })
})

describe('a target that is told to stop', () => {
  const late = { 'balancers.web.propagationMs': 40 }

  it('refuses what its node still sends, unless it pauses for as long as the node is late', () => {
    // Sent to `s0` at 45, to `s1` at 115 ms.
    expect(endsOf(late)).toBe('....x......x......')
    expect(endsOf(late, { [`${DEPLOY}.pauseMs`]: 34 })).toContain('x')
    expect(endsOf(late, { [`${DEPLOY}.pauseMs`]: 40 })).not.toContain('x')
  })

  it('resets what outlives its grace', () => {
    expect(endsOf({ [`${DEPLOY}.graceMs`]: 9 })).toBe('..R..R............')
    expect(endsOf({ [`${DEPLOY}.graceMs`]: 10 })).toBe('..................')
  })

  it('is a 502 of its node, which says why', () => {
    const rows = rowsOf(simulate(laneOf(deploy, late)))
    expect(rows[4]).toMatchObject({ status: 502, author: 'node', cause: 'connect-refused' })
  })

  it('serves what waits in its queue before it stops', () => {
    const oneSlot = {
      durationMs: 400,
      'targetGroups.web.targets': {
        s0: { zone: 'a', slots: 1, speed: 0.25 },
        s1: { zone: 'a' },
      },
    }
    // `s0` has those of 5 and 25 ms, 60 ms of work each.
    expect(linesOf(oneSlot)[2]).toBe('125 target-down s0')
    expect(endsOf(oneSlot)).not.toMatch(/[xR]/)
  })
})
