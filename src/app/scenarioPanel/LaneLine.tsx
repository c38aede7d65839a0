/** One lane of a setting that is opened: a value of its own with the way back, or the base's with the way to an own. */
import type { ReactNode } from 'react'
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import css from './KnobControl.module.css'

const { laneLine, ownValue, follows, laneButton } = css

interface LaneLineProps {
  readonly setting: { readonly position: number; readonly isOwn: boolean; readonly value: unknown }
  /** What the setting is called. */
  readonly name: string
  /** Its value in words, for a lane that follows the base; '' where it stands above. */
  readonly text: string
  readonly onOwn: () => void
  readonly onFollow: () => void
  /** The control of the value. */
  readonly children: ReactNode
}

export function LaneLine({ setting, name, text, onOwn, onFollow, children }: LaneLineProps) {
  const letter = LANE_LETTERS.charAt(setting.position)
  return (
    <div className={laneLine} data-lane-line={letter}>
      <LaneTag position={setting.position} size="small" />
      {setting.isOwn ? (
        <>
          <span className={ownValue}>{children}</span>
          <button
            type="button"
            className={laneButton}
            aria-label={`${name}: lane ${letter} as A again`}
            onClick={onFollow}
          >
            as A
          </button>
        </>
      ) : (
        <>
          <span className={follows}>
            {setting.value === null ? 'not there' : ['follows A', text].filter(Boolean).join(', ')}
          </span>
          {setting.value !== null && (
            <button
              type="button"
              className={laneButton}
              aria-label={`${name}: only in lane ${letter}`}
              onClick={onOwn}
            >
              only in {letter}
            </button>
          )}
        </>
      )}
    </div>
  )
}
