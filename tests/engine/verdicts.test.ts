/**
 * Policies, actions and kinds of target know no engine: they give a verdict from a closed list. Shown with members that
 * live here alone, each what one file beside its family would hold.
 */
import { expect, it } from 'vitest'
import { defineAction, type Verdict } from '../../src/actions/define.ts'
import { planAction } from '../../src/engine/balancer/plan.ts'
import { type Plan, planOf } from '../../src/engine/plan.ts'
import { startPlan } from '../../src/engine/run.ts'
import { definePolicy } from '../../src/policies/define.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { defineTargetKind, REFUSE, SERVE } from '../../src/targets/define.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { busyLane } from '../support/busyLane.ts'
import { finish } from '../support/runs.ts'
import { laneOf } from '../support/scenarios.ts'
import { checked } from '../support/simulate.ts'

/** Everybody may pass. */
const OPEN = { login: 'none', unauthenticated: 'authenticate', sessionMs: 1000 } as const

const described = { label: '', summary: '', source: 'made up', knobs: {} } as const

const attemptsOf = (lane: LaneScenario, change: (plan: Plan) => Partial<Plan>) => {
  const plan = planOf(lane, {})
  return rowsOf(checked(finish(startPlan({ ...plan, ...change(plan) })), lane))
}

it('a policy says which answers a resolver is given', () => {
  const firstGood = definePolicy({
    ...described,
    id: 'first-good',
    answer: ({ good }, into) => into.fill(1, Math.max(0, good.indexOf(1)), good.indexOf(1) + 1),
  })
  const lane = laneOf({
    balancers: {},
    'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'b' } },
    'dns.records.shop.answers': { one: { target: 's1' }, other: { target: 's0' } },
  })
  const attempts = attemptsOf(lane, ({ dns }) => ({
    dns: { ...dns, records: dns.records.map((one) => ({ ...one, policy: firstGood })) },
  }))
  expect(new Set(attempts.map(({ target }) => target))).toEqual(new Set(['s1']))
})

it('an action says that a node answers by itself', () => {
  const fixedResponse = defineAction({
    ...described,
    id: 'fixed-response',
    verdict: ({ status }: { readonly status: number }): Verdict => ({
      kind: 'answer',
      status,
      cause: 'fixed-response',
    }),
    words: () => '',
  })
  const attempts = attemptsOf(busyLane({ faults: {} }), ({ rules, groups }) => ({
    rules: rules.map((one) => ({
      ...one,
      action: planAction(fixedResponse.verdict({ status: 404 }), groups),
    })),
  }))
  const answered = attempts.filter(({ outcome }) => outcome === 'answered')
  expect(answered.length).toBeGreaterThan(500)
  expect(new Set(answered.map(({ status, target }) => `${status} ${target}`))).toEqual(
    new Set(['404 null']),
  )
})

it('an action forwards to several groups by weight', () => {
  const lane = busyLane({
    faults: {},
    'targetGroups.other': {
      health: { isActive: false },
      targets: { o0: { zone: 'a' }, o1: { zone: 'b' } },
    },
  })
  const attempts = attemptsOf(lane, ({ rules, groups }) => ({
    rules: rules.map((one) => ({
      ...one,
      action: planAction(
        { kind: 'to-groups', login: OPEN, groups: { web: { weight: 1 }, other: { weight: 3 } } },
        groups,
      ),
    })),
  }))
  const picked = attempts.filter(({ target }) => target !== null)
  const share = picked.filter(({ target }) => target?.startsWith('o')).length / picked.length
  expect(picked.length).toBeGreaterThan(800)
  // Three quarters, within three standard deviations of 800 draws.
  expect(Math.abs(share - 0.75)).toBeLessThan(0.046)
})

it('a kind of target says who is served, who waits and who is turned away', () => {
  const noQueue = defineTargetKind({
    ...described,
    id: 'no-queue',
    admit: ({ busy, slots }) => (busy < slots ? SERVE : REFUSE),
  })
  const lane = busyLane({ faults: {}, 'targetGroups.web.health.queued': false })
  const attempts = attemptsOf(lane, ({ targets }) => ({
    targets: targets.map((one) => ({ ...one, kind: noQueue })),
  }))
  expect(attempts.filter(({ cause }) => cause === 'queue-full').length).toBeGreaterThan(20)
  for (const { targetUs, startUs } of attempts) if (startUs >= 0) expect(startUs).toBe(targetUs)
})
