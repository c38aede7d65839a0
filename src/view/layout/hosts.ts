/** Hosts: a frame around the containers of each, whose right side is a bar that says how busy its cores are. */
import type { Names } from '../../trace/schema.ts'
import { arranged } from './arrangement.ts'
import type { Columns } from './room.ts'
import type { TargetBox } from './targets.ts'
import { HEAD_ROWS, type ZoneBand } from './zones.ts'

export interface HostBox {
  readonly index: number
  readonly id: string
  readonly cores: number
  readonly containers: readonly number[]
  /** The bar: left upper corner and size. */
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
  /** Where the frame begins, left of the gates; the bar where its containers are too many for one. */
  readonly frameX: number
}

const BAR_PX = 16
/** Between the targets and the bar. */
const GAP_PX = 6
const FRAME_LEFT_PX = 3
const MARGIN_PX = 2

/** What is kept free for the bars. */
export const hostsPx = ({ hosts }: Names): number =>
  hosts.some(({ containers }) => containers.length > 0) ? BAR_PX + GAP_PX : 0

/** Those that have containers. */
export function layoutHosts(
  names: Names,
  targets: readonly TargetBox[],
  zones: readonly ZoneBand[],
  { gateX, rightX }: Columns,
): readonly HostBox[] {
  return zones.flatMap((zone) => {
    const here = arranged(names, zone.id)
    return [...new Set(here.map(({ host }) => host))].flatMap((index): HostBox[] => {
      const host = names.hosts[index]
      if (host === undefined) return []
      const first = here.findIndex((one) => one.host === index)
      const last = here.findLastIndex((one) => one.host === index)
      const { top, bottom, isStrip } = extentOf(here, { first, last, zone, targets })
      return [
        {
          index,
          id: host.id,
          cores: host.cores,
          containers: host.containers,
          x: rightX + GAP_PX,
          y: top + MARGIN_PX,
          widthPx: BAR_PX,
          heightPx: Math.max(3, bottom - top - 2 * MARGIN_PX),
          frameX: isStrip ? rightX + GAP_PX : gateX - FRAME_LEFT_PX,
        },
      ]
    })
  })
}

/** From the head above its first container to its last; of a heat strip its share of the height. */
function extentOf(
  here: ReturnType<typeof arranged>,
  of: {
    readonly first: number
    readonly last: number
    readonly zone: ZoneBand
    readonly targets: readonly TargetBox[]
  },
): { readonly top: number; readonly bottom: number; readonly isStrip: boolean } {
  const { zone } = of
  const begin = of.targets[here[of.first]?.index ?? -1]
  const end = of.targets[here[of.last]?.index ?? -1]
  if (begin === undefined || end === undefined || begin.form === 'cell') {
    const eachPx = zone.heightPx / here.length
    return {
      top: zone.y + of.first * eachPx,
      bottom: zone.y + (of.last + 1) * eachPx,
      isStrip: true,
    }
  }
  const headPx = here[of.first]?.hasHead === true ? begin.rowPx * HEAD_ROWS : 0
  return {
    top: begin.y - begin.rowPx / 2 - headPx,
    bottom: end.y + end.rowPx / 2,
    isStrip: false,
  }
}
