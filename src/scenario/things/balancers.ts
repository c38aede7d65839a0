/** Balancers: a node in each of their zones, and the listeners that all nodes share. */
import * as v from 'valibot'
import { choice, count, duration, flag, type KnobValues, ratio } from '../../base/knobs.ts'
import { keyed, pick, section, struct, upTo } from '../document/fields.ts'
import { own } from '../document/json.ts'
import type { Keyed } from '../document/keyed.ts'
import { idOf, labelled } from '../document/knobSchema.ts'
import { show } from '../document/problem.ts'
import { mustExist, type Report } from '../document/report.ts'
import { groupsOf, groupsOfAction } from '../forwarding.ts'
import { type Named, namesOf } from '../names.ts'
import { checkListeners, type Listener, listeners } from './listeners.ts'
import { ZONES_MAX } from './regions.ts'
import type { TargetGroup } from './targetGroups.ts'
import { type Work, work } from './work.ts'

const BALANCERS_MAX = 8
const WORKERS_MAX = 32

export const BALANCER = {
  kind: choice({
    label: 'Layer',
    help: 'Layer 7 reads every request and picks a target for each. Layer 4 sees connections only: it pins each to a target by a hash (which one is a model: that of the NLB is not published), so algorithm, weights, slow start and ejection do not apply.',
    options: [
      { id: 'application', label: '7 (HTTP)' },
      { id: 'network', label: '4 (TCP)' },
    ],
    default: 'application',
  }),
  crossZone: flag({
    label: 'Cross-zone',
    help: 'Whether a node may send to targets in other zones. At layer 4 it has a setting of its own.',
    default: true,
  }),
  cancelAbandoned: flag({
    label: 'Cancel abandoned requests',
    help: 'Whether a target is told to stop when the client has gone. Usually it works on for nobody.',
    default: false,
  }),
  idleMs: duration({
    label: 'Idle timeout',
    help: 'How long a node keeps an idle connection to a target, and how long it waits for an answer before it writes a 504 (ALB: 60 s).',
    min: 1000,
    max: 4_000_000,
    default: 60_000,
    isLog: true,
  }),
  resends: flag({
    label: 'Sends again',
    help: 'Whether a node repeats a request that came to its target just after that had closed the idle connection: on a new one, and only if the method may be repeated (GET, HEAD, PUT, DELETE). NGINX does, an ALB answers 502.',
    default: false,
  }),
  propagationMs: duration({
    label: 'Control-plane delay',
    help: 'How long it takes until the last node has heard that a target was deregistered or registered; 0: all know at once.',
    min: 0,
    max: 600_000,
    default: 0,
  }),
  propagationSpread: ratio({
    label: 'Delay varies by',
    help: 'How much sooner than the last one a node may hear: each has a delay of its own, drawn from this part below the whole.',
    default: 0,
  }),
  workers: count({
    label: 'Workers',
    help: 'How many processes or threads a node has. Each connection of a client is accepted by one of them, by a hash (model: the kernel spreads them about evenly), which then decides for all its requests.',
    unit: 'workers',
    min: 1,
    max: WORKERS_MAX,
    default: 1,
  }),
  workersShare: choice({
    label: 'Workers share',
    help: "What workers of a node know together. Nothing: each has its own counts, rotation, samples and connections (NGINX without zone). Counts: requests in flight and ejections are common, the rotation is each one's own (Envoy). All: they decide as one (NGINX with zone, HAProxy). Health checks are the node's in any case.",
    options: [
      { id: 'nothing', label: 'Nothing' },
      { id: 'counts', label: 'Counts' },
      { id: 'all', label: 'All' },
    ],
    default: 'nothing',
  }),
} as const

/** What only a network balancer looks at; defaults are those of the AWS Network Load Balancer. */
export const LAYER_4 = {
  crossZone: flag({
    label: 'Cross-zone at layer 4',
    help: 'Whether a node may pin connections to targets in other zones. Off unless it is set: an NLB differs in this from an ALB.',
    default: false,
  }),
  resetsUnhealthy: flag({
    label: 'Reset when unhealthy',
    help: 'Whether a node resets the connections of a target that it finds unhealthy. Otherwise they go on until they end. While it fails open it resets none.',
    default: true,
  }),
  idleMs: duration({
    label: 'Forgets after',
    help: 'A connection without a packet for so long is forgotten by its node, and told so by a reset when its client sends again.',
    min: 60_000,
    max: 6_000_000,
    default: 350_000,
    isLog: true,
  }),
} as const

export interface Balancer extends KnobValues<typeof BALANCER> {
  readonly region: string
  readonly zones: readonly string[]
  readonly layer4: KnobValues<typeof LAYER_4>
  readonly work: Work
  readonly listeners: Keyed<Listener>
}

