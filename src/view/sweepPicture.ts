/**
 * The curves of a sweep in pixels: values along, the figure upwards, a band between the bounds of each lane, a line
 * through its means, and a cross above where nothing is claimed of it.
 */
import type { FoundFigure } from '../analysis/replications/meanWords.ts'
import type { Metric } from '../analysis/replications/metrics.ts'
import { pushApart } from './charts/parts/pushApart.ts'
import { alongScale, linearScale, logScale, placeOn, type Scale } from './charts/parts/scale.ts'

/** Room around the plot: for labels at the left and below, letters at the right, crosses above. */
const ROOM = { left: 56, right: 36, top: 18, bottom: 34 }
/** Of what is written below the axis. */
const VALUE_PX = 16
const NAME_PX = 31
const LETTER_PX = 13
/** A letter stands so far behind the end of its curve. */
const LETTER_GAP_PX = 8
/** Between the crosses of lanes at one value. */
const ASIDE_PX = 10
/** Half a cross. */
const CROSS_PX = 4
/** A label of the axis of values takes about this much. */
const TICK_PX = 70
/** Where the largest is so many times the smallest, all are seen on a logarithmic axis only. */
const LOG_TIMES = 20

export interface SweepPoint {
  readonly value: number
  readonly x: number
  readonly y: number
  /** Of a cross: nothing is claimed there. */
  readonly cross: string | null
}

export interface SweepCurve {
  /** Paths; several where values are missing in between. */
  readonly bands: readonly string[]
  readonly lines: readonly string[]
  readonly points: readonly SweepPoint[]
  /** Where its letter stands; null where there is nothing to name. */
  readonly letter: { readonly x: number; readonly y: number } | null
}

export interface SweepPicture {
  readonly plot: { readonly left: number; readonly right: number; readonly bottom: number }
  readonly along: readonly { readonly value: number; readonly x: number }[]
  /** The baselines of what stands below the axis: its values, and what they are. */
  readonly valueY: number
  readonly nameY: number
  readonly upwards: readonly { readonly value: number; readonly y: number }[]
  readonly labelX: number
  /** Null without one. */
  readonly goalY: number | null
  /** One a lane. */
  readonly curves: readonly SweepCurve[]
}

interface Drawn {
  readonly values: readonly number[]
  /** For each value each lane. */
  readonly figures: readonly (readonly FoundFigure[])[]
  readonly metric: Pick<Metric, 'unit'>
  readonly isLog: boolean
  readonly goal: number | null
}

export function sweepPicture(
  { values, figures, metric, isLog, goal }: Drawn,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): SweepPicture {
  const [left, right] = [ROOM.left, Math.max(ROOM.left + 1, widthPx - ROOM.right)]
  const [top, bottom] = [ROOM.top, heightPx - ROOM.bottom]
  const across = alongScale(values, { isLog, labelsMax: Math.max(2, (right - left) / TICK_PX) })
  const up = upOf(figures.flat(), goal, metric)
  const xOf = (value: number): number => left + (right - left) * placeOn(across, value)
  const yOf = (value: number): number => bottom - (bottom - top) * placeOn(up, value)
  const lanes = Math.max(0, ...figures.map(({ length }) => length))
  const curves = Array.from({ length: lanes }, (_, lane) => {
    const aside = (lane - (lanes - 1) / 2) * ASIDE_PX
    const own = values.flatMap((_, i) => figures[i]?.[lane] ?? [])
    const marks = own.map((figure, i) => markOf(figure, { x: xOf(values[i] as number), yOf }))
    const points = own.flatMap((figure, i): readonly SweepPoint[] => {
      const mark = marks[i] ?? null
      const value = values[i] as number
      if (mark !== null) return [{ value, x: mark.x, y: mark.y, cross: null }]
      if (figure.stability === 'stable') return []
      const x = xOf(value) + aside
      const legs = `l${2 * CROSS_PX} ${2 * CROSS_PX}m0-${2 * CROSS_PX}l-${2 * CROSS_PX} ${2 * CROSS_PX}`
      return [{ value, x, y: top, cross: `M${x - CROSS_PX} ${top - CROSS_PX}${legs}` }]
    })
    return { marks, points }
  })
  const ends = curves.map(({ marks }) => marks.findLast((mark) => mark !== null) ?? null)
  const named = ends.flatMap((end, lane) => (end === null ? [] : [{ lane, end }]))
  const letterYs = pushApart(
    named.map(({ end }) => end.y),
    { apartPx: LETTER_PX, top: 0, bottom: heightPx - LETTER_PX },
  )
  return {
    plot: { left, right, bottom },
    along: across.labelled.map((value) => ({ value, x: xOf(value) })),
    valueY: bottom + VALUE_PX,
    nameY: bottom + NAME_PX,
    upwards: up.labelled.map((value) => ({ value, y: yOf(value) })),
    labelX: left - LETTER_GAP_PX,
    goalY: goal === null ? null : yOf(goal),
    curves: curves.map(({ marks, points }, lane): SweepCurve => {
      const i = named.findIndex((each) => each.lane === lane)
      const end = named[i]?.end
      const stretches = stretchesOf(marks)
      return {
        bands: stretches.map(bandOf),
        lines: stretches.map((stretch) => pathOf(stretch.map(({ x, y }) => [x, y]))),
        points,
        letter: end === undefined ? null : { x: end.x + LETTER_GAP_PX, y: letterYs[i] ?? end.y },
      }
    }),
  }
}

interface Mark {
  readonly x: number
  readonly y: number
  readonly low: number
  readonly high: number
}

function markOf(
  { mean, interval }: FoundFigure,
  { x, yOf }: { readonly x: number; readonly yOf: (value: number) => number },
): Mark | null {
  if (mean === null) return null
  const { low, high } = interval ?? { low: mean, high: mean }
  return { x, y: yOf(mean), low: yOf(low), high: yOf(high) }
}

/** Those of two or more without a gap. */
function stretchesOf(marks: readonly (Mark | null)[]): readonly (readonly Mark[])[] {
  const stretches: Mark[][] = [[]]
  for (const mark of marks) {
    if (mark === null) stretches.push([])
    else stretches.at(-1)?.push(mark)
  }
  return stretches.filter(({ length }) => length > 1)
}

const pathOf = (points: readonly (readonly [x: number, y: number])[]): string =>
  `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`

const bandOf = (stretch: readonly Mark[]): string =>
  `${pathOf([
    ...stretch.map(({ x, high }) => [x, high] as const),
    ...[...stretch].reverse().map(({ x, low }) => [x, low] as const),
  ])}Z`

function upOf(
  figures: readonly FoundFigure[],
  goal: number | null,
  { unit }: Pick<Metric, 'unit'>,
): Scale {
  const shown = figures.flatMap(({ mean, interval }) =>
    mean === null ? [] : [mean, interval?.low ?? mean, interval?.high ?? mean],
  )
  const values = goal === null ? shown : [...shown, goal]
  const above = values.filter((value) => value > 0)
  const isWide = Math.max(...above) > LOG_TIMES * Math.min(...above)
  return unit === 'ms' && isWide
    ? logScale([values], { labelsMax: 6 })
    : linearScale([values], { floor: 0, labelsMax: 6 })
}
