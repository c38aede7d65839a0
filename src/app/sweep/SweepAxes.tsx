/** What the curves of a sweep stand on: values along, the figure upwards, and the goal. */
import type { Metric } from '../../analysis/replications/metrics.ts'
import type { Scale } from '../../view/charts/parts/scale.ts'
import { formatFigure, formatMs, formatPercent, formatRate } from '../../view/format.ts'
import css from './Sweep.module.css'
import { BOTTOM, HEIGHT, LEFT, RIGHT } from './sweepPlot.ts'

const { grid, axis, tick, goalLine, goalText } = css

const SAY: Readonly<Record<Metric['unit'], (value: number) => string>> = {
  ms: formatMs,
  '/s': formatRate,
  share: formatPercent,
  times: (value) => `${formatFigure(value)}×`,
}

interface SweepAxesProps {
  readonly metric: Metric
  readonly name: string
  readonly say: (value: number) => string
  readonly goal: number | null
  readonly across: Scale
  readonly up: Scale
  readonly xOf: (value: number) => number
  readonly yOf: (value: number) => number
  readonly width: number
}

export function SweepAxes(props: SweepAxesProps) {
  const { metric, name, say, goal, across, up, xOf, yOf, width } = props
  return (
    <>
      {up.labelled.map((value) => (
        <g key={value}>
          <line className={grid} x1={LEFT} x2={width - RIGHT} y1={yOf(value)} y2={yOf(value)} />
          <text className={tick} x={LEFT - 8} y={yOf(value)} textAnchor="end" dy="0.35em">
            {SAY[metric.unit](value)}
          </text>
        </g>
      ))}
      <line
        className={axis}
        x1={LEFT}
        x2={width - RIGHT}
        y1={HEIGHT - BOTTOM}
        y2={HEIGHT - BOTTOM}
      />
      {across.labelled.map((value) => (
        <text key={value} className={tick} x={xOf(value)} y={HEIGHT - 18} textAnchor="middle">
          {say(value)}
        </text>
      ))}
      <text className={tick} x={width - RIGHT} y={HEIGHT - 3} textAnchor="end">
        {name}
      </text>
      {goal !== null && (
        <g>
          <line className={goalLine} x1={LEFT} x2={width - RIGHT} y1={yOf(goal)} y2={yOf(goal)} />
          <text className={goalText} x={width - RIGHT} y={yOf(goal) - 4} textAnchor="end">
            goal {SAY[metric.unit](goal)}
          </text>
        </g>
      )}
    </>
  )
}
