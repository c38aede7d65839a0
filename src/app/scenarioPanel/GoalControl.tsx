/** The latency goal: a matter of view, so it changes no digest and is no part of the scenario. */
import { duration } from '../../base/knobs.ts'
import { setGoal } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { GOAL_MS } from '../page/store.ts'
import { KnobControl } from './KnobControl.tsx'
import type { KnobRow } from './rowParts.ts'

const GOAL = duration({
  label: 'Latency goal',
  help: 'Answers that take longer are slow, and amber. It changes nothing that happens.',
  min: 1,
  max: 60_000,
  default: GOAL_MS,
  isLog: true,
})

export function GoalControl() {
  const page = usePage()
  const goalMs = usePageState((state) => state.goalMs)
  const row: KnobRow = {
    kind: 'knob',
    label: GOAL.label,
    knob: GOAL,
    value: goalMs,
    places: [['goal']],
    lane: null,
    differs: [],
  }
  return (
    <KnobControl
      row={row}
      problem={undefined}
      onSet={(_, value) => setGoal(page, Math.min(Math.max(Number(value), GOAL.min), GOAL.max))}
      onEnd={() => undefined}
    />
  )
}
