/** What a sweep has found so far: curves, sentences, and the figures as a table. */
import { useId, useMemo } from 'react'
import type { Expectation } from '../../analysis/replications/expectation.ts'
import type { Metric } from '../../analysis/replications/metrics.ts'
import { closerValues } from '../../analysis/replications/sweep.ts'
import { download, fileName } from '../documents/download.ts'
import { usePageState } from '../page/page.ts'
import type { SweepState } from '../page/state.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import css from './Sweep.module.css'
import { SweepChart } from './SweepChart.tsx'
import { SweepTable } from './SweepTable.tsx'
import { sweptFigures } from './sweepFigures.ts'
import { savedSweep, sweepSentences } from './sweepSentences.ts'
import { type SweptSetting, sayValue } from './sweptSettings.ts'

const { says, verbs, note } = css

interface SweepResultsProps {
  readonly sweep: SweepState
  readonly setting: SweptSetting
  readonly metric: Metric
  readonly goal: Expectation | null
  readonly isLog: boolean
  /** Looks at these values, too. */
  readonly onCloser: (values: readonly number[]) => void
  readonly onOpen: (value: number) => void
}

export function SweepResults(props: SweepResultsProps) {
  const { sweep, setting, metric, goal, isLog, onCloser, onOpen } = props
  const { points } = sweep
  const views = usePageState(selectViews)
  const title = usePageState((state) => state.scenario.title)
  const id = useId()
  const figures = useMemo(() => sweptFigures(points, metric), [points, metric])
  const values = points.map(({ at }) => at)
  const say = sayValue(setting)
  const name = `${setting.section}: ${setting.label}`
  const isWhole = sweep.done === sweep.of
  const closer =
    isWhole && goal !== null
      ? closerValues(points, { expectation: goal, isLog, isWhole: setting.knob.isInteger })
      : []
  const save = (): void => {
    const text = savedSweep(points, { path: setting.field, views })
    download(`${fileName(title)}-sweep.csv`, text, 'text/csv')
  }
  return (
    <>
      <SweepChart
        {...{ views, values, figures, metric, isLog, name, say, onOpen }}
        goal={goal?.bound ?? null}
      />
      {figures.flat().some(({ mean, stability }) => mean === null && stability !== 'stable') && (
        <p className={note}>× A lane is unstable there, so no {metric.id} is claimed of it.</p>
      )}
      {isWhole && (
        <ul className={says} aria-label="What it says">
          {sweepSentences(points, { metric, goal, views, say }).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {views.length > 1 && (
            <li className={note}>
              All values are looked at together, so to be told apart takes more than at one alone;
              more runs tell more.
            </li>
          )}
        </ul>
      )}
      <div className={verbs}>
        {closer.length > 0 && (
          <WordButton
            look="outlined"
            aria-describedby={`${id}-closer`}
            onClick={() => onCloser([...values, ...closer])}
          >
            Look closer at the goal
          </WordButton>
        )}
        <span id={`${id}-closer`} hidden>
          Adds values between those where a lane begins to meet the goal or ceases to.
        </span>
        <WordButton onClick={save}>Save as CSV</WordButton>
      </div>
      <SweepTable {...{ views, values, figures, metric, name, say, onOpen }} />
    </>
  )
}
