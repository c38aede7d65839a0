/** The curves of a sweep with their bounds, one line a lane; a point opens the lanes at its value. */
import { ticks } from 'd3-array'
import { useRef } from 'react'
import type { Metric } from '../../analysis/replications/metrics.ts'
import { linearScale, logScale, placeOn, type Scale } from '../../view/charts/parts/scale.ts'
import { formatFigure, formatMs, formatPercent, formatRate } from '../../view/format.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { useSize } from '../ui/useSize.ts'
import css from './Sweep.module.css'
import { type CurvePoint, SweepCurve } from './SweepCurve.tsx'
import type { SweptFigure } from './sweepFigures.ts'

const { chart, grid, axis, tick, goalLine, goalText } = css

const HEIGHT = 260
const LEFT = 56
const RIGHT = 24
const TOP = 18
const BOTTOM = 34
const LETTER_PX = 13
/** Between what cannot be claimed of lanes at one value. */
const ASIDE_PX = 10
/** A label of the axis of values takes about this much. */
const TICK_PX = 70
/** Where the largest is so many times the smallest, all are seen on a logarithmic axis only. */
const LOG_TIMES = 20

const SAY: Readonly<Record<Metric['unit'], (value: number) => string>> = {
  ms: formatMs,
  '/s': formatRate,
  share: formatPercent,
  times: (value) => `${formatFigure(value)}×`,
}

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
  const across = acrossOf(values, isLog)
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
          {up.labelled.map((value) => (
            <g key={value}>
              <line
                className={grid}
                x1={plot.x}
                x2={width - RIGHT}
                y1={yOf(value)}
                y2={yOf(value)}
              />
              <text className={tick} x={plot.x - 8} y={yOf(value)} textAnchor="end" dy="0.35em">
                {SAY[metric.unit](value)}
              </text>
            </g>
          ))}
          <line
            className={axis}
            x1={plot.x}
            x2={width - RIGHT}
            y1={plot.y + plot.height}
            y2={plot.y + plot.height}
          />
          {labelledOf(across, plot.width / TICK_PX).map((value) => (
            <text key={value} className={tick} x={xOf(value)} y={HEIGHT - 18} textAnchor="middle">
              {say(value)}
            </text>
          ))}
          <text className={tick} x={width - RIGHT} y={HEIGHT - 3} textAnchor="end">
            {name}
          </text>
          {goal !== null && (
            <g>
              <line
                className={goalLine}
                x1={plot.x}
                x2={width - RIGHT}
                y1={yOf(goal)}
                y2={yOf(goal)}
              />
              <text className={goalText} x={plot.x + 4} y={yOf(goal) - 4}>
                goal {SAY[metric.unit](goal)}
              </text>
            </g>
          )}
          {views.map((view, lane) => (
            <SweepCurve
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

function acrossOf(values: readonly number[], isLog: boolean): Scale {
  const [min, max] = [Math.min(...values), Math.max(...values)]
  return { min, max: max > min ? max : min + 1, isLog: isLog && min > 0, labelled: values }
}

/** As many as there is room for. */
function labelledOf({ min, max, isLog, labelled }: Scale, most: number): readonly number[] {
  if (labelled.length <= most) return labelled
  if (!isLog) return ticks(min, max, most)
  const every = Math.ceil(labelled.length / most)
  return labelled.filter((_, i) => i % every === 0)
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
