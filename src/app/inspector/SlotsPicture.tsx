/** A table of slots, 32 a line; of a large one the lines around the key. A mark in a slot says that it changes hands. */

import type { Stretch } from '../../model/spread.ts'
import { type PaintedSpread, toneOf } from './paintedSpread.ts'
import css from './SpreadPicture.module.css'

const { slots, slot, corner, keySlot, note } = css

const LINE = 32
const LINES_MAX = 8
const CELL = 10

export function SlotsPicture({ spread, keyPlace, owner, without }: PaintedSpread) {
  const { places, stretches, moves } = spread
  const lines = Math.min(LINES_MAX, Math.ceil(places / LINE))
  const middle = Math.floor((keyPlace ?? 0) / LINE) - Math.floor(lines / 2)
  const first = LINE * Math.max(0, Math.min(middle, Math.ceil(places / LINE) - lines))
  const end = Math.min(places, first + lines * LINE)
  const shown = Array.from({ length: end - first }, (_, i) => first + i)
  const isAll = end - first === places
  const isIn = ({ from, to }: Stretch): boolean => from < end && to > first
  const [near, moved] = [stretches.filter(isIn), moves.filter(isIn)]
  return (
    <>
      <svg
        className={slots}
        viewBox={`-1 -1 ${LINE * CELL + 1} ${lines * CELL + 1}`}
        role="img"
        aria-label={`Slots ${first} to ${end - 1} of ${places}`}
      >
        {shown.map((place) => {
          const [x, y] = [
            CELL * ((place - first) % LINE),
            CELL * Math.floor((place - first) / LINE),
          ]
          const own = near.find(({ from, to }) => from <= place && place < to)?.owner ?? -1
          const hasMoved = moved.some(({ from, to }) => from <= place && place < to)
          return (
            <g key={place}>
              <rect
                className={slot}
                data-tone={toneOf(own, { owner, without })}
                x={x}
                y={y}
                width={CELL - 1}
                height={CELL - 1}
              />
              {hasMoved && own !== without && <path className={corner} d={`M${x + 3} ${y}h6v6z`} />}
              {place === keyPlace && (
                <rect className={keySlot} x={x} y={y} width={CELL - 1} height={CELL - 1} />
              )}
            </g>
          )
        })}
      </svg>
      {!isAll && (
        <p className={note}>
          Slots {first} to {end - 1} of {places}.
        </p>
      )}
    </>
  )
}
