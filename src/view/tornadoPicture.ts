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
/** Bounds are drawn up to so many times what is estimated. */
const BEYOND_RATIO = 3
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
    spanOf(found, same),
    widthPx < NARROW_PX ? LABELS_MAX.narrow : LABELS_MAX.wide,
  )
  const { left } = ROOM
  const right = Math.max(left + 1, widthPx - ROOM.right)
  const xOf = (value: number): number =>
    Math.min(right, Math.max(left, left + (right - left) * placeOn(scale, value)))
  const markOf = ({ told, order }: Standing, side: keyof Moved, y: number): TornadoMark[] => {
    if (told === null) return []
    const { estimate, low, high } = told.comparison.interval
    return [{ side, x: xOf(estimate), fromX: xOf(low), toX: xOf(high), y, order }]
  }
  const rows = bySwing(moved).map((input, i): TornadoRow => {
    const { lower, higher } = moved[input] as Moved
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

/**
 * What the axis spans: all estimates and what is the same, and of their bounds what is not far beyond these. Of few
 * runs bounds are so wide that nothing else could be seen.
 */
function spanOf(found: readonly Comparison[], same: number): readonly number[] {
  const shown = [same, ...found.map(({ interval }) => interval.estimate)]
  const [least, most] = [Math.min(...shown), Math.max(...shown)]
  const isRatio = found[0]?.kind === 'ratio'
  const reach = isRatio ? BEYOND_RATIO : most - least
  const from = isRatio ? least / reach : least - reach
  const to = isRatio ? most * reach : most + reach
  const bounds = found.flatMap(({ interval: { low, high } }) => [low, high])
  return [...shown, ...bounds.map((bound) => Math.min(to, Math.max(from, bound)))]
}

/** The inputs by how far apart their two ends are; of what is not claimed nothing is known, and it stands below. */
export function bySwing(moved: readonly Moved[]): readonly number[] {
  const swings = moved.map(swingOf)
  return [...moved.keys()].sort((a, b) => (swings[b] as number) - (swings[a] as number))
}

function swingOf({ lower, higher }: Moved): number {
  const [one, other] = [lower.told, higher.told].map((told) => told?.comparison)
  if (one === undefined || other === undefined) return -1
  const [a, b] = [one.interval.estimate, other.interval.estimate]
  return Math.abs(one.kind === 'ratio' ? Math.log(a / b) : a - b)
}
