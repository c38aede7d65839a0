/** What is about the balancers, in the scenario panel: the layer, the algorithm, who is considered, workers and their work. */
import type { Knobs } from '../../base/knobs.ts'
import { own } from '../../scenario/document/json.ts'
import { BALANCER, type Balancer, LAYER_4 } from '../../scenario/things/balancers.ts'
import { STICKINESS } from '../../scenario/things/targetGroups.ts'
import { takesTime, WORK } from '../../scenario/things/work.ts'
import { crossingRows, narrowingRows } from './narrowingRows.ts'
import {
  familyRows,
  isPlain,
  type KnobRow,
  knobRows,
  type Lanes,
  type PanelRow,
  type PanelSection,
  rowAt,
} from './rowParts.ts'

/** What is about the balancer as a whole. */
export const BALANCER_SECTION = 'balancer'

export function balancerSection(lanes: Lanes): PanelSection {
  const { balancers, targetGroups } = lanes[0].document
  const groups = Object.keys(targetGroups)
  const algorithmRows = groups.flatMap((group) =>
    familyRows(lanes, {
      label: groups.length === 1 ? 'Algorithm' : `Algorithm of ${group}`,
      family: 'algorithms',
      place: ['targetGroups', group, 'algorithm'],
    }),
  )
  const ids = Object.keys(balancers)
  const {
    kind,
    crossZone,
    workers,
    workersShare,
    propagationMs,
    propagationSpread,
    ...ofRequests
  } = BALANCER
  const haveWorkers = anyBalancer(lanes, (one) => one.workers > 1)
  const nodesWork = anyBalancer(lanes, takesTime)
  const works = ids.flatMap((id) => workRows(lanes, id, ids.length > 1))
  const { crossZone: ofFlows, ...onlyFlows } = LAYER_4
  const setting = (knobs: Knobs, ...below: string[]) => settingRows(lanes, knobs, below)
  // What only the other layer looks at has no row.
  const ofLayer = (layer: Balancer['kind'], rows: readonly KnobRow[]): readonly KnobRow[] =>
    anyBalancer(lanes, (one) => one.kind === layer) ? rows : []
  return {
    id: BALANCER_SECTION,
    title: ['Without a balancer', 'Balancer'][ids.length] ?? 'Balancers',
    rows: [
      ...setting({ kind }),
      ...(ids.length === 0 ? [] : algorithmRows),
      ...ofLayer('application', setting({ crossZone })),
      ...ofLayer('network', setting({ crossZone: ofFlows }, 'layer4')),
      // At layer 4 how many workers there are changes nothing as long as nothing takes time.
      ...(nodesWork ? [...setting({ workers }), ...works] : []),
    ],
    more: [
      ...ofLayer(
        'application',
        groups.flatMap((group) => narrowingRows(lanes, group, groups.length > 1)),
      ),
      ...groups.flatMap((group) => stickinessRows(lanes, group, groups.length > 1)),
      ...ofLayer(
        'application',
        setting({
          ...ofRequests,
          ...(nodesWork ? {} : { workers }),
          ...(haveWorkers ? { workersShare } : {}),
        }),
      ),
      ...ofLayer('network', setting(onlyFlows, 'layer4')),
      ...(nodesWork ? [] : works),
      ...setting({ propagationMs, propagationSpread }),
      ...crossingRows(lanes),
    ],
  }
}

const anyBalancer = (lanes: Lanes, holds: (balancer: Balancer) => boolean): boolean =>
  lanes.some(({ document }) => Object.values(document.balancers).some(holds))

/** One row for all balancers: what only one of them has is set where everything can be edited. */
function settingRows(lanes: Lanes, knobs: Knobs, below: readonly string[]): KnobRow[] {
  const ids = Object.keys(lanes[0].document.balancers)
  if (ids.length === 0) return []
  return Object.entries(knobs).flatMap(([name, knob]) =>
    isPlain(knob)
      ? [
          rowAt(
            lanes,
            knob,
            ids.map((id) => ['balancers', id, ...below, name]),
          ),
        ]
      : [],
  )
}

/** How long what its nodes do themselves takes. */
const workRows = (lanes: Lanes, balancer: string, isNamed: boolean): readonly PanelRow[] =>
  (['request', 'connection'] as const).flatMap((of) =>
    familyRows(lanes, {
      label: isNamed ? `${WORK[of].label}, ${balancer}` : WORK[of].label,
      help: WORK[of].help,
      family: 'distributions',
      place: ['balancers', balancer, 'work', of],
    }),
  )

/** How long a cookie lasts is asked where any lane has one. */
function stickinessRows(lanes: Lanes, group: string, isNamed: boolean): readonly KnobRow[] {
  const { kind, ...ofCookies } = STICKINESS
  const hasCookie = lanes.some(({ document }) =>
    own(document.targetGroups, group)?.stickiness.kind.endsWith('-cookie'),
  )
  const rows = knobRows(lanes, hasCookie ? { kind, ...ofCookies } : { kind }, [
    'targetGroups',
    group,
    'stickiness',
  ])
  return isNamed ? rows.map((row) => ({ ...row, label: `${row.label}, ${group}` })) : rows
}
