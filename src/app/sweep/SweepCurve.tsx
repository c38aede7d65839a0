/** The curve of one lane, in layers: a band between its bounds, a line through its means, and a point at each value. */
import type { SweepCurve } from '../../view/sweepPicture.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import css from './Sweep.module.css'

const { band, curve: line, dot, endLetter, unstable } = css

interface OfLane {
  readonly view: LaneView
  readonly curve: SweepCurve
}

const colourOf = ({ letter }: LaneView): string => `var(--lane-${letter.toLowerCase()})`

export const SweepBand = ({ view, curve }: OfLane) =>
  curve.bands.map((path) => <path key={path} className={band} d={path} fill={colourOf(view)} />)

export const SweepLine = ({ view, curve }: OfLane) =>
  curve.lines.map((path) => (
    <path
      key={path}
      className={line}
      d={path}
      stroke={colourOf(view)}
      strokeDasharray={`var(--dash-${view.letter.toLowerCase()}, none)`}
    />
  ))

interface SweepDotsProps extends OfLane {
  /** What is found at a value. */
  readonly wordsAt: (value: number) => string
  readonly onOpen: (value: number) => void
}

export function SweepDots({ view, curve, wordsAt, onOpen }: SweepDotsProps) {
  const colour = colourOf(view)
  return (
    <g>
      {curve.points.map(({ value, x, y, cross }) => (
        // biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand in a picture
        <g
          key={value}
          className={dot}
          role="button"
          tabIndex={0}
          aria-label={`${view.letter} at ${wordsAt(value)}. Open it.`}
          data-tip={`${view.letter} ${view.title}, ${wordsAt(value)}`}
          onClick={() => onOpen(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ' ') return
            event.preventDefault()
            onOpen(value)
          }}
        >
          <circle cx={x} cy={y} r={cross === null ? 11 : 6} fill="transparent" />
          {cross === null ? (
            <circle cx={x} cy={y} r={3.5} fill={colour} />
          ) : (
            <path className={unstable} d={cross} stroke={colour} />
          )}
        </g>
      ))}
      {curve.letter !== null && (
        <text className={endLetter} {...curve.letter} dy="0.35em" fill={colour}>
          {view.letter}
        </text>
      )}
    </g>
  )
}
