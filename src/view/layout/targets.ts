/**
 * The targets at the right: a gate, and behind it what the target is doing. How much of it is drawn depends on
 * the height of a row: all of it, one line, or a cell of a heat strip.
 */
import { type Edges, edgeBetween, NO_EDGE } from '../../analysis/scene/edges.ts'
import type { Names } from '../../trace/schema.ts'
import { arranged, type Standing } from './arrangement.ts'
import { FULL_MIN_PX, type LayoutRoom } from './room.ts'
import { HEAD_ROWS, type ZoneBand } from './zones.ts'

/**
 * `full`: name, slots and load bar below each other. `row`: name and slots on one line. `meter`: one line with a bar
 * in place of the slots, when there are many. `cell`: a square of its zone's heat strip.
 */
export type TargetForm = 'full' | 'row' | 'meter' | 'cell'

export interface TargetBox {
  readonly index: number
  readonly id: string
  readonly group: string
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
  /** Left end and middle of the line of the name, and how long it may be. */
  readonly name: { readonly x: number; readonly y: number; readonly roomPx: number } | null
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
  /** How much there is for words between the nodes and the gate. */
  readonly wordsPx: number
}

export const SLOT_CIRCLES_MAX = 16
const ROWS_WITH_SLOTS_MAX = 8
const ROWS_MAX = 24
/** Below this height of a row there is no line, only a cell. */
const LINE_MIN_PX = 12
/** A name is left out only where it has not this height, or this width. */
const NAME_MIN_PX = 16
const NAME_ROOM_MIN_PX = 48
/** About what a letter of a name is wide. */
const LETTER_PX = 7.2
/** A row of one line has room for a load bar below its slots. */
const LOW_BAR_MIN_PX = 30

type Target = Names['targets'][number]

export function layoutTargets(
  names: Names,
  edges: Edges,
  zones: readonly ZoneBand[],
  room: LayoutRoom,
): readonly TargetBox[] {
  const boxes: TargetBox[] = []
  const nameLetters = names.targets.reduce((most, { id }) => Math.max(most, id.length), 0)
  for (const zone of zones) {
    const here = arranged(names, zone.id)
    const heads = headsAbove(here)
    const rows = here.length + (heads.at(-1) ?? 0) * HEAD_ROWS
    const pitch = Math.min(58, zone.heightPx / rows)
    const isStrip = here.length > ROWS_MAX || pitch < LINE_MIN_PX
    here.forEach(({ index }, i) => {
      const target = names.targets[index] as Target
      const row = i + (heads[i] as number) * HEAD_ROWS - (rows - 1) / 2
      const y = Math.round(zone.y + zone.heightPx / 2 + row * pitch)
      boxes[index] = isStrip
        ? cellBox(target, { index, at: i, of: here.length, zone, room })
        : lineBox(target, {
            index,
            y,
            rowPx: Math.floor(pitch),
            isCrowded: isCrowded(here),
            checks: checksOf(edges, index),
            nameLetters,
            room,
          })
    })
  }
  return boxes
}

/** How many heads of groups stand above each target of a zone. */
function headsAbove(here: readonly Standing[]): readonly number[] {
  let heads = 0
  return here.map(({ hasHead }) => {
    if (hasHead) heads++
    return heads
  })
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
  /** Length of the longest name, in letters. */
  readonly nameLetters: number
  readonly room: LayoutRoom
}

function lineBox(target: Target, place: LinePlace): TargetBox {
  const { index, y, rowPx, room } = place
  const { gateX, rightX: right } = room.columns
  const isFull = rowPx >= FULL_MIN_PX && !place.isCrowded
  return {
    index,
    id: target.id,
    group: target.group,
    zone: target.zone,
    x: gateX,
    y,
    gatePx: Math.min(40, rowPx - (isFull ? 4 : 3)),
    rowPx,
    widthPx: right - gateX,
    queue: queueBlock(target, { rowPx, room }),
    ...(isFull ? fullRow(target, place, right) : lowRow(target, place, right)),
  }
}

type RowParts = Pick<TargetBox, 'form' | 'ring' | 'name' | 'caption' | 'slots' | 'bar'>

