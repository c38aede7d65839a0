/**
 * What stands in the scenario panel: one row for each setting that is worth a control, made from the knobs of
 * the scenario. A row names the places in the document that it sets; nothing here knows how it is drawn.
 */

import { choice, count, type Knobs } from '../../base/knobs.ts'
import { own } from '../../scenario/document/json.ts'
import { type Counted, placeOf } from '../../scenario/edits/counted.ts'
import type { FamilyName } from '../../scenario/families.ts'
import { namesFor } from '../../scenario/names.ts'
import { EJECTION } from '../../scenario/things/ejection.ts'
import { HOST, HOSTS_MAX } from '../../scenario/things/hosts.ts'
import { REPLICATIONS } from '../../scenario/things/replications.ts'
import { RUN } from '../../scenario/things/run.ts'
import { BREAKER, GROUP, HEALTH } from '../../scenario/things/targetGroups.ts'
import { QUEUE, TARGET, TARGETS_MAX, type Target } from '../../scenario/things/targets.ts'
import type { Scenario } from '../../scenario/types.ts'
import { onDemandOf, targetKinds } from '../../targets/index.ts'
import { balancerSection } from './balancerRows.ts'
import { dependencySection, loginSections } from './calledRows.ts'
import { dnsRows } from './dnsRows.ts'
import { fieldOfRow } from './rowKeys.ts'
import {
  type CountRow,
  familyRows,
  isPlain,
  type KnobRow,
  knobRows,
  type LaneDocument,
  type LaneSetting,
  type Lanes,
  laneDocuments,
  type PanelRow,
  type PanelSection,
  type Place,
  rowAt,
  valueAt,
} from './rowParts.ts'
import { populationRows } from './trafficRows.ts'

/** What is about the run as a whole. */
export const RUN_SECTION = 'run'

export function panelSections(scenario: Scenario): readonly PanelSection[] {
  const lanes = laneDocuments(scenario)
  return [
    ...Object.keys(scenario.clients).map((id) => trafficSection(lanes, id)),
    ...Object.keys(scenario.dns.records).map((id) => ({
      ...{ id: `dns-${id}`, title: 'DNS' },
      ...dnsRows(lanes, id),
    })),
    balancerSection(lanes),
    ...Object.keys(scenario.targetGroups).flatMap((id) => [
      targetSection(lanes, id),
      ...scalingSections(lanes, id),
      healthSection(lanes, id),
    ]),
    ...hostSections(lanes),
    dependencySection(lanes),
    ...loginSections(scenario, lanes),
    runSection(scenario, lanes),
  ]
}

/** The settings that have a control of their own, by the path of the first place that each sets. */
export function controlledFields(scenario: Scenario): ReadonlySet<string> {
  const rows = panelSections(scenario).flatMap((section) => [...section.rows, ...section.more])
  return new Set(rows.map(fieldOfRow))
}

function trafficSection(lanes: Lanes, id: string): PanelSection {
  const isOnly = Object.keys(lanes[0].document.clients).length === 1
  const title = isOnly ? 'Traffic' : `Traffic of ${id}`
  return { id: `traffic-${id}`, title, ...populationRows(lanes, id) }
}

function targetSection(lanes: Lanes, group: string): PanelSection {
  const [{ document }] = lanes
  const ids = Object.keys(own(document.targetGroups, group)?.targets ?? {})
  const [slots, speed, limit, ...more] = targetRows(lanes, group, ids)
  return {
    id: `targets-${group}`,
    title: Object.keys(document.targetGroups).length === 1 ? 'Targets' : `Targets of ${group}`,
    rows: [
      countRow(lanes, { kind: 'targets', group }),
      ...kindRows(lanes, group, ids),
      ...[slots, speed, limit].filter((row) => row !== undefined),
    ],
    more,
  }
}

const TARGET_KIND = choice({
  label: 'Kind',
  help: targetKinds.map(({ label, summary }) => `${label}: ${summary}`).join(' '),
  options: targetKinds.map(({ id, label }) => ({ id, label })),
  default: targetKinds[0].id,
})

