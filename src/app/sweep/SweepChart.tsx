/** The curves of a sweep with their bounds, one line a lane; a point opens the lanes at its value. */
import { useMemo, useRef } from 'react'
import type { FoundFigure } from '../../analysis/replications/meanWords.ts'
import { type Metric, metricTitle } from '../../analysis/replications/metrics.ts'
import { sweepPicture } from '../../view/sweepPicture.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { useSize } from '../ui/useSize.ts'
import css from './Sweep.module.css'
import { SweepAxes } from './SweepAxes.tsx'
import { SweepBand, SweepDots, SweepLine } from './SweepCurve.tsx'

const { chart } = css

interface SweepChartProps {
  readonly views: readonly LaneView[]
  readonly values: readonly number[]
  /** For each value each lane. */
  readonly figures: readonly (readonly FoundFigure[])[]
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
  const size = useSize(box)
  const picture = useMemo(
    () => size && sweepPicture({ values, figures, metric, isLog, goal }, size),
    [size, values, figures, metric, isLog, goal],
  )
  const lanes = views.flatMap((view, lane) => {
    const curve = picture?.curves[lane]
    return curve === undefined ? [] : [{ view, curve, lane }]
  })
  const wordsAt = (lane: number, value: number): string =>
    `${say(value)}: ${figures[values.indexOf(value)]?.[lane]?.words ?? '–'}`
  return (
    <div ref={box} className={chart}>
      {size && picture && size.widthPx > 0 && (
        <svg width={size.widthPx} height={size.heightPx}>
          <title>{`${metricTitle(metric)} by ${name}`}</title>
          <SweepAxes {...{ picture, metric, name, say, goal }} />
          {lanes.map(({ view, curve }) => (
            <SweepBand key={view.key} {...{ view, curve }} />
          ))}
          {lanes.map(({ view, curve }) => (
            <SweepLine key={view.key} {...{ view, curve }} />
          ))}
          {lanes.map(({ view, curve, lane }) => (
            <SweepDots
              key={view.key}
              {...{ view, curve, onOpen }}
              wordsAt={(value) => wordsAt(lane, value)}
            />
          ))}
        </svg>
      )}
    </div>
  )
}
