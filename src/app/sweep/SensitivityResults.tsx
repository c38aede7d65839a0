/** What a sensitivity has found: for each lane against the first a tornado, a sentence, and the figures as a table. */
import { useMemo } from 'react'
import type { Metric } from '../../analysis/replications/metrics.ts'
import {
  type Sensitivity,
  type Standing,
  sensitivitiesOf,
} from '../../analysis/replications/sensitivity.ts'
import {
  SENSITIVITY_NOTE,
  sensitivityWords,
  standingWords,
} from '../../analysis/replications/sensitivityWords.ts'
import { percentText } from '../../base/percentText.ts'
import type { Input } from '../../scenario/edits/inputs.ts'
import { bySwing } from '../../view/tornadoPicture.ts'
import { FigureTable } from '../dialogs/LaneTable.tsx'
import { usePageState } from '../page/page.ts'
import type { SweepState } from '../page/state.ts'
import { type LaneView, selectViews } from '../selectors/laneViews.ts'
import css from './Sweep.module.css'
import { isWhole } from './sweptGoal.ts'
import { TornadoChart } from './TornadoChart.tsx'

const { says, note } = css

interface SensitivityResultsProps {
  readonly sweep: SweepState
  readonly inputs: readonly Input[]
  readonly byRatio: number
  readonly metric: Metric
}

export function SensitivityResults({ sweep, inputs, byRatio, metric }: SensitivityResultsProps) {
  const views = usePageState(selectViews)
  const letters = views.map(({ letter }) => letter)
  const { points } = sweep
  const isDone = isWhole(sweep)
  const all = useMemo(
    () => sensitivitiesOf(points, metric, inputs.length),
    [points, metric, inputs.length],
  )
  const of = { metric, inputs, byRatio, letters }
  return (
    <>
      {isDone && (
        <>
          <ul className={says} aria-label="What it says">
            {all.map((found) => (
              <li key={found.lane}>{sensitivityWords(found, of)}</li>
            ))}
          </ul>
          <p className={note}>{SENSITIVITY_NOTE}</p>
        </>
      )}
      {all.map((found) => {
        const view = views[found.lane]
        return (
          view && (
            <OneLane key={view.key} {...{ found, view, metric, inputs, byRatio }} isDone={isDone} />
          )
        )
      })}
    </>
  )
}

interface OneLaneProps {
  readonly found: Sensitivity
  readonly view: LaneView
  readonly metric: Metric
  readonly inputs: readonly Input[]
  readonly byRatio: number
  readonly isDone: boolean
}

function OneLane({ found, view, metric, inputs, byRatio, isDone }: OneLaneProps) {
  /** Where nothing is claimed yet there may be later. */
  const wordsOf = (standing: Standing | undefined): string =>
    standing === undefined || (standing.told === null && !isDone) ? '…' : standingWords(standing)
  const by = `${percentText(byRatio)} %`
  const title = `${metric.name} of ${view.letter} against A`
  return (
    <>
      <TornadoChart {...{ found, view, by, title }} names={inputs.map(({ name }) => name)} />
      <FigureTable
        label={`Figures: ${title}`}
        caption={`How ${title} moves with each input; as things stand ${standingWords(found.asItIs)}`}
        columns={[title, `${by} lower`, `${by} higher`]}
      >
        <tr>
          <th scope="row">as things stand</th>
          <td colSpan={2}>{wordsOf(found.asItIs)}</td>
        </tr>
        {bySwing(found.moved).map((i) => (
          <tr key={inputs[i]?.id}>
            <th scope="row" data-tip={inputs[i]?.help}>
              {inputs[i]?.name}
            </th>
            <td>{wordsOf(found.moved[i]?.lower)}</td>
            <td>{wordsOf(found.moved[i]?.higher)}</td>
          </tr>
        ))}
      </FigureTable>
    </>
  )
}