/** Of which kind they are, and what only a kind has: as the first of them in the base. */
export function kindRows(
  lanes: readonly LaneDocument[],
  group: string,
  ids: readonly string[],
): readonly PanelRow[] {
  const placeOf = (id: string): Place => ['targetGroups', group, 'targets', id]
  const kind = rowAt(
    lanes,
    TARGET_KIND,
    ids.map((id) => [...placeOf(id), 'kind']),
  )
  const [first] = ids
  const knobs: Knobs = targetKinds.find(({ id }) => id === kind.lanes[0].value)?.knobs ?? {}
  const own = Object.entries(knobs).flatMap(([name, knob]): readonly PanelRow[] => {
    if (isPlain(knob))
      return [
        rowAt(
          lanes,
          knob,
          ids.map((id) => [...placeOf(id), name]),
        ),
      ]
    if (knob.type === 'reference') {
      const names = new Set(lanes.flatMap(({ document }) => namesFor(document, knob.to)))
      const options = [...names].map((name) => ({ id: name, label: name }))
      const [some] = options
      if (some === undefined) return []
      const which = choice({ ...knob, options, default: some.id })
      return [
        rowAt(
          lanes,
          which,
          ids.map((id) => [...placeOf(id), name]),
        ),
      ]
    }
    if (knob.type !== 'member' || first === undefined || ids.length > 1) return []
    const family = knob.family as FamilyName
    return familyRows(lanes, { label: knob.label, family, place: [...placeOf(first), name] })
  })
  return [kind, ...own]
}

const TARGET_COUNT = count({
  label: 'Number',
  help: 'How many targets there are. New ones are like the last; surplus ones go from the end.',
  unit: 'targets',
  min: 1,
  max: TARGETS_MAX,
  default: 6,
})

const HOST_COUNT = count({
  label: 'Number',
  help: 'How many hosts there are. New ones are like the last; surplus ones go from the end, and their containers to the others.',
  unit: 'hosts',
  min: 1,
  max: HOSTS_MAX,
  default: 3,
})

/** How many things of a collection there are: targets of a group, or hosts. */
function countRow(lanes: Lanes, counted: Counted): CountRow {
  const place = placeOf(counted)
  const knob = counted.kind === 'hosts' ? HOST_COUNT : TARGET_COUNT
  const numberIn = ({ document }: LaneDocument): number | null => {
    const things = valueAt(document, place)
    return things === undefined ? null : Object.keys(things as object).length
  }
  const settings = lanes.map((lane): LaneSetting => {
    const value = numberIn(lane)
    const isOwn = value !== numberIn(lanes[0])
    return { lane: lane.lane, position: lane.position, value, places: [place], others: [], isOwn }
  })
  const [first, ...rest] = settings as [LaneSetting, ...LaneSetting[]]
  const row: KnobRow = {
    kind: 'knob',
    label: knob.label,
    knob,
    places: [place],
    lanes: [first, ...rest],
  }
  return { kind: 'count', counted, row }
}

/** They come with the first container; what only one of them has is set in its inspector. */
function hostSections(lanes: Lanes): readonly PanelSection[] {
  const ids = [...new Set(lanes.flatMap(({ document }) => Object.keys(document.hosts)))]
  if (ids.length === 0) return []
  const cores = rowAt(
    lanes,
    HOST.cores,
    ids.map((id) => ['hosts', id, 'cores']),
  )
  return [
    { id: 'hosts', title: 'Hosts', rows: [countRow(lanes, { kind: 'hosts' }), cores], more: [] },
  ]
}

