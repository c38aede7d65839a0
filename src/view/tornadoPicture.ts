/**
 * A tornado in pixels: for each input a bar between what it gives smaller and larger, with the bounds of both, on one
 * axis with what holds as things stand. The input that moves the most stands on top.
 */
import type { Comparison } from '../analysis/replications/interval.ts'
import type { Moved, Sensitivity, Standing } from '../analysis/replications/sensitivity.ts'
import { linearScale, logScale, placeOn, type Scale } from './charts/parts/scale.ts'

const ROOM = { left: 150, right: 24, top: 10, bottom: 30 }
const NARROW_PX = 480
const ROW_PX = 34
const BAR_PX = 14
const LABELS_MAX = { wide: 7, narrow: 3 }
/** Of what is written below the axis, and left of a row. */
const VALUE_PX = 16
const NAME_GAP_PX = 12
/** How far the labels of the axis are apart at least. */
const TICK_PX = 44

export interface TornadoMark {
  readonly side: keyof Moved
  readonly x: number
  /** Where its bounds lie. */
  readonly fromX: number
  readonly toX: number
  readonly y: number
  readonly order: Standing['order']
}

export interface TornadoRow {
  /** Position of the input. */
  readonly input: number
  readonly y: number
  /** Null where one of both is not claimed. */
  readonly bar: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  } | null
  readonly marks: readonly TornadoMark[]
}

export interface TornadoPicture {
  readonly kind: Comparison['kind']
  readonly plot: {
    readonly left: number
    readonly right: number
    readonly top: number
    readonly bottom: number
  }
  readonly nameX: number
  readonly valueY: number
  readonly ticks: readonly { readonly value: number; readonly x: number }[]
  /** Where both lanes have the same. */
  readonly sameX: number
  /** Null where nothing is claimed as things stand. */
  readonly asItIsX: number | null
  /** From the one that moves the most. */
  readonly rows: readonly TornadoRow[]
  readonly heightPx: number
}

/** How high it is with so many inputs. */
export const tornadoHeight = (inputs: number): number => ROOM.top + inputs * ROW_PX + ROOM.bottom

/** Null where nothing is claimed at all. */
export function tornadoPicture(
  { asItIs, moved }: Pick<Sensitivity, 'asItIs' | 'moved'>,
  { widthPx }: { readonly widthPx: number },
): TornadoPicture | null {
  const all = [asItIs, ...moved.flatMap(({ lower, higher }) => [lower, higher])]
  const found = all.flatMap(({ told }) => (told === null ? [] : [told.comparison]))
  const [first] = found
  if (first === undefined) return null
  const { kind } = first
  const same = kind === 'ratio' ? 1 : 0
  const scale = scaleOf(
    kind,
    found.flatMap(({ interval: { estimate, low, high } }) => [estimate, low, high, same]),
    widthPx < NARROW_PX ? LABELS_MAX.narrow : LABELS_MAX.wide,
  )
  const { left } = ROOM
  const right = Math.max(left + 1, widthPx - ROOM.right)
  const xOf = (value: number): number => left + (right - left) * placeOn(scale, value)
  const markOf = ({ told, order }: Standing, side: keyof Moved, y: number): TornadoMark[] => {
    if (told === null) return []
    const { estimate, low, high } = told.comparison.interval
    return [{ side, x: xOf(estimate), fromX: xOf(low), toX: xOf(high), y, order }]
  }
  const bySwing = moved
    .map((each, input) => ({ ...each, input, swing: swingOf(each, xOf) }))
    .sort((a, b) => b.swing - a.swing)
  const rows = bySwing.map(({ input, lower, higher }, i): TornadoRow => {
    const y = ROOM.top + (i + 0.5) * ROW_PX
    const marks = [
      ...markOf(lower, 'lower', y - BAR_PX / 4),
      ...markOf(higher, 'higher', y + BAR_PX / 4),
    ]
    const xs = marks.map(({ x }) => x)
    const [from, to] = [Math.min(...xs), Math.max(...xs)]
    const bar =
      marks.length < 2 ? null : { x: from, y: y - BAR_PX / 2, width: to - from, height: BAR_PX }
    return { input, y, bar, marks }
  })
  const heightPx = tornadoHeight(moved.length)
  const bottom = heightPx - ROOM.bottom
  return {
    kind,
    plot: { left, right, top: ROOM.top, bottom },
    nameX: left - NAME_GAP_PX,
    valueY: bottom + VALUE_PX,
    ticks: apart(
      scale.labelled.map((value) => ({ value, x: xOf(value) })),
      xOf(same),
    ),
    sameX: xOf(same),
    asItIsX: asItIs.told === null ? null : xOf(asItIs.told.comparison.interval.estimate),
    rows,
    heightPx,
  }
}

/** Those whose labels do not touch, the ones around `x` first. */
function apart<T extends { readonly x: number }>(ticks: readonly T[], x: number): readonly T[] {
  const kept: T[] = []
  for (const tick of [...ticks].sort((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))) {
    if (kept.every((other) => Math.abs(other.x - tick.x) >= TICK_PX)) kept.push(tick)
  }
  return kept
}

/** Ratios by factors: twice as much is as far from the same as half as much. */
function scaleOf(kind: Comparison['kind'], values: readonly number[], labelsMax: number): Scale {
  if (kind === 'ratio') return logScale([values], { labelsMax })
  const floor = Math.min(...values)
  return linearScale([values], { floor, labelsMax })
}

/** How far apart its two ends are; of what is not claimed nothing is known, and it stands below. */
function swingOf({ lower, higher }: Moved, xOf: (value: number) => number): number {
  const [one, other] = [lower.told, higher.told].map((told) => told?.comparison.interval.estimate)
  return one === undefined || other === undefined ? -1 : Math.abs(xOf(one) - xOf(other))
}
