/** What the curves of a sweep stand on: values along, the figure upwards, and the goal. */
import type { Metric } from '../../analysis/replications/metrics.ts'
import { formatFigure, formatMs, formatPercent, formatRate } from '../../view/format.ts'
import type { SweepPicture } from '../../view/sweepPicture.ts'
import css from './Sweep.module.css'

const { grid, axis, tick, goalLine, goalText } = css

const SAY: Readonly<Record<Metric['unit'], (value: number) => string>> = {
  ms: formatMs,
  '/s': formatRate,
  share: formatPercent,
  times: (value) => `${formatFigure(value)}×`,
}

interface SweepAxesProps {
  readonly picture: SweepPicture
  readonly metric: Metric
  readonly name: string
  readonly say: (value: number) => string
  readonly goal: number | null
}

export function SweepAxes({ picture, metric, name, say, goal }: SweepAxesProps) {
  const { plot, along, upwards, labelX, valueY, nameY, goalY } = picture
  const ends = { x1: plot.left, x2: plot.right }
  return (
    <>
      {upwards.map(({ value, y }) => (
        <g key={value}>
          <line className={grid} {...ends} y1={y} y2={y} />
          <text className={tick} x={labelX} y={y} textAnchor="end" dy="0.35em">
            {SAY[metric.unit](value)}
          </text>
        </g>
      ))}
      <line className={axis} {...ends} y1={plot.bottom} y2={plot.bottom} />
      {along.map(({ value, x }) => (
        <text key={value} className={tick} x={x} y={valueY} textAnchor="middle">
          {say(value)}
        </text>
      ))}
      <text className={tick} x={plot.right} y={nameY} textAnchor="end">
        {name}
      </text>
      {goal !== null && goalY !== null && (
        <g>
          <line className={goalLine} {...ends} y1={goalY} y2={goalY} />
          <text className={goalText} x={plot.right} y={goalY} dy="-0.35em" textAnchor="end">
            goal {SAY[metric.unit](goal)}
          </text>
        </g>
      )}
    </>
  )
}
