/** Which figure is on show, and the goal that it is held against. */
import { METRICS, type Metric, type MetricId } from '../../analysis/replications/metrics.ts'
import { duration, type NumberKnob, number, ratio } from '../../base/knobs.ts'
import { displayOf } from '../scenarioPanel/display.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Part } from './Part.tsx'
import css from './Sweep.module.css'

const { goalPart } = css

const help = 'Where a lane meets the goal is told once all runs are there.'

/** What a goal may be, by the unit of the figure. */
const GOALS: Readonly<Record<Metric['unit'], NumberKnob>> = {
  ms: duration({ label: 'Goal', help, min: 0, max: 600_000, default: 250 }),
  '/s': number({ label: 'Goal', help, unit: '/s', min: 0, max: 1e7, default: 100 }),
  share: ratio({ label: 'Goal', help, default: 0.01 }),
  times: number({ label: 'Goal', help, unit: '×', min: 1, max: 1000, default: 1.2 }),
}

interface SweepGoalProps {
  readonly metric: Metric
  /** Null: none. */
  readonly bound: number | null
  readonly onMetric: (id: MetricId) => void
  readonly onBound: (bound: number | null) => void
  readonly onRefuse: (why: string | null) => void
}

export function SweepGoal({ metric, bound, onMetric, onBound, onRefuse }: SweepGoalProps) {
  const knob = GOALS[metric.unit]
  const sign = metric.isLessBetter ? 'below' : 'above'
  return (
    <span className={goalPart}>
      <Part label="Figure">
        <Choice
          label="Figure"
          options={METRICS.map(({ id }) => ({ id, label: id }))}
          value={metric.id}
          onChange={(id) => onMetric(id as MetricId)}
        />
      </Part>
      <Part label="Goal">
        <Choice
          label="Goal"
          options={[
            { id: 'none', label: 'none' },
            { id: 'goal', label: sign },
          ]}
          value={bound === null ? 'none' : 'goal'}
          onChange={(id) => onBound(id === 'none' ? null : knob.default)}
        />
        {bound !== null && (
          <NumberField
            // Another figure has another unit.
            key={metric.id}
            knob={knob}
            value={bound}
            unit={displayOf(knob).unit}
            label={`Goal: ${metric.id} ${sign}`}
            describedBy={undefined}
            onCommit={onBound}
            onRefuse={onRefuse}
          />
        )}
      </Part>
    </span>
  )
}
