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

const PLACES = [['goal']]

export function GoalControl() {
  const page = usePage()
  const goalMs = usePageState((state) => state.goalMs)
  const row: KnobRow = {
    kind: 'knob',
    label: GOAL.label,
    knob: GOAL,
    places: PLACES,
    lanes: [{ lane: null, position: 0, value: goalMs, places: PLACES, others: [], isOwn: false }],
  }
  return (
    <KnobControl
      row={row}
      problem={undefined}
      onSet={(_, value) => setGoal(page, Number(value))}
      onFollow={() => undefined}
      onEnd={() => undefined}
    />
  )
}
