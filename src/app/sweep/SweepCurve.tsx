/** The curve of one lane, in layers: a band between its bounds, a line through its means, and a point at each value. */
import type { LaneView } from '../selectors/laneViews.ts'
import css from './Sweep.module.css'

const { band, curve, dot, endLetter, unstable } = css

export interface CurvePoint {
  readonly value: number
  readonly x: number
  /** Null where nothing is claimed. */
  readonly y: number | null
  readonly low: number
  readonly high: number
  readonly words: string
  readonly isUnstable: boolean
}

interface OfLane {
  readonly view: LaneView
  readonly points: readonly CurvePoint[]
}

const colourOf = ({ letter }: LaneView): string => `var(--lane-${letter.toLowerCase()})`

export const SweepBand = ({ view, points }: OfLane) =>
  bandsOf(points).map((path) => <path key={path} className={band} d={path} fill={colourOf(view)} />)

export const SweepLine = ({ view, points }: OfLane) =>
  linesOf(points).map((path) => (
    <path
      key={path}
      className={curve}
      d={path}
      stroke={colourOf(view)}
      strokeDasharray={`var(--dash-${view.letter.toLowerCase()}, none)`}
    />
  ))

interface SweepDotsProps extends OfLane {
  /** Where a value stands at which nothing is claimed; lanes beside each other. */
  readonly top: number
  readonly aside: number
  /** Where its letter stands, apart from those of others; null where there is nothing to name. */
  readonly letterY: number | null
  readonly onOpen: (value: number) => void
}

export function SweepDots({ view, points, top, aside, letterY, onOpen }: SweepDotsProps) {
  const last = points.findLast(({ y }) => y !== null)
  const colour = colourOf(view)
  return (
    <g>
      {points.map(({ value, x, y, words, isUnstable }) =>
        y === null && !isUnstable ? null : (
          // biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand in a picture
          <g
            key={value}
            className={dot}
            role="button"
            tabIndex={0}
            aria-label={`${view.letter} at ${words}. Open it.`}
            data-tip={`${view.letter} ${view.title}, ${words}`}
            onClick={() => onOpen(value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return
              event.preventDefault()
              onOpen(value)
            }}
          >
            <circle
              cx={y === null ? x + aside : x}
              cy={y ?? top}
              r={y === null ? 6 : 11}
              fill="transparent"
            />
            {y === null ? (
              <path
                className={unstable}
                d={`M${x + aside - 4} ${top - 4}l8 8m0-8l-8 8`}
                stroke={colour}
              />
            ) : (
              <circle cx={x} cy={y} r={3.5} fill={colour} />
            )}
          </g>
        ),
      )}
      {last !== undefined && letterY !== null && (
        <text className={endLetter} x={last.x + 8} y={letterY} dy="0.35em" fill={colour}>
          {view.letter}
        </text>
      )}
    </g>
  )
}

/** Stretches without a gap. */
function stretchesOf(
  points: readonly CurvePoint[],
): readonly (readonly (CurvePoint & { y: number })[])[] {
  const stretches: (CurvePoint & { y: number })[][] = [[]]
  for (const point of points) {
    if (point.y === null) stretches.push([])
    else stretches.at(-1)?.push({ ...point, y: point.y })
  }
  return stretches.filter(({ length }) => length > 1)
}

const linesOf = (points: readonly CurvePoint[]): readonly string[] =>
  stretchesOf(points).map((stretch) => `M${stretch.map(({ x, y }) => `${x} ${y}`).join('L')}`)

const bandsOf = (points: readonly CurvePoint[]): readonly string[] =>
  stretchesOf(points).map((stretch) => {
    const above = stretch.map(({ x, high }) => `${x} ${high}`)
    const below = [...stretch].reverse().map(({ x, low }) => `${x} ${low}`)
    return `M${[...above, ...below].join('L')}Z`
  })
