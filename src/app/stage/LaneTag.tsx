/** The square with a lane's letter: its colour never stands without the letter. */
import { laneLetter } from '../../scenario/lanes.ts'
import css from './LaneTag.module.css'

const { tag } = css

interface LaneTagProps {
  /** 0 for A. */
  readonly position: number
  /** `small` is one line of text high. */
  readonly size?: 'small' | 'normal'
}

export const LaneTag = ({ position, size = 'normal' }: LaneTagProps) => (
  <span
    className={tag}
    data-size={size}
    style={{ background: `var(--lane-${laneLetter(position).toLowerCase()})` }}
  >
    {laneLetter(position)}
  </span>
)
