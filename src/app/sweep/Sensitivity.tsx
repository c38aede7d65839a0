/** Whether what is said of the lanes survives that inputs are not quite what was put in. */
import { useMemo, useState } from 'react'
import { type MetricId, metricOf, metricTitle } from '../../analysis/replications/metrics.ts'
import { INPUT_BY, inputsOf, inputValues } from '../../scenario/edits/inputs.ts'
import { usePageState } from '../page/page.ts'
import type { SweepState, SweepWish } from '../page/state.ts'
import { displayOf } from '../scenarioPanel/display.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { metricsIn } from '../selectors/crossing.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { Choice } from '../ui/Choice.tsx'
import { Modal } from '../ui/Modal.tsx'
import { Part } from './Part.tsx'
import { nextOf, RunButtons } from './RunButtons.tsx'
import { SensitivityResults } from './SensitivityResults.tsx'
import css from './Sweep.module.css'
import { useSweepWarning } from './sweepCost.ts'
import { useKeptSweep } from './sweepKeeper.ts'
import { RUNS } from './sweepKnobs.ts'
import { useSweeper } from './useSweeper.ts'

const { prose, form, verbs, problemLine, note, warning: warningLine } = css

export function SensitivityDialog({ onClose }: { readonly onClose: () => void }) {
  const areSeveral = usePageState((state) => selectViews(state).length > 1)
  const isReady = useKeptSweep('sensitivity', null)
  return (
    <Modal title="Sensitivity" form="wide" onClose={onClose}>
      <p className={prose}>
        Load, demand, latency and failures are measured or guessed. Each by itself is made smaller
        and larger in all lanes: does the order of the lanes survive that?
      </p>
      {areSeveral ? (
        isReady && <Chosen />
      ) : (
        <p className={note}>There is one lane, and so no order of lanes. Add a lane.</p>
      )}
    </Modal>
  )
}

/** What was found of this scenario before is there again, with what was asked. */
function Chosen() {
  const kept = usePageState((state) => state.sensitivity)
  const varied = kept?.plan.varied
  const [byRatio, setBy] = useState(varied?.kind === 'inputs' ? varied.byRatio : INPUT_BY.default)
  const [asked, setAsked] = useState<Asked>({
    runs: kept?.plan.wish.runs ?? RUNS.default,
    metricId: 'p99',
  })
  // What is found is of one share: another begins anew, and what was asked stays.
  return <Kept key={byRatio} {...{ byRatio, asked }} onBy={setBy} onAsk={setAsked} />
}

/** What was found of this share before, if the browser has it. */
function Kept(props: SensitivityOfProps) {
  return (
    useKeptSweep('sensitivity', sensitivityField(props.byRatio)) && <SensitivityOf {...props} />
  )
}

const sensitivityField = (byRatio: number): string => `by ${byRatio}`

interface Asked {
  readonly runs: number
  readonly metricId: MetricId
}

interface SensitivityOfProps {
  readonly byRatio: number
  readonly asked: Asked
  readonly onBy: (byRatio: number) => void
  readonly onAsk: (asked: Asked) => void
}

function SensitivityOf({ byRatio, asked, onBy, onAsk }: SensitivityOfProps) {
  const { runs, metricId } = asked
  const scenario = usePageState((state) => state.scenario)
  const inputs = useMemo(() => inputsOf(scenario), [scenario])
  const varied = useMemo(() => ({ kind: 'inputs', byRatio }) as const, [byRatio])
  const { sweep, start, stop } = useSweeper('sensitivity', {
    field: sensitivityField(byRatio),
    varied,
  })
  const [refusals, setRefusals] = useState<Readonly<Record<'by' | 'runs', string | null>>>({
    by: null,
    runs: null,
  })
  const wish = wishOf(inputs.length, runs)
  const next = nextOf(sweep, wish, () => inputValues(inputs))
  const warning = useSweepWarning(varied, next.values, runs)
  return (
    <>
      <div className={form}>
        <Part label="By" tip={INPUT_BY.help} problem={refusals.by}>
          <NumberField
            knob={INPUT_BY}
            value={byRatio}
            unit={displayOf(INPUT_BY).unit}
            label="By"
            describedBy={undefined}
            onCommit={onBy}
            onRefuse={(by) => setRefusals({ ...refusals, by })}
          />
        </Part>
        <Part label="Runs" tip={RUNS.help} problem={refusals.runs}>
          <NumberField
            knob={RUNS}
            value={runs}
            unit=""
            label="Runs"
            describedBy={undefined}
            onCommit={(many) => onAsk({ ...asked, runs: many })}
            onRefuse={(why) => setRefusals({ ...refusals, runs: why })}
          />
        </Part>
        <Part label="Figure">
          <Choice
            label="Figure"
            options={metricsIn(scenario).map((each) => ({ id: each.id, label: metricTitle(each) }))}
            value={metricId}
            onChange={(id) => onAsk({ ...asked, metricId: id as MetricId })}
          />
        </Part>
      </div>
      <p className={note}>
        Inputs here: {inputs.map(({ name }) => name).join(', ')}. {next.values.length} points.
      </p>
      {warning !== null && !next.isDone && <p className={warningLine}>{warning}</p>}
      <div className={verbs}>
        <RunButtons
          {...{ sweep, next }}
          isRefused={refusals.by !== null || refusals.runs !== null}
          onRun={() => start(next.values, wish)}
          onStop={stop}
        />
      </div>
      {sweep !== null && <Problems sweep={sweep} names={inputs.map(({ name }) => name)} />}
      {sweep !== null && sweep.points.length > 0 && (
        <SensitivityResults {...{ sweep, inputs, byRatio }} metric={metricOf(metricId)} />
      )}
    </>
  )
}

/** Its points are numbered, not chosen. */
const wishOf = (inputs: number, runs: number): SweepWish => ({
  ...{ from: -inputs, to: inputs, count: 2 * inputs + 1 },
  ...{ isLog: false, runs },
})

/** Why it has stopped, or which inputs are not possible. */
function Problems({
  sweep,
  names,
}: {
  readonly sweep: SweepState
  readonly names: readonly string[]
}) {
  if (sweep.problem !== null) {
    return (
      <p className={problemLine} role="alert">
        {sweep.problem}
      </p>
    )
  }
  return sweep.refused.map(({ at, why }) => (
    <p key={at} className={note}>
      Left out: {names[Math.abs(at) - 1]}, {at < 0 ? 'lower' : 'higher'}. {why}
    </p>
  ))
}
