/** Which figure is on show, and the goal that it is held against. */
import { useId } from 'react'
import { type Metric, type MetricId, metricTitle } from '../../analysis/replications/metrics.ts'
import { duration, type NumberKnob, number, ratio } from '../../base/knobs.ts'
import { usePageState } from '../page/page.ts'
import { displayOf } from '../scenarioPanel/display.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { metricsIn } from '../selectors/crossing.ts'
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

/** Null: none. Undefined: one that the figures can be told apart by, once they are there. */
export type WantedGoal = number | null | undefined

interface SweepGoalProps {
  readonly metric: Metric
  readonly wanted: WantedGoal
  /** The one that holds now. */
  readonly bound: number | null
  readonly problem: string | null
  readonly onMetric: (id: MetricId) => void
  readonly onGoal: (wanted: WantedGoal) => void
  readonly onRefuse: (why: string | null) => void
}

export function SweepGoal(props: SweepGoalProps) {
  const { metric, wanted, bound, problem, onMetric, onGoal, onRefuse } = props
  const id = useId()
  const scenario = usePageState((state) => state.scenario)
  const knob = GOALS[metric.unit]
  const sign = metric.isLessBetter ? 'below' : 'above'
  const kind = wanted === undefined ? 'proposed' : wanted === null ? 'none' : 'own'
  return (
    <span className={goalPart}>
      <Part label="Figure">
        <Choice
          label="Figure"
          options={metricsIn(scenario).map((each) => ({ id: each.id, label: metricTitle(each) }))}
          value={metric.id}
          onChange={(next) => onMetric(next as MetricId)}
        />
      </Part>
      <Part label="Goal" problem={problem} problemId={id}>
        <Choice
          label="Goal"
          options={[
            { id: 'none', label: 'none' },
            {
              id: 'proposed',
              label: `${sign}, proposed`,
              summary: 'A value in the middle of what the runs give.',
            },
            { id: 'own', label: sign },
          ]}
          value={kind}
          onChange={(next) =>
            onGoal(next === 'none' ? null : next === 'own' ? (bound ?? knob.default) : undefined)
          }
        />
        {bound !== null && (
          <NumberField
            // Another figure has another unit.
            key={metric.id}
            knob={knob}
            value={bound}
            unit={displayOf(knob).unit}
            label={`Goal: ${metric.id} ${sign}`}
            describedBy={problem === null ? undefined : id}
            onCommit={onGoal}
            onRefuse={onRefuse}
          />
        )}
      </Part>
    </span>
  )
}
