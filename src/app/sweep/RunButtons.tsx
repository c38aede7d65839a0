/** Begins, goes on and stops many runs, and says how far they are. */
import type { SweepState, SweepWish } from '../page/state.ts'
import { WordButton } from '../ui/Button.tsx'
import css from './Sweep.module.css'
import { isWhole } from './sweptGoal.ts'

const { progress } = css

interface RunButtonsProps {
  readonly sweep: SweepState | null
  readonly next: Next
  readonly isRefused: boolean
  readonly onRun: () => void
  readonly onStop: () => void
}

export const RunButtons = ({ sweep, next, isRefused, onRun, onStop }: RunButtonsProps) => (
  <>
    {sweep?.isRunning === true ? (
      <WordButton look="outlined" onClick={onStop}>
        Stop
      </WordButton>
    ) : (
      <WordButton look="filled" disabled={isRefused || next.isDone} onClick={onRun}>
        {next.verb}
      </WordButton>
    )}
    {sweep !== null && sweep.of > 0 && <Progress sweep={sweep} />}
  </>
)

export interface Next {
  readonly values: readonly number[]
  readonly verb: string
  /** Nothing is left to do. */
  readonly isDone: boolean
}

/** What the button does: begins, goes on with what was stopped, or nothing where all is there. */
export function nextOf(
  sweep: SweepState | null,
  wish: SweepWish,
  valuesOf: (wish: SweepWish) => readonly number[],
): Next {
  const asked = sweep?.plan.wish
  const isSame =
    asked?.from === wish.from &&
    asked.to === wish.to &&
    asked.count === wish.count &&
    asked.isLog === wish.isLog
  if (sweep === null || !isSame) return { values: valuesOf(wish), verb: 'Run', isDone: false }
  // What was looked at more closely belongs to it.
  const { values } = sweep.plan
  const isDone = isWhole(sweep) && asked?.runs === wish.runs
  return { values, verb: sweep.done < sweep.of ? 'Go on' : 'Run', isDone }
}

function Progress({ sweep }: { readonly sweep: SweepState }) {
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