/** Settings of targets, which are set in all of `ids` together: slots, speed and queue limit first. */
export function targetRows(
  lanes: readonly LaneDocument[],
  group: string,
  ids: readonly string[],
): readonly KnobRow[] {
  const all = (knobs: Knobs, ...below: string[]): KnobRow[] =>
    Object.entries(knobs).flatMap(([name, knob]) => {
      const places = ids.map((id) => ['targetGroups', group, 'targets', id, ...below, name])
      return isPlain(knob) ? [rowAt(lanes, knob, places)] : []
    })
  const { slots, speed, ...rest } = TARGET
  const { limit, targetMs, intervalMs, ...queue } = QUEUE
  const anyOf = (holds: (target: Target) => boolean): boolean =>
    lanes.some(({ document }) =>
      Object.entries(own(document.targetGroups, group)?.targets ?? {}).some(
        ([id, target]) => ids.includes(id) && holds(target),
      ),
    )
  // Nobody queues where each has an environment of its own; few queues look at how long one waits.
  const hasQueue = anyOf((target) => onDemandOf(target) === null)
  const hasDelay = anyOf(({ queue: { order, drops } }) => order === 'adaptive' || drops === 'late')
  const inQueue = { limit, ...queue, ...(hasDelay ? { targetMs, intervalMs } : {}) }
  return [...all({ slots, speed }), ...(hasQueue ? all(inQueue, 'queue') : []), ...all(rest)]
}

/** DNS answers with targets that are always there: without a balancer none is scaled. */
function scalingSections(lanes: Lanes, group: string): readonly PanelSection[] {
  const [{ document }] = lanes
  if (Object.keys(document.balancers).length === 0) return []
  const rows = familyRows(lanes, {
    label: 'Scaling policy',
    family: 'scalingPolicies',
    place: ['targetGroups', group, 'scaling'],
  })
  const isOnly = Object.keys(document.targetGroups).length === 1
  return [
    {
      id: `scaling-${group}`,
      title: isOnly ? 'Auto-scaling' : `Auto-scaling of ${group}`,
      rows: rows.slice(0, SCALING_ROWS),
      more: rows.slice(SCALING_ROWS),
    },
  ]
}

/** Those that say what is decided by; how long things take is folded away. */
const SCALING_ROWS = 3

function healthSection(lanes: Lanes, group: string): PanelSection {
  const { isActive, intervalMs, timeoutMs, unhealthyAfter, deep, healthyAfter, queued, ...rest } =
    HEALTH
  const at = ['targetGroups', group, 'health']
  // Where nobody checks, how often and how long says nothing.
  const areOn = lanes.some(({ document }) => own(document.targetGroups, group)?.health.isActive)
  const calls = lanes.some(({ document }) => own(document.targetGroups, group)?.calls.ratio)
  return {
    id: `health-${group}`,
    title:
      Object.keys(lanes[0].document.targetGroups).length === 1
        ? 'Health checks'
        : `Health checks of ${group}`,
    rows: knobRows(
      lanes,
      areOn ? { intervalMs, timeoutMs, unhealthyAfter, ...(calls ? { deep } : {}) } : { isActive },
      at,
    ),
    more: [
      ...knobRows(
        lanes,
        areOn ? { ...(calls ? {} : { deep }), isActive, healthyAfter, queued, ...rest } : rest,
        at,
      ),
      ...knobRows(lanes, GROUP, ['targetGroups', group]),
      ...ejectionRows(lanes, group),
      ...knobRows(lanes, BREAKER, ['targetGroups', group, 'breaker']),
    ],
  }
}

/** Those of the dialects that any lane has. */
function ejectionRows(lanes: Lanes, group: string): readonly KnobRow[] {
  const { dialect, maxFails, failTimeoutMs, counts5xx, endsWithProbe, ...asEnvoy } = EJECTION
  const used = lanes.map(
    ({ document }) => own(document.targetGroups, group)?.ejection.dialect ?? 'envoy',
  )
  const knobs = {
    dialect,
    ...(used.includes('envoy') ? asEnvoy : {}),
    ...(used.includes('nginx') ? { maxFails, failTimeoutMs, counts5xx } : {}),
    endsWithProbe,
  }
  return knobRows(lanes, knobs, ['targetGroups', group, 'ejection'])
}

/** How many runs there are is asked once: it is about all lanes, and no lane has its own. */
function runSection(scenario: Scenario, lanes: Lanes): PanelSection {
  const whole = [{ lane: null, position: 0, document: scenario, patch: {} }]
  return {
    id: RUN_SECTION,
    title: 'Run',
    rows: [],
    more: [...knobRows(lanes, RUN, []), ...knobRows(whole, REPLICATIONS, ['replications'])],
  }
}
