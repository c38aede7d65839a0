/** The square with a lane's letter: its colour never stands without the letter. */
import css from './LaneTag.module.css'

const { tag } = css

interface LaneTagProps {
  /** 0 for A. */
  readonly position: number
  /** `small` is one line of text high. */
  readonly size?: 'small' | 'normal'
}

const LETTERS = 'ABCDEF'

export const letterOf = (position: number): string => LETTERS[position] ?? '?'

export const LaneTag = ({ position, size = 'normal' }: LaneTagProps) => (
  <span
    className={tag}
    data-size={size}
    style={{ background: `var(--lane-${letterOf(position).toLowerCase()})` }}
  >
    {letterOf(position)}
  </span>
)
