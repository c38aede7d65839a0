/**
 * Lanes: the base is lane A, and every other lane is a patch over it.
 * Everything here takes a validated scenario, and gives one.
 */
import * as v from 'valibot'
import { algorithms } from '../algorithms/index.ts'
import { assert } from '../base/assert.ts'
import { isTraffic } from '../faults/define.ts'
import { effectsOf } from '../faults/index.ts'
import { asJson, type Json } from './document/json.ts'
import { isSame, mergePatch, patchBetween } from './document/mergePatch.ts'
import { laneSchema } from './document/schema.ts'
import { laneShape } from './document/shape.ts'
import { isBlind } from './things/balancers.ts'
import { LANE_LETTERS, type Lane, type Patch } from './things/lanes.ts'
import type { LaneScenario, Scenario } from './types.ts'

export interface LaneRef {
  /** A, B ... as on screen. */
  readonly letter: string
  /** Key in `lanes`; null is the base. */
  readonly id: string | null
}

/** All lanes in order; the base is the first. */
export function laneIds(scenario: Scenario): readonly LaneRef[] {
  return [null, ...Object.keys(scenario.lanes)].map((id, i) => ({
    letter: LANE_LETTERS.charAt(i),
    id,
  }))
}

/** The base as a lane of its own: the document without what is about lanes, or about many runs. */
export function baseOf(scenario: Scenario): LaneScenario {
  const { lanes: _, baseTitle: __, replications: ___, ...base } = scenario
  return base
}

/** Many ask for the lanes of one document, which is never changed but replaced. */
const resolvedOf = new WeakMap<Scenario, Map<string | null, LaneScenario>>()

/** The effective scenario of one lane; null is the base. The same scenario gives the same one each time. */
export function resolveLane(scenario: Scenario, lane: string | null): LaneScenario {
  const known = resolvedOf.get(scenario) ?? new Map<string | null, LaneScenario>()
  const resolved = known.get(lane) ?? resolvedAnew(scenario, lane)
  known.set(lane, resolved)
  resolvedOf.set(scenario, known)
  return resolved
}

function resolvedAnew(scenario: Scenario, lane: string | null): LaneScenario {
  const base = baseOf(scenario)
  if (lane === null) return base
  assert(Object.hasOwn(scenario.lanes, lane), 'a lane that is resolved exists')
  const { patch } = scenario.lanes[lane] as Lane
  const merged = mergePatch(laneShape, asJson(base), patch)
  return v.parse(laneSchema, merged.value) as LaneScenario
}

/** The smallest patch over `base` that gives `lane`. */
export const diffPatch = (base: LaneScenario, lane: LaneScenario): Patch =>
  (patchBetween(laneShape, asJson(base), asJson(lane)) ?? {}) as Patch

/** The title that somebody gave the lane; '' for none. */
export const ownTitle = (scenario: Scenario, lane: string | null): string =>
  lane === null ? scenario.baseTitle : (scenario.lanes[lane]?.title ?? '')

/** What a lane is called: its own title, or else its algorithm, if it has a balancer that uses one. */
export function laneTitle(scenario: Scenario, lane: string | null): string {
  const title = ownTitle(scenario, lane)
  if (title !== '') return title
  const resolved = resolveLane(scenario, lane)
  const answers = Object.values(resolved.dns.records).flatMap((record) =>
    Object.values(record.answers),
  )
  if (!answers.some((answer) => 'balancer' in answer)) return 'No balancer'
  if (isBlind(resolved)) return 'Layer 4'
  const group = Object.values(resolved.targetGroups)[0]
  return algorithms.find((member) => member.id === group?.algorithm.id)?.label ?? ''
}

/**
 * The same experiment with another lane as its base: every lane's effective scenario, and so its
 * digest, stays what it was. The old base takes the place of the lane that takes its own.
 */
export function makeBase(scenario: Scenario, lane: string): Scenario {
  const base = resolveLane(scenario, lane)
  const rebased = (id: string | null): Patch => diffPatch(base, resolveLane(scenario, id))
  const oldBase: Lane = { title: laneTitle(scenario, null), patch: rebased(null) }
  const lanes = Object.entries(scenario.lanes).map(([id, old]): [string, Lane] =>
    id === lane
      ? [freshId(Object.keys(scenario.lanes), 'base'), oldBase]
      : [id, { title: old.title, patch: rebased(id) }],
  )
  return {
    ...base,
    replications: scenario.replications,
    baseTitle: ownTitle(scenario, lane),
    lanes: Object.fromEntries(lanes),
  }
}

/** `stem` if it is free, else `stem-2`, `stem-3` ... */
export function freshId(taken: readonly string[], stem: string): string {
  if (!taken.includes(stem)) return stem
  for (let n = 2; ; n++) if (!taken.includes(`${stem}-${n}`)) return `${stem}-${n}`
}

/** Whether a lane meets other traffic than the base: other clients, whatever connections they use and wherever these lead, or another surge. */
export function isTrafficPatched(scenario: Scenario, lane: string | null): boolean {
  if (lane === null) return false
  const patched = resolveLane(scenario, lane)
  return (
    !isSame(trafficOf(scenario), trafficOf(patched)) ||
    !isSame(surgesOf(scenario), surgesOf(patched))
  )
}

const trafficOf = ({ clients }: LaneScenario): Json =>
  asJson(
    Object.entries(clients).map(([id, { connections: _, dnsCache: __, ...traffic }]) => [
      id,
      traffic,
    ]),
  )

const surgesOf = (scenario: LaneScenario): Json =>
  asJson(Object.entries(scenario.faults).filter(([, fault]) => effectsOf(fault).some(isTraffic)))
