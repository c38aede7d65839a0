/** Faults: what goes wrong in the run, each with the things that it is about. */
import * as v from 'valibot'
import type { Knobs } from '../../base/knobs.ts'
import { effectsOf, type FaultSpec, faultByKind } from '../../faults/index.ts'
import { keyed, upTo } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { oneOf } from '../document/knobSchema.ts'
import { show } from '../document/problem.ts'
import { mustExist, type Report } from '../document/report.ts'
import { actionsOf, groupsOfAction } from '../forwarding.ts'
import { isSort, type Named, namesOf, placesOfClients } from '../names.ts'
import { type Balancer, isBlind } from './balancers.ts'

const FAULTS_MAX = 256

/** @internal */
export const faults = v.optional(
  keyed('Faults', 'Fault', upTo(FAULTS_MAX), oneOf('faults', 'Fault')),
  {},
)

type Around = Named & { readonly balancers: Keyed<Balancer> }

/** A fault names things that exist; two ends of one way are two places, and each is one thing only. */
export function checkFaults(
  lane: Around & { readonly faults: Keyed<FaultSpec> },
  report: Report,
): void {
  for (const [id, spec] of Object.entries(lane.faults)) {
    const knobs: Knobs = faultByKind(spec.kind).knobs
    const values: Readonly<Record<string, unknown>> = { ...spec }
    const places: string[] = []
    for (const [name, knob] of Object.entries(knobs)) {
      if (knob.type !== 'reference' || !isSort(knob.to)) continue
      const value = String(values[name])
      const keys = ['faults', id, name]
      mustExist(value, namesOf(lane, knob.to), keys, report)
      if (knob.to !== 'places') continue
      checkPlace(value, lane, keys, report)
      if (places.includes(value)) {
        report(keys, `is ${show(value)} like the other end; they must differ. Change one.`)
      }
      places.push(value)
    }
    checkShifts(spec, lane, ['faults', id], report)
    checkSight(spec, lane, ['faults', id], report)
  }
}

/** A network balancer takes no decisions about requests, so none of them can change. */
function checkSight(
  spec: FaultSpec,
  { balancers }: Around,
  keys: readonly string[],
  report: Report,
) {
  if (
    !isBlind({ balancers }) ||
    effectsOf(spec).every(({ kind }) => kind !== 'shift' && kind !== 'answer')
  )
    return
  report(
    [...keys, 'rule'],
    'is about requests; at layer 4 a node sees connections and no requests. Remove the fault, or make the balancer an application.',
  )
}

/** What a rule does not forward cannot go to another group. */
function checkShifts(spec: FaultSpec, lane: Named, keys: readonly string[], report: Report): void {
  for (const effect of effectsOf(spec)) {
    if (effect.kind !== 'shift') continue
    const actions = Object.values(actionsOf(lane, effect.rule))
    if (actions.every((action) => groupsOfAction(action).length > 0)) continue
    report(
      [...keys, 'rule'],
      `is ${show(effect.rule)}, which does not forward. Choose one that does.`,
    )
  }
}

function checkPlace(name: string, lane: Named, keys: readonly string[], report: Report): void {
  const isZone = namesOf(lane, 'zones').among.includes(name)
  if (!(isZone && placesOfClients(lane).includes(name))) return
  report(
    keys,
    `is ${show(name)}, a zone and also a place of clients; it must be one of them. Rename the place.`,
  )
}
