/**
 * The targets at the right: a gate, and behind it what the target is doing. How much of it is drawn depends on
 * the height of a row: all of it, one line, or a cell of a heat strip.
 */
import { type Edges, edgeBetween, NO_EDGE } from '../../analysis/scene/edges.ts'
import type { Names } from '../../trace/schema.ts'
import type { LayoutRoom } from './room.ts'
import type { ZoneBand } from './zones.ts'

/**
 * `full`: name, slots and load bar below each other. `row`: everything on one line. `meter`: one line with a bar
 * in place of the slots, when there are many. `cell`: a square of its zone's heat strip.
 */
export type TargetForm = 'full' | 'row' | 'meter' | 'cell'

export interface TargetBox {
  readonly index: number
  readonly id: string
  readonly zone: string
  readonly form: TargetForm
  /** The gate: its x, the middle of its height, and that height. */
  readonly x: number
  readonly y: number
  readonly gatePx: number
  /** How much height and width belong to it. */
  readonly rowPx: number
  readonly widthPx: number
  /** Its health: an arc for each of the edges by which nodes send to it, and so check it. */
  readonly ring: HealthRing | null
  /** Left end and middle of the line of the name. */
  readonly name: { readonly x: number; readonly y: number } | null
  /** Right end of the words that say what is wrong. */
  readonly caption: { readonly x: number; readonly y: number } | null
  readonly slots: SlotRow | null
  readonly bar: { readonly x: number; readonly y: number; readonly widthPx: number } | null
  readonly queue: QueueBlock
}

export interface HealthRing {
  readonly x: number
  readonly y: number
  readonly r: number
  readonly edges: readonly number[]
}

export interface SlotRow {
  readonly count: number
  /** Centre of the first, and the distance to the next. */
  readonly x: number
  readonly y: number
  readonly pitchPx: number
  readonly r: number
  /** More than 16: one bar of this width with ticks, no circles. */
  readonly barPx: number | null
}

/** The dots left of the gate: `abreast` in a column, column after column to the left. */
export interface QueueBlock {
  readonly abreast: number
  readonly pitchPx: number
  readonly columnsMax: number
  readonly limit: number
}

export const SLOT_CIRCLES_MAX = 16
const ROWS_WITH_SLOTS_MAX = 8
const ROWS_MAX = 24
/** Below this height of a row there is no line, only a cell. */
const LINE_MIN_PX = 12
const FULL_MIN_PX = 36

type Target = Names['targets'][number]

export function layoutTargets(
  names: Names,
  edges: Edges,
  zones: readonly ZoneBand[],
  room: LayoutRoom,
): readonly TargetBox[] {
  const boxes: TargetBox[] = []
  for (const zone of zones) {
    const here = names.targets.flatMap((target, index) =>
      target.zone === zone.id ? [{ target, index }] : [],
    )
    const pitch = Math.min(58, zone.heightPx / here.length)
    const isStrip = here.length > ROWS_MAX || pitch < LINE_MIN_PX
    here.forEach(({ target, index }, i) => {
      const y = Math.round(zone.y + zone.heightPx / 2 + (i - (here.length - 1) / 2) * pitch)
      boxes[index] = isStrip
        ? cellBox(target, { index, at: i, of: here.length, zone, room })
        : lineBox(target, {
            index,
            y,
            rowPx: Math.floor(pitch),
            isCrowded: isCrowded(here),
            checks: checksOf(edges, index),
            room,
          })
    })
  }
  return boxes
}

/** The edges from nodes to a target, in the order of the nodes. */
export function checksOf(edges: Edges, target: number): readonly number[] {
  const { firstNode, firstTarget } = edges.places
  const checks: number[] = []
  for (let node = firstNode; node < firstTarget; node++) {
    const edge = edgeBetween(edges, node, firstTarget + target)
    if (edge !== NO_EDGE) checks.push(edge)
  }
  return checks
}

const isCrowded = (here: readonly unknown[]): boolean => here.length > ROWS_WITH_SLOTS_MAX

interface LinePlace {
  readonly index: number
  readonly y: number
  readonly rowPx: number
  readonly isCrowded: boolean
  /** See `HealthRing`: without any, nobody checks its health. */
  readonly checks: readonly number[]
  readonly room: LayoutRoom
}

