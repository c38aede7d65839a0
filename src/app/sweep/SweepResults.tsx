/** What a sweep has found so far: curves, sentences, and the figures as a table. */
import { useId, useMemo } from 'react'
import type { Expectation } from '../../analysis/replications/expectation.ts'
import { foundFigure } from '../../analysis/replications/meanWords.ts'
import type { Metric } from '../../analysis/replications/metrics.ts'
import { closerValues } from '../../analysis/replications/sweep.ts'
import { sweepCsv, sweptRows } from '../../analysis/replications/sweepCsv.ts'
import { sweepSays } from '../../analysis/replications/sweepSays.ts'
import { download, fileName } from '../documents/download.ts'
import { usePageState } from '../page/page.ts'
import type { SweepState } from '../page/state.ts'
import { briefly } from '../scenarioPanel/display.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import css from './Sweep.module.css'
import { SweepChart } from './SweepChart.tsx'
import { SweepTable } from './SweepTable.tsx'
import { isWhole } from './sweptGoal.ts'
import type { SweptSetting } from './sweptSettings.ts'

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
  const figures = useMemo(
    () => points.map(({ lanes }) => lanes.map((found) => foundFigure(metric, found))),
    [points, metric],
  )
  const values = useMemo(() => points.map(({ at }) => at), [points])
  const say = briefly(setting.knob, values)
  const name = `${setting.section}: ${setting.label}`
  const closer =
    isWhole(sweep) && goal !== null
      ? closerValues(points, { expectation: goal, isLog, isWhole: setting.knob.isInteger })
      : []
  const save = (): void => {
    const text = sweepCsv([setting.field], sweptRows(points, views))
    download(`${fileName(title)}-sweep.csv`, text, 'text/csv')
  }
  return (
    <>
      <SweepChart
        {...{ views, values, figures, metric, isLog, name, say, onOpen }}
        goal={goal?.bound ?? null}
      />
      {figures.flat().some(({ mean, stability }) => mean === null && stability !== 'stable') && (
        <p className={note}>× A lane is unstable there, so no {metric.name} is claimed of it.</p>
      )}
      {isWhole(sweep) && <Says {...{ points, metric, goal, say }} />}
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

interface SaysProps extends Pick<SweepResultsProps, 'metric' | 'goal'> {
  readonly points: SweepState['points']
  readonly say: (value: number) => string
}

/** The sentences of the command, in their order. */
function Says({ points, metric, goal, say }: SaysProps) {
  const views = usePageState(selectViews)
  const letters = views.map(({ letter }) => letter)
  const { sentences, notes } = sweepSays(points, { metrics: [metric], goal, letters, say })
  return (
    <>
      <ul className={says} aria-label="What it says">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {notes.map((each) => (
        <p key={each} className={note}>
          {each}
        </p>
      ))}
    </>
  )
}
