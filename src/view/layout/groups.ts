/** Target groups on a stage, where there are several: in each zone a door before the targets of one, with its name above. */
import type { LaneScenario } from '../../scenario/types.ts'
import type { Names } from '../../trace/schema.ts'
import { arranged } from './arrangement.ts'
import type { TargetBox } from './targets.ts'
import { HEAD_ROWS, type ZoneBand } from './zones.ts'

export interface GroupDoor {
  readonly group: string
  /** Left end and middle of its name. */
  readonly x: number
  readonly y: number
  /** The door before its targets, from top to bottom; of no height where it has none. */
  readonly doorX: number
  readonly top: number
  readonly bottom: number
  /** Whether it has no target in any zone, so that what is forwarded to it is a 503. */
  readonly isEmpty: boolean
}

/** Left of the gates, clear of the ends of the routes. */
const DOOR_LEFT_PX = 8
/** Lines of names of empty groups. */
const LINE_PX = 16

export function layoutGroups(
  { targetGroups }: LaneScenario,
  names: Names,
  targets: readonly TargetBox[],
  zones: readonly ZoneBand[],
  gateX: number,
): readonly GroupDoor[] {
  const ids = Object.keys(targetGroups)
  if (ids.length < 2) return []
  const doors = zones.flatMap((zone) =>
    runsOf(names, zone.id).flatMap((run): GroupDoor[] => {
      const [first, last] = [targets[run[0] ?? -1], targets[run.at(-1) ?? -1]]
      if (first === undefined || last === undefined || first.form === 'cell') return []
      const top = first.y - first.rowPx / 2 + 2
      return [
        {
          group: first.group,
          x: gateX,
          y: Math.round(top - (first.rowPx * HEAD_ROWS) / 2),
          doorX: gateX - DOOR_LEFT_PX,
          top,
          bottom: last.y + last.rowPx / 2 - 2,
          isEmpty: false,
        },
      ]
    }),
  )
  const empty = ids.filter((id) => Object.keys(targetGroups[id]?.targets ?? {}).length === 0)
  const [zone] = zones
  return [
    ...doors,
    ...empty.map((group, i): GroupDoor => {
      const y = (zone?.y ?? 0) + LINE_PX * (i + 0.75)
      return { group, x: gateX, y, doorX: gateX - DOOR_LEFT_PX, top: y, bottom: y, isEmpty: true }
    }),
  ]
}

/** Targets of a group that stand one below the other: of a group whose containers are on several hosts there may be more runs. */
function runsOf(names: Names, zone: string): readonly (readonly number[])[] {
  const runs: number[][] = []
  for (const { index, hasHead } of arranged(names, zone)) {
    if (hasHead) runs.push([])
    runs.at(-1)?.push(index)
  }
  return runs
}