/** Whether its nodes may send to targets in other zones: each layer has a setting and a default of its own. */
export const isCrossZone = ({ kind, crossZone, layer4 }: Balancer): boolean =>
  kind === 'network' ? layer4.crossZone : crossZone

/** How many of each node's workers decide for themselves; one where all decide together. */
export const decidersOf = ({ kind, workers, workersShare }: Balancer): number =>
  kind === 'network' || workersShare === 'all' ? 1 : workers

/** Whether no balancer of a lane sees requests: at layer 4 no algorithm is asked. */
export const isBlind = ({ balancers }: { readonly balancers: Keyed<Balancer> }): boolean =>
  Object.values(balancers).some(({ kind }) => kind === 'network')

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
  ...pick(BALANCER, ['kind']),
  region: idOf('Region', 'Where it is.', 'regions'),
  zones: zoneList,
  ...pick(BALANCER, ['crossZone', 'cancelAbandoned', 'idleMs', 'resends']),
  ...pick(BALANCER, ['propagationMs', 'propagationSpread', 'workers', 'workersShare']),
  layer4: section('Layer 4', LAYER_4),
  work,
  listeners,
})

/** @internal */
export const balancers = v.optional(
  keyed('Balancers', 'Balancer', upTo(BALANCERS_MAX), balancer),
  {},
)

interface Groups {
  readonly targetGroups: Keyed<Pick<TargetGroup, 'stickiness' | 'targets'>>
}

/** A balancer stands in zones of its region, once in each, and forwards to groups that exist. */
export function checkBalancers(
  lane: Named & Groups & { readonly balancers: Keyed<Balancer> },
  report: Report,
): void {
  checkAlike(lane.balancers, report)
  for (const [id, { kind, region, zones, crossZone, listeners: all }] of Object.entries(
    lane.balancers,
  )) {
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
    checkCookies(lane, { kind, crossZone, listeners: all }, [...keys, 'kind'], report)
    if (kind === 'network') checkRuleless(all, [...keys, 'listeners'], report)
  }
}

/** What is the same for all nodes of the model. */
function checkAlike(all: Keyed<Balancer>, report: Report): void {
  const [first, ...others] = Object.entries(all)
  for (const [id, { kind, idleMs }] of others) {
    const [firstId, like] = first as (typeof others)[number]
    if (kind !== like.kind) {
      report(
        ['balancers', id, 'kind'],
        `is ${kind} beside ${firstId}, which is ${like.kind}; all balancers must be of one layer in this format. Make them alike.`,
      )
    }
    if (idleMs !== like.idleMs) {
      report(
        ['balancers', id, 'idleMs'],
        `is ${idleMs} beside ${like.idleMs} of ${firstId}; all nodes must wait equally long in this format. Make them alike.`,
      )
    }
  }
}

/** Cookies need a balancer that reads them, and one that reaches all targets (ALB: not with cross-zone off). */
function checkCookies(
  { targetGroups }: Groups,
  { kind, crossZone, listeners: all }: Pick<Balancer, 'kind' | 'crossZone' | 'listeners'>,
  keys: readonly string[],
  report: Report,
): void {
  for (const group of new Set(Object.values(all).flatMap(groupsOf))) {
    if (own(targetGroups, group)?.stickiness.kind.endsWith('-cookie') !== true) continue
    if (kind === 'network') {
      report(
        keys,
        `is network, and ${group} has a cookie; at layer 4 a node sees none. Make it sticky by source address, or the balancer an application.`,
      )
    } else if (!crossZone) {
      report(
        [...keys.slice(0, -1), 'crossZone'],
        `is off, and ${group} has a cookie, which would name targets out of reach. Turn it on, or the stickiness off.`,
      )
    }
  }
}

/** A network balancer has no rules, and leads every connection to the one group. */
function checkRuleless(all: Keyed<Listener>, keys: readonly string[], report: Report): void {
  for (const [id, { rules, otherwise }] of Object.entries(all)) {
    const count = Object.keys(rules).length
    if (count > 0) {
      report(
        [...keys, id, 'rules'],
        `are ${count}; at layer 4 a node sees connections and no requests, so nothing could match them. Remove them, or make the balancer an application.`,
      )
    }
    const groups = groupsOfAction(otherwise).length
    if (groups === 1) continue
    report(
      [...keys, id, 'otherwise'],
      `${groups === 0 ? 'answers requests' : `forwards to ${groups} groups`}; at layer 4 a node sees connections and no requests, and forwards all of them to one group. Name one, or make the balancer an application.`,
    )
  }
}
