/** The lanes at many values of one setting: where their curves cross, and where a goal is met. */
import { useMemo, useState } from 'react'
import { metricOf } from '../../analysis/replications/metrics.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { SweepState, SweepWish } from '../page/state.ts'
import { WordButton } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Sweep.module.css'
import { SweepForm, valuesOf } from './SweepForm.tsx'
import { SweepGoal } from './SweepGoal.tsx'
import { SweepResults } from './SweepResults.tsx'
import { rangeAround, type SweptSetting, sayValue, sweptSettings } from './sweptSettings.ts'
import { useSweep } from './useSweep.ts'

const { prose, verbs, progress, problemLine, note } = css

/** Runs of each lane at each value: enough for bounds, and soon there. */
const RUNS = 5

export function Sweep({ onClose }: { readonly onClose: () => void }) {
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
          {...{ setting, settings, onClose }}
          onChoose={setField}
        />
      )}
    </Modal>
  )
}

interface SweepOfProps {
  readonly setting: SweptSetting
  readonly settings: readonly SweptSetting[]
  readonly onChoose: (field: string) => void
  readonly onClose: () => void
}

function SweepOf({ setting, settings, onChoose, onClose }: SweepOfProps) {
  const { store } = usePage()
  const goalMs = usePageState((state) => state.goalMs)
  const look = usePageState((state) => state.sweepLook)
  const { sweep, start, stop, open } = useSweep(setting)
  const [wish, setWish] = useState<SweepWish>(
    () => sweep?.plan.wish ?? { ...rangeAround(setting), runs: RUNS },
  )
  const [problem, setProblem] = useState<string | null>(null)
  const metric = metricOf(look.metric)
  const bound =
    look.goals[metric.id] ?? (metric.id === 'p99' && !('p99' in look.goals) ? goalMs : null)
  const goal = bound === null ? null : { metric, isBelow: metric.isLessBetter, bound }
  const next = nextOf(sweep, wish)
  const why = problem ?? sweep?.problem ?? null
  const run = (values: readonly number[]): void => start(values, wish)
  return (
    <>
      <SweepForm
        {...{ setting, settings, wish, onChoose }}
        onWish={setWish}
        onRefuse={setProblem}
      />
      <div className={verbs}>
        {sweep?.isRunning === true ? (
          <WordButton look="outlined" onClick={stop}>
            Stop
          </WordButton>
        ) : (
          <WordButton
            look="filled"
            disabled={problem !== null || next.isDone}
            onClick={() => run(next.values)}
          >
            {next.verb}
          </WordButton>
        )}
        {sweep !== null && sweep.of > 0 && <SweepProgress sweep={sweep} />}
        <SweepGoal
          {...{ metric, bound }}
          onMetric={(id) => store.setState({ sweepLook: { ...look, metric: id } })}
          onBound={(to) =>
            store.setState({ sweepLook: { ...look, goals: { ...look.goals, [metric.id]: to } } })
          }
          onRefuse={setProblem}
        />
      </div>
      {why !== null && (
        <p className={problemLine} role="alert">
          {why}
        </p>
      )}
      {sweep?.refused.map(({ at, why: reason }) => (
        <p key={at} className={note}>
          Left out: {sayValue(setting)(at)}. {reason}
        </p>
      ))}
      {sweep !== null && sweep.points.length > 0 && (
        <SweepResults
          {...{ sweep, setting, metric, goal }}
          isLog={sweep.plan.wish.isLog}
          onCloser={run}
          onOpen={(value) => open(value) && onClose()}
        />
      )}
    </>
  )
}

/** What the button does: begins, goes on with what was stopped, or nothing where all is there. */
function nextOf(sweep: SweepState | null, wish: SweepWish) {
  const asked = sweep?.plan.wish
  const isSame =
    asked?.from === wish.from &&
    asked.to === wish.to &&
    asked.count === wish.count &&
    asked.isLog === wish.isLog
  if (sweep === null || !isSame) return { values: valuesOf(wish), verb: 'Run', isDone: false }
  // What was looked at more closely belongs to it.
  const { values } = sweep.plan
  const isWhole = sweep.done === sweep.of && asked?.runs === wish.runs
  return { values, verb: sweep.done < sweep.of ? 'Go on' : 'Run', isDone: isWhole }
}

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
