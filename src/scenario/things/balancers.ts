/** Balancers: a node in each of their zones, and the listeners that all nodes share. */
import * as v from 'valibot'
import { flag, type KnobValues } from '../../base/knobs.ts'
import { keyed, struct, upTo } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { onlyKind } from '../document/kinds.ts'
import { entriesOf, idOf, labelled } from '../document/knobSchema.ts'
import { show } from '../document/problem.ts'
import { mustExist, type Report } from '../document/report.ts'
import { type Named, namesOf } from '../names.ts'
import { checkListeners, type Listener, listeners } from './listeners.ts'
import { ZONES_MAX } from './regions.ts'

const BALANCERS_MAX = 1

export const BALANCER = {
  crossZone: flag({
    label: 'Cross-zone',
    help: 'Whether a node may send to targets in other zones.',
    default: true,
  }),
  cancelAbandoned: flag({
    label: 'Cancel abandoned requests',
    help: 'Whether a target is told to stop when the client has gone. Usually it works on for nobody.',
    default: false,
  }),
} as const

export interface Balancer extends KnobValues<typeof BALANCER> {
  readonly kind: 'application'
  readonly region: string
  readonly zones: readonly string[]
  readonly listeners: Keyed<Listener>
}

const zoneList = (() => {
  const allowed = `a list of 1 to ${ZONES_MAX} zones`
  const message = `it must be ${allowed}. Write it so.`
  const schema = v.pipe(
    v.array(idOf('Zone', 'A zone with a node of its own.'), message),
    v.minLength(1, message),
    v.maxLength(ZONES_MAX, message),
  )
  return labelled(schema, { label: 'Zones', allowed }, 'It has a node in each of them.')
})()

const balancer = struct('Balancer', {
  kind: onlyKind('application', 'Kind'),
  region: idOf('Region', 'Where it is.', 'regions'),
  zones: zoneList,
  ...entriesOf(BALANCER),
  listeners,
})

/** @internal */
export const balancers = v.optional(
  keyed('Balancers', 'Balancer', upTo(BALANCERS_MAX), balancer),
  {},
)

/** A balancer stands in zones of its region, once in each, and forwards to groups that exist. */
export function checkBalancers(
  lane: Named & { readonly balancers: Keyed<Balancer> },
  report: Report,
): void {
  for (const [id, { region, zones, listeners: all }] of Object.entries(lane.balancers)) {
    const keys = ['balancers', id]
    mustExist(region, namesOf(lane, 'regions'), [...keys, 'region'], report)
    const among = Object.keys(lane.regions[region]?.zones ?? {})
    zones.forEach((zone, i) => {
      mustExist(zone, { what: 'a zone of its region', among }, [...keys, 'zones', i], report)
      if (zones.indexOf(zone) < i) {
        report(
          [...keys, 'zones', i],
          `is ${show(zone)} a second time; each zone has one node. Remove it.`,
        )
      }
    })
    checkListeners(all, lane, [...keys, 'listeners'], report)
  }
}
