/** Targets, groups and registrations as planned. A registration is a target in a group: it is what a node knows. */

import type { Algorithm } from '../../algorithms/define.ts'
import { algorithmAtWork } from '../../algorithms/index.ts'
import { deriveKey, type Key } from '../../base/draws.ts'
import { usFromMs } from '../../model/time.ts'
import type { TargetGroup as GroupSpec } from '../../scenario/things/targetGroups.ts'
import type { Target as TargetSpec } from '../../scenario/things/targets.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { TargetKind } from '../../targets/define.ts'
import { targetKindById } from '../../targets/index.ts'
import type { Group, Registration, Site, Target } from '../indices.ts'
import { type PlannedEnvironments, planEnvironments } from './environmentPlan.ts'

export interface PlannedTarget {
  readonly id: string
  readonly site: Site
  readonly key: Key
  readonly kind: TargetKind
  /** Of a function; null for a target that is there. */
  readonly environments: PlannedEnvironments | null
  /** After how long it closes an idle connection; Infinity: it leaves that to the other end. */
  readonly keepAliveUs: number
  readonly spec: TargetSpec
  /** The group that names it, and its registration there. */
  readonly group: Group
  readonly registration: Registration
}

export interface PlannedRegistration {
  readonly group: Group
  readonly target: Target
  readonly weight: number
  readonly priority: number
}

export interface PlannedGroup {
  readonly id: string
  /** Its registrations follow one another. */
  readonly first: Registration
  readonly size: number
  /** Its targets, in its order. */
  readonly targets: readonly Target[]
  readonly algorithm: Algorithm
  readonly knobs: GroupSpec['algorithm']
  readonly health: GroupSpec['health']
  readonly intervalUs: number
  readonly timeoutUs: number
  /** 0: none. */
  readonly slowStartUs: number
  readonly deregistrationUs: number
  /** How clients stay with a target; null: they do not. */
  readonly stickiness: PlannedStickiness | null
  /** Of targets that answer with errors; null: none. */
  readonly ejection: PlannedEjection | null
  /** Whom its targets admit; '' for everybody. */
  readonly role: string
  /** How its targets call what stands behind them; null: they do not. */
  readonly calls: PlannedCalls | null
  /** What one node may have under way; null: whatever comes. */
  readonly breaker: Pick<GroupSpec['breaker'], 'requestsMax' | 'pendingMax'> | null
  /** All its targets are new: they were registered together, into an empty group. */
  readonly isAllNew: boolean
}

export interface PlannedCalls {
  readonly ratio: number
  readonly timeoutUs: number
  /** Whether probes call it, too. */
  readonly isProbed: boolean
}

export interface PlannedStickiness {
  /** By the address of the client; else by a cookie. */
  readonly isByAddress: boolean
  /** How long a cookie lasts, and whether each answer renews it. */
  readonly durationUs: number
  readonly isRenewed: boolean
}

export type PlannedEjection = InARow | MaxFails

/** As Envoy. */
export interface InARow {
  readonly kind: 'in-a-row'
  readonly errorsInARow: number
  readonly baseUs: number
  readonly longestUs: number
  readonly sweepUs: number
  /** How many of the group may be ejected at one time. */
  readonly most: number
  readonly endsWithProbe: boolean
}

/** As NGINX. */
export interface MaxFails {
  readonly kind: 'max-fails'
  readonly maxFails: number
  readonly failTimeoutS: number
  readonly counts5xx: boolean
  readonly endsWithProbe: boolean
}

export interface PlannedTargets {
  readonly groups: readonly PlannedGroup[]
  readonly targets: readonly PlannedTarget[]
  readonly registrations: readonly PlannedRegistration[]
}

export function planTargets(
  lane: LaneScenario,
  seed: Key,
  siteOf: (name: string) => Site,
): PlannedTargets {
  const groups: PlannedGroup[] = []
  const targets: PlannedTarget[] = []
  const registrations: PlannedRegistration[] = []
  Object.entries(lane.targetGroups).forEach(([id, spec], index) => {
    const group = index as Group
    const first = registrations.length as Registration
    const own: Target[] = []
    for (const [targetId, target] of Object.entries(spec.targets)) {
      const registration = registrations.length as Registration
      const t = targets.length as Target
      own.push(t)
      registrations.push({ group, target: t, weight: target.weight, priority: target.priority })
      targets.push({
        id: targetId,
        site: siteOf(target.zone),
        key: deriveKey(seed, 'target', targetId),
        kind: targetKindById(target.kind),
        environments: planEnvironments(target),
        keepAliveUs: usFromMs(target.keepAliveMs) || Number.POSITIVE_INFINITY,
        spec: target,
        group,
        registration,
      })
    }
    const algorithm = algorithmAtWork(spec.algorithm.id)
    groups.push({
      id,
      first,
      size: own.length,
      targets: own,
      algorithm,
      knobs: spec.algorithm,
      health: spec.health,
      intervalUs: usFromMs(spec.health.intervalMs),
      timeoutUs: usFromMs(spec.health.timeoutMs),
      slowStartUs: usFromMs(spec.slowStartMs),
      deregistrationUs: usFromMs(spec.deregistrationMs),
      stickiness: planStickiness(spec),
      ejection: planEjection(spec),
      role: spec.admits.role,
      calls: planCalls(spec),
      breaker: spec.breaker.isOn ? spec.breaker : null,
      isAllNew: Object.values(spec.targets).every(({ initial }) => initial),
    })
  })
  return { groups, targets, registrations }
}

const planCalls = ({ calls: { ratio, timeoutMs }, health }: GroupSpec): PlannedCalls | null =>
  ratio === 0 ? null : { ratio, timeoutUs: usFromMs(timeoutMs), isProbed: health.deep }

const planStickiness = ({
  stickiness: { kind, durationMs },
}: GroupSpec): PlannedStickiness | null =>
  kind === 'none'
    ? null
    : {
        isByAddress: kind === 'source-ip',
        durationUs: usFromMs(durationMs),
        isRenewed: kind === 'balancer-cookie',
      }

function planEjection({ ejection, targets }: GroupSpec): PlannedEjection | null {
  const { errorsInARow, baseMs, longestMs, sweepMs, ratioMax, atLeastOne, endsWithProbe } = ejection
  const size = Object.keys(targets).length
  if (ejection.dialect === 'nginx') {
    const { maxFails, failTimeoutMs, counts5xx } = ejection
    return maxFails === 0 || size === 1
      ? null
      : {
          kind: 'max-fails',
          ...{ maxFails, counts5xx, endsWithProbe },
          failTimeoutS: failTimeoutMs / 1000,
        }
  }
  if (errorsInARow === 0) return null
  let most = 0
  // Divided as Envoy divides, so that 3 of 10 are 30 %.
  while (most < size && (most + 1) / size <= ratioMax) most++
  return {
    kind: 'in-a-row',
    errorsInARow,
    baseUs: usFromMs(baseMs),
    longestUs: Math.max(usFromMs(baseMs), usFromMs(longestMs)),
    sweepUs: usFromMs(sweepMs),
    most: Math.max(most, atLeastOne ? 1 : 0),
    endsWithProbe,
  }
}
