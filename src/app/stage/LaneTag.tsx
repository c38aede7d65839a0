/** The square with a lane's letter: its colour never stands without the letter. */
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import css from './LaneTag.module.css'

const { tag } = css

interface LaneTagProps {
  /** 0 for A. */
  readonly position: number
  /** `small` is one line of text high. */
  readonly size?: 'small' | 'normal'
}

export function LaneTag({ position, size = 'normal' }: LaneTagProps) {
  const letter = LANE_LETTERS.charAt(position)
  return (
    <span
      className={tag}
      data-size={size}
      style={{ background: `var(--lane-${letter.toLowerCase()})` }}
    >
      {letter}
    </span>
  )
}
