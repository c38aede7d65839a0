/** The lanes at many values of one setting: where their curves cross, and where a goal is met. */
import { useMemo, useState } from 'react'
import { metricOf } from '../../analysis/replications/metrics.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { SweepState, SweepWish } from '../page/state.ts'
import { briefly } from '../scenarioPanel/display.ts'
import { Modal } from '../ui/Modal.tsx'
import { nextOf, RunButtons } from './RunButtons.tsx'
import css from './Sweep.module.css'
import { isRange, type Refusals, SweepForm, valuesOf } from './SweepForm.tsx'
import { SweepGoal, type WantedGoal } from './SweepGoal.tsx'
import { SweepResults } from './SweepResults.tsx'
import { useSweepWarning } from './sweepCost.ts'
import { useKeptSweep } from './sweepKeeper.ts'
import { RUNS } from './sweepKnobs.ts'
import { sweptGoal } from './sweptGoal.ts'
import { rangeAround, type SweptSetting, sweptSettings } from './sweptSettings.ts'
import { useSweep } from './useSweep.ts'

const { prose, verbs, problemLine, note } = css

export function Sweep({ onClose }: { readonly onClose: () => void }) {
  const asked = usePageState((state) => state.sweptField)
  const isReady = useKeptSweep('sweep', asked)
  return (
    <Modal title="Sweep" form="wide" onClose={onClose}>
      <p className={prose}>
        The lanes at many values of one setting, in several runs each. The traffic of a run is the
        same in all lanes.
      </p>
      {isReady && <Chosen asked={asked} onClose={onClose} />}
    </Modal>
  )
}

interface ChosenProps {
  readonly asked: string | null
  readonly onClose: () => void
}

function Chosen({ asked, onClose }: ChosenProps) {
  const scenario = usePageState((state) => state.scenario)
  const settings = useMemo(() => sweptSettings(scenario), [scenario])
  const kept = usePageState((state) => state.sweep)
  const [field, setField] = useState(asked ?? kept?.plan.field ?? '')
  const setting = settings.find((each) => each.field === field) ?? settings[0]
  return (
    setting !== undefined && (
      <Kept
        // Another setting has another range.
        key={setting.field}
        {...{ setting, settings, onClose }}
        onChoose={setField}
      />
    )
  )
}

/** What was found of this setting before, if the browser has it. */
function Kept(props: SweepOfProps) {
  return useKeptSweep('sweep', props.setting.field) && <SweepOf {...props} />
}

interface SweepOfProps {
  readonly setting: SweptSetting
  readonly settings: readonly SweptSetting[]
  readonly onChoose: (field: string) => void
  readonly onClose: () => void
}

function SweepOf({ setting, settings, onChoose, onClose }: SweepOfProps) {
  const { sweep, start, stop, open } = useSweep(setting)
  const [wish, setWish] = useState<SweepWish>(
    () => sweep?.plan.wish ?? { ...rangeAround(setting), runs: RUNS.default },
  )
  const [refusals, setRefusals] = useState<Refusals>({})
  const look = usePageState((state) => state.sweepLook)
  const goalMs = usePageState((state) => state.goalMs)
  const goal = useMemo(() => sweptGoal(sweep, { sweepLook: look, goalMs }), [sweep, look, goalMs])
  const next = nextOf(sweep, wish, valuesOf)
  const warning = useSweepWarning(setting.varied, valuesOf(wish), wish.runs)
  const isRefused = !isRange(wish) || Object.values(refusals).some((why) => why !== null)
  const refuse = (name: keyof Refusals, why: string | null): void =>
    setRefusals((all) => ({ ...all, [name]: why }))
  const run = (values: readonly number[]): void => start(values, wish)
  return (
    <>
      <SweepForm
        {...{ setting, settings, wish, refusals, onChoose }}
        warning={next.isDone ? null : warning}
        onWish={setWish}
        onRefuse={refuse}
      />
      <div className={verbs}>
        <RunButtons {...{ sweep, next, isRefused }} onRun={() => run(next.values)} onStop={stop} />
        <Goal
          bound={goal?.bound ?? null}
          problem={refusals.goal ?? null}
          onRefuse={(why) => refuse('goal', why)}
        />
      </div>
      {sweep !== null && <LeftOut {...{ sweep, setting }} />}
      {sweep !== null && sweep.points.length > 0 && (
        <SweepResults
          {...{ sweep, setting, goal }}
          metric={metricOf(look.metric)}
          isLog={sweep.plan.wish.isLog}
          onCloser={run}
          onOpen={(value) => open(value) && onClose()}
        />
      )}
    </>
  )
}

interface GoalProps {
  readonly bound: number | null
  readonly problem: string | null
  readonly onRefuse: (why: string | null) => void
}

function Goal(props: GoalProps) {
  const { store } = usePage()
  const look = usePageState((state) => state.sweepLook)
  const metric = metricOf(look.metric)
  const setGoal = (wanted: WantedGoal): void => {
    const { [metric.id]: _, ...others } = look.goals
    const goals = wanted === undefined ? others : { ...others, [metric.id]: wanted }
    store.setState({ sweepLook: { ...look, goals } })
  }
  return (
    <SweepGoal
      {...props}
      metric={metric}
      wanted={look.goals[metric.id]}
      onMetric={(id) => store.setState({ sweepLook: { ...look, metric: id } })}
      onGoal={setGoal}
    />
  )
}

/** Why it has stopped, or which values are not possible. */
function LeftOut({
  sweep: { problem, refused, points },
  setting: { knob },
}: {
  readonly sweep: SweepState
  readonly setting: SweptSetting
}) {
  if (problem !== null) {
    return (
      <p className={problemLine} role="alert">
        {problem}
      </p>
    )
  }
  const say = briefly(
    knob,
    [...refused, ...points].map(({ at }) => at),
  )
  return refused.map(({ at, why }) => (
    <p key={at} className={note}>
      Left out: {say(at)}. {why}
    </p>
  ))
}
