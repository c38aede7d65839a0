/** Where the corners of a rate lie in their picture, and what a move of one makes of them. */

export type Corners = readonly (readonly number[])[]

export interface Point {
  readonly ms: number
  readonly rate: number
}

export const RATE_MAX = 1_000_000
export const WIDTH = 600
export const HEIGHT = 160
export const PAD = 8

/** The picture spans time up to `endMs` and rates up to `top`. */
export interface Plane {
  readonly endMs: number
  readonly top: number
}

/** A little higher than the highest, so that it can be raised. */
export const topOf = (corners: Corners): number =>
  Math.max(1, ...corners.map((corner) => corner[1] ?? 0)) * 1.25

export const xOf = ({ endMs }: Plane, ms: number): number => PAD + (ms / endMs) * (WIDTH - 2 * PAD)

export const yOf = ({ top }: Plane, rate: number): number =>
  HEIGHT - PAD - (rate / top) * (HEIGHT - 2 * PAD)

export const pointAt = ({ endMs, top }: Plane, x: number, y: number): Point => ({
  ms: ((x - PAD) / (WIDTH - 2 * PAD)) * endMs,
  rate: ((HEIGHT - PAD - y) / (HEIGHT - 2 * PAD)) * top,
})

/** Between its neighbours in time, and never below nothing. */
export function withMoved(corners: Corners, i: number, to: Point, endMs: number): Corners {
  const from = corners[i - 1]?.[0] ?? 0
  const until = corners[i + 1]?.[0] ?? endMs
  const ms = Math.round(Math.min(until, Math.max(from, to.ms)))
  const rate = Math.min(RATE_MAX, Math.max(0, Math.round(to.rate * 10) / 10))
  return corners.map((corner, k) => (k === i ? [ms, rate] : corner))
}

/** One more, at its place in time. */
export function withCorner(corners: Corners, at: Point, endMs: number): Corners {
  const ms = Math.round(Math.min(endMs, Math.max(0, at.ms)))
  const before = corners.filter((corner) => (corner[0] ?? 0) <= ms)
  const rate = Math.min(RATE_MAX, Math.max(0, Math.round(at.rate)))
  return [...before, [ms, rate], ...corners.slice(before.length)]
}
