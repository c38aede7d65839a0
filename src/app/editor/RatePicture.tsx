/** A rate over time as a line with its corners: drag one, or move it by the arrow keys; a double click adds one. */
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import {
  type Corners,
  HEIGHT,
  PAD,
  type Plane,
  type Point,
  pointAt,
  RATE_MAX,
  topOf,
  WIDTH,
  withCorner,
  withMoved,
  xOf,
  yOf,
} from './ratePlane.ts'
import css from './TableDialog.module.css'

const { picture, line, corner, axis } = css

interface RatePictureProps {
  /** Time in milliseconds and requests a second. */
  readonly rows: Corners
  readonly durationMs: number
  readonly onDrag: (rows: Corners) => void
  readonly onEnd: () => void
}

/** Steps of the arrow keys from one end of the picture to the other. */
const KEY_STEPS = 60

export function RatePicture({ rows, durationMs, onDrag, onEnd }: RatePictureProps) {
  const box = useRef<SVGSVGElement>(null)
  /** The corner under the finger; the scale stays as it was when it was taken. */
  const [dragged, setDragged] = useState<{ readonly i: number; readonly top: number } | null>(null)
  const endMs = Math.max(durationMs, rows.at(-1)?.[0] ?? 0)
  const plane: Plane = { endMs, top: dragged?.top ?? topOf(rows) }
  const under = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top, width, height } = box.current?.getBoundingClientRect() ?? new DOMRect()
    return pointAt(plane, ((clientX - left) / width) * WIDTH, ((clientY - top) / height) * HEIGHT)
  }
  const press = (i: number, { ms, rate }: Point, event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const to = {
      ms: ms + (step[0] * endMs) / KEY_STEPS,
      rate: rate + (step[1] * plane.top) / KEY_STEPS,
    }
    onDrag(withMoved(rows, i, to, endMs))
  }
  return (
    <svg
      ref={box}
      className={picture}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      onDoubleClick={(event) => {
        onDrag(withCorner(rows, under(event), endMs))
        onEnd()
      }}
      onPointerMove={(event) => {
        if (dragged !== null) onDrag(withMoved(rows, dragged.i, under(event), endMs))
      }}
      onPointerUp={() => {
        setDragged(null)
        onEnd()
      }}
    >
      <title>Rate over time. Drag a corner; a double click adds one.</title>
      <line className={axis} x1={PAD} x2={WIDTH - PAD} y1={HEIGHT - PAD} y2={HEIGHT - PAD} />
      <polyline className={line} points={lineOf(rows, plane)} />
      {rows.map(([ms = 0, rate = 0], i) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is nothing but its place
          key={i}
          className={corner}
          cx={xOf(plane, ms)}
          cy={yOf(plane, rate)}
          r={7}
          tabIndex={0}
          role="slider"
          aria-label={`Corner ${i + 1}`}
          aria-valuenow={rate}
          aria-valuemin={0}
          aria-valuemax={RATE_MAX}
          aria-valuetext={`${rate} requests a second at ${ms / 1000} s`}
          onPointerDown={(event) => {
            setDragged({ i, top: plane.top })
            box.current?.setPointerCapture(event.pointerId)
          }}
          onKeyDown={(event) => press(i, { ms, rate }, event)}
          onKeyUp={onEnd}
        />
      ))}
    </svg>
  )
}

/** Before the first corner its rate holds, after the last one its rate. */
function lineOf(rows: Corners, plane: Plane): string {
  const ends = [[0, rows[0]?.[1] ?? 0], ...rows, [plane.endMs, rows.at(-1)?.[1] ?? 0]]
  return ends.map(([ms = 0, rate = 0]) => `${xOf(plane, ms)},${yOf(plane, rate)}`).join(' ')
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}