function lineBox(target: Target, place: LinePlace): TargetBox {
  const { index, y, rowPx, room } = place
  const { gateX, padPx } = room.columns
  const right = room.size.widthPx - padPx
  const isFull = rowPx >= FULL_MIN_PX && !place.isCrowded
  const hasBar = isFull && room.detail.hasLoadBars && rowPx >= 44
  const form: TargetForm = isFull ? 'full' : place.isCrowded ? 'meter' : 'row'
  const nameY = hasBar ? y - 11 : y - 8
  const lineX = gateX + 24
  const slotsAt = isFull ? { x: gateX + 13, y: hasBar ? y + 5 : y + 9 } : { x: lineX + 4, y }
  const ringX = gateX + (isFull ? 14 : 12)
  const hasRing = place.checks.length > 0
  return {
    index,
    id: target.id,
    zone: target.zone,
    form,
    x: gateX,
    y,
    gatePx: Math.min(40, rowPx - (isFull ? 4 : 3)),
    rowPx,
    widthPx: right - gateX,
    ring: hasRing
      ? { x: ringX, y: isFull ? nameY : y, r: isFull ? 6 : 5, edges: place.checks }
      : null,
    name: isFull ? { x: gateX + (hasRing ? 26 : 9), y: nameY } : null,
    caption: isFull ? { x: right, y: nameY } : null,
    slots: form === 'meter' ? null : slotRow(target.slots, { ...slotsAt, right, isFull }),
    bar:
      form === 'meter'
        ? { x: lineX, y: y - 1, widthPx: right - lineX }
        : hasBar
          ? { x: gateX + 9, y: y + 15, widthPx: Math.min(right - gateX - 9, 86) }
          : null,
    queue: queueBlock(target, { rowPx, room }),
  }
}

function slotRow(
  count: number,
  at: { readonly x: number; readonly y: number; readonly right: number; readonly isFull: boolean },
): SlotRow {
  const widthPx = at.right - at.x
  if (count > SLOT_CIRCLES_MAX) {
    return { count, x: at.x - 4, y: at.y, pitchPx: 0, r: 4, barPx: Math.min(86, widthPx + 4) }
  }
  const pitchPx = Math.min(at.isFull ? 10.8 : 10.5, (widthPx - 4) / Math.max(1, count - 1))
  return { count, x: at.x, y: at.y, pitchPx, r: Math.min(4, pitchPx * 0.42), barPx: null }
}

function queueBlock(
  target: Target,
  { rowPx, room }: { readonly rowPx: number; readonly room: LayoutRoom },
): QueueBlock {
  const { columns } = room
  const pitchPx = Math.min(5.6, Math.max(3, (rowPx - 2) / 4))
  const spacePx = columns.gateX - 6 - columns.openX
  const columnsMax = Math.max(2, Math.floor((spacePx * 0.85) / pitchPx))
  return { abreast: 4, pitchPx, columnsMax, limit: target.queueLimit }
}

interface CellPlace {
  readonly index: number
  readonly at: number
  readonly of: number
  readonly zone: ZoneBand
  readonly room: LayoutRoom
}

/** A heat strip fills the zone row by row with squares of 22 x 16, 8 x 16 or, in need, smaller ones. */
function cellBox(target: Target, { index, at, of, zone, room }: CellPlace): TargetBox {
  const left = room.columns.gateX + 8
  const widthPx = room.size.widthPx - room.columns.padPx - left
  const [cellPx, rowPx] = cellSize(of, { widthPx, heightPx: zone.heightPx - 8 })
  const perRow = Math.max(1, Math.floor(widthPx / cellPx))
  const rows = Math.ceil(of / perRow)
  const top = zone.y + (zone.heightPx - rows * rowPx) / 2
  return {
    index,
    id: target.id,
    zone: target.zone,
    form: 'cell',
    x: left + (at % perRow) * cellPx,
    y: top + (Math.floor(at / perRow) + 0.5) * rowPx,
    gatePx: Math.max(16, rows * rowPx),
    rowPx,
    widthPx: cellPx,
    ring: null,
    name: null,
    caption: null,
    slots: null,
    bar: null,
    queue: { abreast: 1, pitchPx: 1, columnsMax: 0, limit: target.queueLimit },
  }
}

function cellSize(
  count: number,
  room: { readonly widthPx: number; readonly heightPx: number },
): readonly [number, number] {
  const sizes: readonly (readonly [number, number])[] = [
    [22, 16],
    [8, 16],
    [8, 8],
    [5, 5],
    [3, 3],
  ]
  const fits = sizes.find(
    ([w, h]) => Math.floor(room.widthPx / w) * Math.floor(room.heightPx / h) >= count,
  )
  return fits ?? [2, 2]
}
