/**
 * What stands in the scenario panel: one row for each setting that is worth a control, made from the knobs of
 * the scenario. A row names the places in the document that it sets; nothing here knows how it is drawn.
 */

import type { Knobs } from '../../base/knobs.ts'
import { own } from '../../scenario/document/json.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import { BALANCER } from '../../scenario/things/balancers.ts'
import { RECORD, RESOLVER } from '../../scenario/things/dns.ts'
import { RUN } from '../../scenario/things/run.ts'
import { HEALTH } from '../../scenario/things/targetGroups.ts'
import { QUEUE, TARGET } from '../../scenario/things/targets.ts'
import type { Scenario } from '../../scenario/types.ts'
import { familyRows, isPlain, type KnobRow, knobRows, type PanelRow, rowAt } from './rowParts.ts'
import { populationRows } from './trafficRows.ts'

export interface PanelSection {
  readonly id: string
  readonly title: string
  readonly rows: readonly PanelRow[]
  /** Rows that are folded away at first. */
  readonly more: readonly PanelRow[]
}

/** What is about the run as a whole. */
export const RUN_SECTION = 'run'

export function panelSections(scenario: Scenario): readonly PanelSection[] {
  return [
    ...Object.keys(scenario.clients).map((id) => trafficSection(scenario, id)),
    ...Object.keys(scenario.dns.records).map((id) => dnsSection(scenario, id)),
    balancerSection(scenario),
    ...Object.keys(scenario.targetGroups).flatMap((id) => [
      targetSection(scenario, id),
      healthSection(scenario, id),
    ]),
    runSection(scenario),
  ]
}

/** The settings that have a control of their own, by the path of the first place that each sets. */
export function controlledFields(scenario: Scenario): ReadonlySet<string> {
  const rows = panelSections(scenario).flatMap((section) => [...section.rows, ...section.more])
  return new Set(rows.map(fieldOfRow))
}

/** Where a row is found: its first place, or what its choice is about. */
export function fieldOfRow(row: PanelRow): string {
  if (row.kind === 'targets') return `targetGroups.${row.group}.targets`
  return (row.kind === 'member' ? row.place : (row.places[0] ?? [])).join('.')
}

function trafficSection(scenario: Scenario, id: string): PanelSection {
  const isOnly = Object.keys(scenario.clients).length === 1
  const title = isOnly ? 'Traffic' : `Traffic of ${id}`
  return { id: `traffic-${id}`, title, ...populationRows(scenario, id) }
}

function dnsSection(scenario: Scenario, id: string): PanelSection {
  const rows = knobRows(scenario, RECORD, ['dns', 'records', id])
  const places = Object.keys(scenario.dns.resolvers).map((resolver) => [
    ...['dns', 'resolvers', resolver, 'startsCold'],
  ])
  const more = [rowAt(scenario, RESOLVER.startsCold, { places })]
  return { id: `dns-${id}`, title: 'DNS', rows, more }
}

function balancerSection(scenario: Scenario): PanelSection {
  const algorithmRows = Object.keys(scenario.targetGroups).flatMap((group) =>
    laneIds(scenario).flatMap(({ id: lane }, position) =>
      algorithmRowsOf(scenario, group, { lane, position }),
    ),
  )
  const balancers = Object.keys(scenario.balancers)
  const settingRows = balancers.flatMap((id) => knobRows(scenario, BALANCER, ['balancers', id]))
  const [crossZone, ...more] = settingRows
  return {
    id: 'balancer',
    title: balancers.length === 0 ? 'Without a balancer' : 'Balancer',
    rows: balancers.length === 0 ? [] : [...algorithmRows, ...(crossZone ? [crossZone] : [])],
    more,
  }
}

function algorithmRowsOf(
  scenario: Scenario,
  group: string,
  of: { readonly lane: string | null; readonly position: number },
): readonly PanelRow[] {
  const document = resolveLane(scenario, of.lane)
  // A lane can be without a group that the base has.
  if (!Object.hasOwn(document.targetGroups, group)) return []
  const place = ['targetGroups', group, 'algorithm']
  return familyRows(document, { label: 'Algorithm', family: 'algorithms', place, of })
}

function targetSection(scenario: Scenario, group: string): PanelSection {
  const ids = Object.keys(own(scenario.targetGroups, group)?.targets ?? {})
  const [slots, speed, limit, ...more] = targetRows(scenario, group, ids)
  return {
    id: `targets-${group}`,
    title: Object.keys(scenario.targetGroups).length === 1 ? 'Targets' : `Targets of ${group}`,
    rows: [
      { kind: 'targets', group, value: ids.length },
      ...[slots, speed, limit].filter((row) => row !== undefined),
    ],
    more,
  }
}

/** Settings of targets, which are set in all of `ids` together: slots, speed and queue limit first. */
export function targetRows(
  scenario: Scenario,
  group: string,
  ids: readonly string[],
): readonly KnobRow[] {
  const all = (knobs: Knobs, ...below: string[]): KnobRow[] =>
    Object.entries(knobs).flatMap(([name, knob]) => {
      const places = ids.map((id) => ['targetGroups', group, 'targets', id, ...below, name])
      return isPlain(knob) ? [rowAt(scenario, knob, { places })] : []
    })
  const { slots, speed, ...rest } = TARGET
  const { limit, ...queue } = QUEUE
  return [
    ...all({ slots, speed }),
    ...all({ limit }, 'queue'),
    ...all(queue, 'queue'),
    ...all(rest),
  ]
}

function healthSection(scenario: Scenario, group: string): PanelSection {
  const { intervalMs, timeoutMs, unhealthyAfter, ...rest } = HEALTH
  const at = ['targetGroups', group, 'health']
  return {
    id: `health-${group}`,
    title: 'Health checks',
    rows: knobRows(scenario, { intervalMs, timeoutMs, unhealthyAfter }, at),
    more: knobRows(scenario, rest, at),
  }
}

function runSection(scenario: Scenario): PanelSection {
  return { id: RUN_SECTION, title: 'Run', rows: [], more: knobRows(scenario, RUN, []) }
}
