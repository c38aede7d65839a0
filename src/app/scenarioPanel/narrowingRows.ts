/** Who is considered before the algorithm chooses: rows of a group, those of what any lane has turned on. */
import { canCross } from '../../scenario/crossing.ts'
import { own } from '../../scenario/document/json.ts'
import { hasPriorities, PRIORITIES, SUBSET, ZONE_AWARE } from '../../scenario/things/narrowings.ts'
import { CROSSING } from '../../scenario/things/network.ts'
import type { TargetGroup } from '../../scenario/things/targetGroups.ts'
import { type KnobRow, knobRows, type Lanes } from './rowParts.ts'

export function narrowingRows(lanes: Lanes, group: string, isNamed: boolean): readonly KnobRow[] {
  const at = ['targetGroups', group]
  const anyOf = (holds: (one: TargetGroup) => boolean): boolean =>
    lanes.some(({ document }) => {
      const one = own(document.targetGroups, group)
      return one !== undefined && holds(one)
    })
  const { isOn, ...ofZones } = ZONE_AWARE
  const { kind, size } = SUBSET
  const rows = [
    ...knobRows(lanes, anyOf(({ zoneAware }) => zoneAware.isOn) ? { isOn, ...ofZones } : { isOn }, [
      ...at,
      'zoneAware',
    ]),
    ...knobRows(lanes, anyOf(({ subset }) => subset.kind !== 'all') ? { kind, size } : { kind }, [
      ...at,
      'subset',
    ]),
    ...(anyOf(hasPriorities) ? knobRows(lanes, PRIORITIES, [...at, 'priorities']) : []),
  ]
  return isNamed ? rows.map((row) => ({ ...row, label: `${row.label}, ${group}` })) : rows
}

/** What crossing zones costs, where any lane has zones to cross. */
export const crossingRows = (lanes: Lanes): readonly KnobRow[] =>
  lanes.some(({ document }) => canCross(document))
    ? knobRows(lanes, CROSSING, ['network', 'crossing'])
    : []
