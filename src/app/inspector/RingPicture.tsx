/** A ring: an arc for each stretch, clockwise from the top; inside it what changes hands. */
import type { Stretch } from '../../model/spread.ts'
import { type PaintedSpread, toneOf } from './paintedSpread.ts'
import css from './SpreadPicture.module.css'

const { ring, arc, moved, keyDot, keyLine } = css

const SIZE = 240
const RADIUS = 92
const MOVED_RADIUS = 76
const KEY_RADIUS = 110

export function RingPicture({ spread, keyPlace, owner, without }: PaintedSpread) {
  const { places, stretches, moves } = spread
  const owners = [...new Set(stretches.map((each) => each.owner))].sort((a, b) => a - b)
  return (
    <svg
      className={ring}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={`Ring of ${stretches.length} arcs`}
    >
      {owners.map((target) => (
        <path
          key={target}
          className={arc}
          data-tone={toneOf(target, { owner, without })}
          d={stretches
            .filter((each) => each.owner === target)
            .map((each) => arcOf(each, { places, radius: RADIUS }))
            .join('')}
        />
      ))}
      <path
        className={moved}
        d={moves.map((each) => arcOf(each, { places, radius: MOVED_RADIUS })).join('')}
      />
      {keyPlace !== null && <Key ratio={keyPlace / places} />}
    </svg>
  )
}

function Key({ ratio }: { readonly ratio: number }) {
  const [x, y] = pointAt(ratio, KEY_RADIUS)
  const [toX, toY] = pointAt(ratio, RADIUS)
  return (
    <>
      <line className={keyLine} x1={x} y1={y} x2={toX} y2={toY} />
      <circle className={keyDot} cx={x} cy={y} r={4} />
    </>
  )
}

function arcOf(
  { from, to }: Stretch,
  { places, radius }: { readonly places: number; readonly radius: number },
): string {
  // All the way round is two halves: an arc that ends where it begins is none.
  if (to - from === places) {
    const half = { places: 2, radius }
    return arcOf({ from: 0, to: 1, owner: 0 }, half) + arcOf({ from: 1, to: 2, owner: 0 }, half)
  }
  const [x, y] = pointAt(from / places, radius)
  const [toX, toY] = pointAt(to / places, radius)
  const isLong = to - from > places / 2 ? 1 : 0
  return `M${x} ${y}A${radius} ${radius} 0 ${isLong} 1 ${toX} ${toY}`
}

function pointAt(ratio: number, radius: number): readonly [string, string] {
  const angle = 2 * Math.PI * ratio
  const at = (offset: number): string => (SIZE / 2 + offset).toFixed(2)
  return [at(radius * Math.sin(angle)), at(-radius * Math.cos(angle))]
}
