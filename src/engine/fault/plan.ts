/** Faults of the scenario as moments and effects on numbered things. */
import { assert } from '../../base/assert.ts'
import type { Effect } from '../../faults/define.ts'
import { effectsOf } from '../../faults/index.ts'
import { usFromMs } from '../../model/time.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { BEHIND, IDENTITY } from '../dependency/plan.ts'

/**
 * An effect with numbers in place of names; `a` and `b` are a target, a host, sites, a rule and a group, or a deploy. A surge
 * has none: it is a stream.
 */
export interface PlannedEffect {
  readonly kind: Exclude<Effect['kind'], 'surge'>
  readonly a: number
  readonly b: number
  readonly value: number
}

export interface PlannedFault {
  readonly id: string
  readonly kind: string
  readonly startUs: number
  readonly endUs: number
  readonly effects: readonly PlannedEffect[]
}

interface Things {
  readonly sites: readonly string[]
  readonly hosts: readonly { readonly id: string }[]
  readonly targets: readonly { readonly id: string }[]
  readonly groups: readonly { readonly id: string }[]
  readonly rules: readonly { readonly id: string }[]
  readonly deploys: readonly { readonly fault: string }[]
}

const STATION_OF = { behind: BEHIND, identity: IDENTITY } as const

/** A fault begins or ends. */
export interface Moment {
  readonly atUs: number
  readonly fault: number
  readonly isStart: boolean
}

/** All starts and ends in order of time; at one moment ends come first, then the order of the faults. */
export function momentsOf(faults: readonly PlannedFault[]): Moment[] {
  return faults
    .flatMap((fault, index) => [
      { atUs: fault.startUs, fault: index, isStart: true },
      { atUs: fault.endUs, fault: index, isStart: false },
    ])
    .sort((a, b) => a.atUs - b.atUs || Number(a.isStart) - Number(b.isStart) || a.fault - b.fault)
}

/**
 * The faults in the order in which they begin. So the number of one that has begun does not depend on those that
 * come later, and a run that goes on from a snapshot may add and remove these.
 */
export function planFaults(lane: LaneScenario, things: Things): PlannedFault[] {
  return Object.entries(lane.faults)
    .map(([id, fault]) => ({
      id,
      kind: fault.kind,
      startUs: usFromMs(fault.atMs),
      endUs: usFromMs(fault.atMs) + usFromMs(fault.forMs),
      effects: effectsOf(fault).flatMap((effect) => planEffect(effect, id, things)),
    }))
    .sort((a, b) => a.startUs - b.startUs)
}

/** Whether a rule does something else for a while. */
export const changesRules = (faults: readonly PlannedFault[]): boolean =>
  faults.some(({ effects }) => effects.some(({ kind }) => kind === 'shift' || kind === 'answer'))

function planEffect(effect: Effect, fault: string, things: Things): PlannedEffect[] {
  const target = (id: string): number => found(things.targets.findIndex((one) => one.id === id))
  const site = (id: string): number => found(things.sites.indexOf(id))
  const host = (id: string): number => found(things.hosts.findIndex((one) => one.id === id))
  // Every balancer that has a rule of that name.
  const rules = (id: string): number[] =>
    things.rules.flatMap((one, index) => (one.id === id ? [index] : []))
  const group = (id: string): number => found(things.groups.findIndex((one) => one.id === id))
  const deploy = (id: string): number => found(things.deploys.findIndex((one) => one.fault === id))
  switch (effect.kind) {
    case 'down':
      return [{ kind: 'down', a: target(effect.target), b: -1, value: 1 }]
    case 'speed':
      return [{ kind: 'speed', a: target(effect.target), b: -1, value: effect.factor }]
    case 'errors':
      return [{ kind: 'errors', a: target(effect.target), b: -1, value: effect.ratio }]
    case 'zone-out':
      return [{ kind: 'zone-out', a: site(effect.zone), b: -1, value: 1 }]
    case 'host-out':
      return [{ kind: 'host-out', a: host(effect.host), b: -1, value: 1 }]
    case 'unnamed':
      return [{ kind: 'unnamed', a: site(effect.zone), b: -1, value: 1 }]
    case 'loss':
      return [{ kind: 'loss', a: site(effect.between), b: site(effect.and), value: effect.ratio }]
    case 'shift':
      return rules(effect.rule).map((a) => ({
        kind: 'shift',
        a,
        b: group(effect.group),
        value: effect.ratio,
      }))
    case 'answer':
      return rules(effect.rule).map((a) => ({ kind: 'answer', a, b: -1, value: effect.status }))
    case 'unregistered':
      return [{ kind: 'unregistered', a: target(effect.target), b: -1, value: 1 }]
    case 'deploy':
      return [{ kind: 'deploy', a: deploy(fault), b: group(effect.group), value: 1 }]
    case 'dependency':
      return [{ kind: 'dependency', a: STATION_OF[effect.called], b: -1, value: effect.factor }]
    case 'surge':
      return []
  }
}

function found(index: number): number {
  assert(index >= 0, 'a validated fault names things that exist')
  return index
}
