/**
 * What must hold of targets: slots and queue limits are never exceeded, and the time spent in both is what the
 * engine counted, to the microsecond.
 */
import { isStandstill } from '../../faults/define.ts'
import { effectsOf } from '../../faults/index.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Trace } from '../../trace/schema.ts'
import { type Visits, visitsOf } from '../numbers/visits.ts'
import type { Violations } from './violations.ts'

export function checkOccupancy(trace: Trace, scenario: LaneScenario, violations: Violations): void {
  const { counts, names } = trace.meta
  const visits = visitsOf(trace)
  const rows = byTarget(visits, names.targets.length)
  const settings = targetSettings(scenario)
  names.targets.forEach(({ id, slots, queueLimit }, target) => {
    const here = rows[target] ?? []
    const serving = levels(
      here.map((i) => [visits.startUs[i] as number, visits.leaveUs[i] as number]),
    )
    const waiting = levels(
      here.map((i) => [visits.arriveUs[i] as number, visits.startUs[i] as number]),
    )
    const { isSharing = false, mayHang = false } = settings.get(id) ?? {}
    const room = isSharing ? slots + queueLimit : slots
    violations.hold(
      serving.most <= room || (isSharing && mayHang),
      () =>
        `${id} served ${serving.most} attempts at ${serving.mostUs} us; it has room for ${room}.`,
    )
    violations.hold(
      waiting.most <= queueLimit || mayHang,
      () =>
        `${id} had ${waiting.most} waiting at ${waiting.mostUs} us; its limit is ${queueLimit}.`,
    )
    const same = (what: string, counted: number | undefined, found: number): void =>
      violations.hold(
        counted === found,
        () => `${id}, microseconds ${what}: the engine counted ${counted}, the rows say ${found}.`,
      )
    same('in service', counts.servingUs[target], serving.totalUs)
    same('waiting', counts.waitingUs[target], waiting.totalUs)
    // What comes and goes at one instant is seen by the engine alone.
    violations.hold(
      (counts.servingMax[target] as number) >= serving.most,
      () =>
        `${id} served ${serving.most} at once; the engine counted ${counts.servingMax[target]}.`,
    )
    violations.hold(
      (counts.waitingMax[target] as number) >= waiting.most,
      () => `${id} had ${waiting.most} waiting; the engine counted ${counts.waitingMax[target]}.`,
    )
  })
}

interface TargetSettings {
  /** Serves all at once: slots only say how fast. */
  readonly isSharing: boolean
  /** A hung target accepts beyond its limits, for it cannot even refuse. */
  readonly mayHang: boolean
}

function targetSettings(scenario: LaneScenario): Map<string, TargetSettings> {
  const hanging = new Set<string>()
  for (const effect of Object.values(scenario.faults).flatMap(effectsOf)) {
    if (isStandstill(effect)) hanging.add(effect.target)
  }
  const settings = new Map<string, TargetSettings>()
  for (const group of Object.values(scenario.targetGroups)) {
    for (const [id, target] of Object.entries(group.targets)) {
      settings.set(id, { isSharing: target.queue.order === 'sharing', mayHang: hanging.has(id) })
    }
  }
  return settings
}

/** The rows of the visits, target by target. */
function byTarget(visits: Visits, targets: number): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: targets }, () => [])
  for (let i = 0; i < visits.count; i++) rows[visits.target[i] as number]?.push(i)
  return rows
}

/** How many stretches [from, to) overlap at most, when, and how long they are together. */
function levels(stretches: readonly (readonly [number, number])[]) {
  const starts = Float64Array.from(stretches, ([from]) => from).sort()
  const ends = Float64Array.from(stretches, ([, to]) => to).sort()
  let most = 0
  let mostUs = 0
  let gone = 0
  for (let i = 0; i < starts.length; i++) {
    const us = starts[i] as number
    // Who leaves at this instant makes room for who comes.
    while (gone < ends.length && (ends[gone] as number) <= us) gone++
    if (i + 1 - gone > most) {
      most = i + 1 - gone
      mostUs = us
    }
  }
  let totalUs = 0
  for (const [from, to] of stretches) totalUs += to - from
  return { most, mostUs, totalUs }
}
