/** The lanes at many values of one setting: where their curves cross, and where a goal is met. */
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { expectationWords } from '../../analysis/replications/expectation.ts'
import { METRICS, type MetricId, metricOf } from '../../analysis/replications/metrics.ts'
import { closerValues, ordersOf, reachesOf } from '../../analysis/replications/sweep.ts'
import { sweepCsv } from '../../analysis/replications/sweepCsv.ts'
import { orderWords, reachWords } from '../../analysis/replications/sweepWords.ts'
import { type Range, stepsOf } from '../../base/steps.ts'
import { withVaried } from '../../scenario/edits/vary.ts'
import { applyEdit } from '../actions/edit.ts'
import { closeDialog } from '../actions/view.ts'
import { download, fileName } from '../documents/download.ts'
import { usePage, usePageState } from '../page/page.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { openWorker } from '../simulation/openWorker.ts'
import { Sweeper } from '../simulation/sweeper.ts'
import { WordButton } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Sweep.module.css'
import { SweepChart } from './SweepChart.tsx'
import { SweepForm, type SweepWish } from './SweepForm.tsx'
import { SweepGoal } from './SweepGoal.tsx'
import { SweepTable } from './SweepTable.tsx'
import { sweptFigures } from './sweepFigures.ts'
import {
  rangeAround,
  type SweptSetting,
  sayValue,
  sweepKey,
  sweptSettings,
} from './sweptSettings.ts'

const { prose, says, verbs, progress, problemLine } = css

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
  const page = usePage()
  const { store } = page
  const views = usePageState(selectViews)
  const scenario = usePageState((state) => state.scenario)
  const key = useMemo(() => sweepKey(scenario, setting), [scenario, setting])
  const all = usePageState((state) => state.sweep)
  const sweep = all?.plan.field === setting.field && all.plan.key === key ? all : null
  const goalMs = usePageState((state) => state.goalMs)
  const [wish, setWish] = useState<SweepWish>(() => wishOf(setting, sweep?.plan.values))
  const [metricId, setMetric] = useState<MetricId>('p99')
  const [bounds, setBounds] = useState<Readonly<Partial<Record<MetricId, number | null>>>>({
    p99: goalMs,
  })
  const sweeper = useSweeper()
  const id = useId()
  const metric = metricOf(metricId)
  const bound = bounds[metricId] ?? null
  const points = sweep?.points ?? []
  const values = points.map(({ at }) => at)
  const figures = useMemo(() => sweptFigures(sweep?.points ?? [], metric), [sweep, metric])
  const goal = bound === null ? null : { metric, isBelow: metric.isLessBetter, bound }
  const say = sayValue(setting)
  const start = (of: readonly number[]): void =>
    sweeper().start({
      field: setting.field,
      varied: setting.varied,
      scenario: store.getState().scenario,
      key,
      values: of,
      runs: wish.runs,
    })
  const closer =
    goal === null || sweep === null
      ? []
      : closerValues(points, {
          expectation: goal,
          isLog: wish.isLog,
          isWhole: setting.knob.isInteger,
        })
  const isRunning = sweep?.isRunning === true
  const isWhole = sweep !== null && sweep.done === sweep.of && sweep.of > 0
  return (
    <>
      <SweepForm
        setting={setting}
        settings={settings}
        wish={wish}
        onChoose={onChoose}
        onWish={setWish}
      />
      <div className={verbs}>
        {isRunning ? (
          <WordButton look="outlined" onClick={() => sweeper().stop()}>
            Stop
          </WordButton>
        ) : (
          <WordButton look="filled" onClick={() => start(stepsOf(wish))}>
            {sweep !== null && !isWhole ? 'Go on' : 'Run'}
          </WordButton>
        )}
        <SweepProgress />
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
      {points.length > 0 && (
        <>
          <SweepChart
            {...{ views, values, figures, metric, say, onOpen }}
            isLog={wish.isLog}
            goal={bound}
            name={nameOf(setting)}
          />
          {isWhole && (
            <ul className={says} aria-label="What it says">
              {sentences().map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
          <div className={verbs}>
            {isWhole && closer.length > 0 && (
              <WordButton
                look="outlined"
                aria-describedby={`${id}-closer`}
                onClick={() => start([...values, ...closer])}
              >
                Look closer at the goal
              </WordButton>
            )}
            <span id={`${id}-closer`} hidden>
              Adds values between those where a lane begins to meet the goal or ceases to.
            </span>
            <WordButton onClick={save}>Save as CSV</WordButton>
          </div>
          <SweepTable
            {...{ views, values, figures, say, onOpen }}
            name={nameOf(setting)}
            metric={metric}
          />
        </>
      )}
    </>
  )

  function sentences(): readonly string[] {
    const letters = views.map(({ letter }) => letter)
    const orders = ordersOf(points, metric).map((order) =>
      orderWords(order, { metric: metricId, letters, say }),
    )
    if (goal === null) return orders
    const words = expectationWords(goal)
    const reaches = reachesOf(points, goal).map((reach, i) =>
      reachWords(reach, { letter: letters[i] ?? '', goal: words, say }),
    )
    return [...reaches, ...orders]
  }

  function save(): void {
    const rows = METRICS.flatMap((each) =>
      sweptFigures(points, each).flatMap((lanes, p) =>
        lanes.map(({ interval, stability }, i) => ({
          at: [values[p] as number],
          letter: views[i]?.letter ?? '',
          title: views[i]?.title ?? '',
          stability,
          metric: each.id,
          unit: each.unit,
          replications: points[p]?.lanes[i]?.length ?? 0,
          mean: interval,
          against: null,
        })),
      ),
    )
    download(`${fileName(scenario.title)}-sweep.csv`, sweepCsv([setting.field], rows), 'text/csv')
  }
}

function SweepProgress() {
  const sweep = usePageState((state) => state.sweep)
  if (sweep === null || sweep.of === 0) return null
  const left =
    sweep.leftMs === null ? '' : `, about ${Math.max(1, Math.round(sweep.leftMs / 1000))} s left`
  return (
    <span className={progress} role="status">
      <progress value={sweep.done} max={sweep.of} aria-label="Runs that are done" />
      {sweep.isRunning
        ? `${sweep.done} of ${sweep.of} runs${left}`
        : sweep.done < sweep.of
          ? `stopped at ${sweep.done} of ${sweep.of} runs`
          : `${sweep.of} runs`}
    </span>
  )
}

/** Made when it is first asked for; it rests when the dialog closes. */
function useSweeper(): () => Sweeper {
  const { store } = usePage()
  const held = useRef<Sweeper | null>(null)
  useEffect(() => () => held.current?.stop(), [])
  return () => {
    held.current ??= new Sweeper({ store, openWorker, cores: navigator.hardwareConcurrency })
    return held.current
  }
}

function wishOf(setting: SweptSetting, values: readonly number[] | undefined): SweepWish {
  const range: Range = rangeAround(setting)
  const known =
    values === undefined || values.length < 2
      ? {}
      : { from: Math.min(...values), to: Math.max(...values) }
  return { ...range, ...known, runs: RUNS }
}

const nameOf = ({ section, label }: SweptSetting): string => `${section}, ${label.toLowerCase()}`
