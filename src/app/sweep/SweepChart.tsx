/** The curves of a sweep with their bounds, one line a lane; a point opens the lanes at its value. */
import { useRef } from 'react'
import type { Metric } from '../../analysis/replications/metrics.ts'
import {
  alongScale,
  linearScale,
  logScale,
  placeOn,
  type Scale,
} from '../../view/charts/parts/scale.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { useSize } from '../ui/useSize.ts'
import css from './Sweep.module.css'
import { SweepAxes } from './SweepAxes.tsx'
import { type CurvePoint, SweepBand, SweepDots, SweepLine } from './SweepCurve.tsx'
import type { SweptFigure } from './sweepFigures.ts'
import { BOTTOM, HEIGHT, LEFT, RIGHT, TOP } from './sweepPlot.ts'

const { chart } = css

const LETTER_PX = 13
/** Between what cannot be claimed of lanes at one value. */
const ASIDE_PX = 10
/** A label of the axis of values takes about this much. */
const TICK_PX = 70
/** Where the largest is so many times the smallest, all are seen on a logarithmic axis only. */
const LOG_TIMES = 20

interface SweepChartProps {
  readonly views: readonly LaneView[]
  readonly values: readonly number[]
  /** For each value each lane. */
  readonly figures: readonly (readonly SweptFigure[])[]
  readonly metric: Metric
  readonly isLog: boolean
  readonly goal: number | null
  /** What is varied, with its unit. */
  readonly name: string
  readonly say: (value: number) => string
  readonly onOpen: (value: number) => void
}

export function SweepChart(props: SweepChartProps) {
  const { views, values, figures, metric, isLog, goal, name, say, onOpen } = props
  const box = useRef<HTMLDivElement>(null)
  const width = useSize(box)?.widthPx ?? 0
  const plot = { x: LEFT, y: TOP, width: width - LEFT - RIGHT, height: HEIGHT - TOP - BOTTOM }
  const across = alongScale(values, { isLog, labelsMax: Math.max(2, plot.width / TICK_PX) })
  const up = upOf(figures.flat(), goal, metric)
  const xOf = (value: number): number => plot.x + plot.width * placeOn(across, value)
  const yOf = (value: number): number => plot.y + plot.height * (1 - placeOn(up, value))
  const curves = views.map((_, lane) => pointsOf(lane))
  const letters = apart(curves.map(endOf))
  return (
    <div ref={box} className={chart}>
      {width > 0 && (
        <svg width={width} height={HEIGHT}>
          <title>{`${metric.id} by ${name}`}</title>
          <SweepAxes {...{ metric, name, say, goal, across, up, xOf, yOf }} width={width} />
          {views.map((view, lane) => (
            <SweepBand key={view.key} view={view} points={curves[lane] ?? []} />
          ))}
          {views.map((view, lane) => (
            <SweepLine key={view.key} view={view} points={curves[lane] ?? []} />
          ))}
          {views.map((view, lane) => (
            <SweepDots
              key={view.key}
              {...{ view, onOpen }}
              points={curves[lane] ?? []}
              top={plot.y}
              aside={(lane - (views.length - 1) / 2) * ASIDE_PX}
              letterY={letters[lane] ?? null}
            />
          ))}
        </svg>
      )}
    </div>
  )

  function pointsOf(lane: number): readonly CurvePoint[] {
    return values.map((value, i) => {
      const figure = figures[i]?.[lane]
      const mean = figure?.mean ?? null
      const { low, high } = figure?.interval ?? { low: mean ?? 0, high: mean ?? 0 }
      return {
        value,
        x: xOf(value),
        y: mean === null ? null : yOf(mean),
        low: yOf(low),
        high: yOf(high),
        words: `${say(value)}: ${figure?.words ?? '–'}`,
        isUnstable: figure !== undefined && mean === null && figure.stability !== 'stable',
      }
    })
  }
}

const endOf = (points: readonly CurvePoint[]): number | null =>
  points.findLast(({ y }) => y !== null)?.y ?? null

/** From above to below, no nearer to each other than their text is high. */
function apart(ends: readonly (number | null)[]): readonly (number | null)[] {
  const order = ends
    .flatMap((y, lane) => (y === null ? [] : [{ y, lane }]))
    .sort((a, b) => a.y - b.y)
  const placed: (number | null)[] = ends.map(() => null)
  let free = Number.NEGATIVE_INFINITY
  for (const { y, lane } of order) {
    const at = Math.max(y, free)
    placed[lane] = at
    free = at + LETTER_PX
  }
  return placed
}

function upOf(figures: readonly SweptFigure[], goal: number | null, { unit }: Metric): Scale {
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
