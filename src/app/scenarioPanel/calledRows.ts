/** What is called, in the scenario panel: what stands behind the targets, and where clients log in. */
import { shownKnobs } from '../../actions/index.ts'
import type { Knobs } from '../../base/knobs.ts'
import { listenerPlace } from '../../scenario/edits/listenerPlace.ts'
import { isBlind } from '../../scenario/things/balancers.ts'
import { CALLS, hasDependency, STATION } from '../../scenario/things/dependency.ts'
import { hasLogin, PROVIDER } from '../../scenario/things/login.ts'
import type { Scenario } from '../../scenario/types.ts'
import {
  familyRows,
  knobRows,
  type LaneDocument,
  type Lanes,
  type PanelRow,
  type PanelSection,
} from './rowParts.ts'

/** Who calls it, and what it is where anybody does. */
export function dependencySection(lanes: Lanes): PanelSection {
  const groups = Object.keys(lanes[0].document.targetGroups)
  const called = lanes.some(({ document }) => hasDependency(document))
  const { ratio, ...ofCalls } = CALLS
  const knobs: Knobs = called ? { ratio, ...ofCalls } : { ratio }
  const callRows = groups.flatMap((group) => {
    const rows = knobRows(lanes, knobs, ['targetGroups', group, 'calls'])
    return groups.length === 1
      ? rows
      : rows.map((row) => ({ ...row, label: `${row.label}, ${group}` }))
  })
  return {
    id: 'dependency',
    title: 'Behind the targets',
    rows: [...callRows, ...(called ? dependencyRows(lanes) : [])],
    more: [],
  }
}

/** What stands behind the targets: how much it can do, and how much a call is. */
export const dependencyRows = (lanes: readonly LaneDocument[]): readonly PanelRow[] => [
  ...knobRows(lanes, STATION, ['dependency']),
  ...familyRows(lanes, {
    label: 'Work of a call',
    family: 'distributions',
    place: ['dependency', 'demand'],
  }),
]

/** Who may pass by the default rule of the first balancer, and where clients log in, if any rule of any lane says so. */
export function loginSections(scenario: Scenario, lanes: Lanes): readonly PanelSection[] {
  const place = listenerPlace(scenario)
  if (place === null || isBlind(scenario) || !('groups' in place.listener.otherwise)) return []
  const rows = knobRows(lanes, shownKnobs(place.listener.otherwise), [...place.keys, 'otherwise'])
  const isAsked = lanes.some(({ document }) => hasLogin(document))
  return [
    {
      id: 'login',
      title: 'Log-in',
      rows: [...rows, ...(isAsked ? providerRows(lanes) : [])],
      more: [],
    },
  ]
}

/** The identity provider: how much it can do, how much a step of a log-in is, and how far it is. */
export const providerRows = (lanes: readonly LaneDocument[]): readonly PanelRow[] => [
  ...knobRows(lanes, { ...STATION, ...PROVIDER }, ['identityProvider']),
  ...familyRows(lanes, {
    label: 'Work of a step',
    family: 'distributions',
    place: ['identityProvider', 'demand'],
  }),
  ...familyRows(lanes, {
    label: 'Way there and back',
    family: 'distributions',
    place: ['identityProvider', 'way'],
  }),
]