/** Name over slots over load. */
function fullRow(target: Target, { y, checks, room }: LinePlace, right: number): RowParts {
  const { gateX } = room.columns
  const hasBar = room.detail.hasLoadBars
  const nameY = hasBar ? y - 11 : y - 8
  const nameX = gateX + (checks.length > 0 ? 26 : 9)
  const slotsAt = { x: gateX + 13, y: hasBar ? y + 5 : y + 9 }
  return {
    form: 'full',
    ring: checks.length > 0 ? { x: gateX + 14, y: nameY, r: 6, edges: checks } : null,
    name: { x: nameX, y: nameY, roomPx: right - nameX },
    caption: { x: right, y: nameY },
    slots: slotRow(target.slots, { ...slotsAt, right, pitchPx: 10.8 }),
    bar: hasBar ? { x: gateX + 9, y: y + 15, widthPx: Math.min(right - gateX - 9, 86) } : null,
  }
}

/** Name, slots and what is wrong on one line, with the load below where there is height. */
function lowRow(target: Target, place: LinePlace, right: number): RowParts {
  const { y, rowPx, checks, nameLetters, isCrowded } = place
  const { gateX } = place.room.columns
  const hasRing = checks.length > 0
  const nameX = gateX + (hasRing ? 24 : 9)
  const wantedPx = nameLetters * LETTER_PX + 4
  const roomPx = Math.min(wantedPx, (right - nameX) * 0.55)
  const hasName = rowPx >= NAME_MIN_PX && roomPx >= Math.min(wantedPx, NAME_ROOM_MIN_PX)
  const lineX = hasName ? nameX + roomPx + 6 : gateX + 24
  const hasBar = rowPx >= LOW_BAR_MIN_PX
  const slotsAt = { x: lineX + 4, y: hasBar ? y - 3 : y }
  const slots = isCrowded ? null : slotRow(target.slots, { ...slotsAt, right, pitchPx: 10.5 })
  const slotsEnd =
    slots === null ? right : slots.x + (slots.barPx ?? (slots.count - 1) * slots.pitchPx)
  return {
    form: isCrowded ? 'meter' : 'row',
    ring: hasRing ? { x: gateX + 12, y, r: 5, edges: checks } : null,
    name: hasName ? { x: nameX, y, roomPx } : null,
    caption: hasName && right - slotsEnd > CAPTION_MIN_PX ? { x: right, y } : null,
    slots,
    bar: isCrowded
      ? { x: lineX, y: y - 1, widthPx: right - lineX }
      : hasBar
        ? { x: lineX, y: y + 7, widthPx: Math.min(86, slotsEnd + 4 - lineX) }
        : null,
  }
}

/** Behind the slots of a row, what is wrong needs this much. */
const CAPTION_MIN_PX = 50

function slotRow(
  count: number,
  at: { readonly x: number; readonly y: number; readonly right: number; readonly pitchPx: number },
): SlotRow {
  const widthPx = at.right - at.x
  if (count > SLOT_CIRCLES_MAX) {
    return { count, x: at.x - 4, y: at.y, pitchPx: 0, r: 4, barPx: Math.min(86, widthPx + 4) }
  }
  const pitchPx = Math.min(at.pitchPx, (widthPx - 4) / Math.max(1, count - 1))
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
  const wordsPx = columns.gateX - 3 - (columns.openX - NODE_CLEAR_PX)
  return { abreast: 4, pitchPx, columnsMax, limit: target.queueLimit, wordsPx }
}

/** Of what queues keep free beside a node, words may take this much. */
const NODE_CLEAR_PX = 14

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
  const widthPx = room.columns.rightX - left
  const [cellPx, rowPx] = cellSize(of, { widthPx, heightPx: zone.heightPx - 8 })
  const perRow = Math.max(1, Math.floor(widthPx / cellPx))
  const rows = Math.ceil(of / perRow)
  const top = zone.y + (zone.heightPx - rows * rowPx) / 2
  return {
    index,
    id: target.id,
    group: target.group,
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
    queue: { abreast: 1, pitchPx: 1, columnsMax: 0, limit: target.queueLimit, wordsPx: 0 },
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
