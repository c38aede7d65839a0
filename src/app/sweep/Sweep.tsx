/** The lanes at many values of one setting: where their curves cross, and where a goal is met. */
import { useMemo, useState } from 'react'
import { type MetricId, metricOf } from '../../analysis/replications/metrics.ts'
import { withVaried } from '../../scenario/edits/vary.ts'
import { applyEdit } from '../actions/edit.ts'
import { closeDialog } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { SweepState } from '../page/state.ts'
import { WordButton } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Sweep.module.css'
import { SweepForm, type SweepWish, valuesOf } from './SweepForm.tsx'
import { SweepGoal } from './SweepGoal.tsx'
import { SweepResults } from './SweepResults.tsx'
import { rangeAround, type SweptSetting, sayValue, sweptSettings } from './sweptSettings.ts'
import { useSweep } from './useSweep.ts'

const { prose, verbs, progress, problemLine } = css

/** Runs of each lane at each value: enough for bounds, and soon there. */
const RUNS = 5

export function Sweep({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const settings = useMemo(() => sweptSettings(scenario), [scenario])
  const kept = usePageState((state) => state.sweep)
  const asked = usePageState((state) => state.sweptField)
  const [field, setField] = useState(asked ?? kept?.plan.field ?? '')
  const setting = settings.find((each) => each.field === field) ?? settings[0]
  return (
    <Modal title="Sweep" form="wide" onClose={onClose}>
      <p className={prose}>
        The lanes at many values of one setting, in several runs each. The traffic of a run is the
        same in all lanes.
      </p>
      {setting !== undefined && (
        <SweepOf
          // Another setting has another range.
          key={setting.field}
          setting={setting}
          settings={settings}
          onChoose={setField}
          onOpen={(value) => {
            const words = `${setting.label}: ${sayValue(setting)(value)}.`
            const isDone = applyEdit(page, withVaried(scenario, setting.varied, value), { words })
            if (isDone) closeDialog(page)
          }}
        />
      )}
    </Modal>
  )
}

interface SweepOfProps {
  readonly setting: SweptSetting
  readonly settings: readonly SweptSetting[]
  readonly onChoose: (field: string) => void
  /** Shows the lanes as they are at this value. */
  readonly onOpen: (value: number) => void
}

function SweepOf({ setting, settings, onChoose, onOpen }: SweepOfProps) {
  const goalMs = usePageState((state) => state.goalMs)
  const { sweep, start, stop } = useSweep(setting)
  const [wish, setWish] = useState<SweepWish>(() => wishOf(setting, sweep?.plan.values))
  const [metricId, setMetric] = useState<MetricId>('p99')
  const [bounds, setBounds] = useState<Bounds>({ p99: goalMs })
  const metric = metricOf(metricId)
  const bound = bounds[metricId] ?? null
  const goal = bound === null ? null : { metric, isBelow: metric.isLessBetter, bound }
  const isPart = sweep !== null && sweep.done < sweep.of
  return (
    <>
      <SweepForm {...{ setting, settings, wish, onChoose }} onWish={setWish} />
      <div className={verbs}>
        {sweep?.isRunning === true ? (
          <WordButton look="outlined" onClick={stop}>
            Stop
          </WordButton>
        ) : (
          <WordButton look="filled" onClick={() => start(valuesOf(wish), wish.runs)}>
            {isPart ? 'Go on' : 'Run'}
          </WordButton>
        )}
        {sweep !== null && sweep.of > 0 && <SweepProgress sweep={sweep} />}
        <SweepGoal
          metric={metric}
          bound={bound}
          onMetric={setMetric}
          onBound={(next) => setBounds({ ...bounds, [metricId]: next })}
        />
      </div>
      {sweep?.problem != null && (
        <p className={problemLine} role="alert">
          {sweep.problem}
        </p>
      )}
      {sweep !== null && sweep.points.length > 0 && (
        <SweepResults
          {...{ sweep, setting, metric, goal, onOpen }}
          isLog={wish.isLog}
          onCloser={(values) => start(values, wish.runs)}
        />
      )}
    </>
  )
}

/** A goal for each figure; null for none. */
type Bounds = Readonly<Partial<Record<MetricId, number | null>>>

function SweepProgress({ sweep }: { readonly sweep: SweepState }) {
  const { done, of, leftMs, isRunning } = sweep
  const left = leftMs === null ? '' : `, about ${Math.max(1, Math.round(leftMs / 1000))} s left`
  const words = isRunning ? `${done} of ${of} runs${left}` : `stopped at ${done} of ${of} runs`
  return (
    <span className={progress} role="status">
      <progress value={done} max={of} aria-label="Runs that are done" />
      {done === of ? `${of} runs` : words}
    </span>
  )
}

function wishOf(setting: SweptSetting, values: readonly number[] | undefined): SweepWish {
  const range = rangeAround(setting)
  const known =
    values === undefined || values.length < 2
      ? {}
      : { from: Math.min(...values), to: Math.max(...values) }
  return { ...range, ...known, runs: RUNS }
}
