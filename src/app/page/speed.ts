/** The speed of playback: how much simulated time passes in a second here, on a logarithmic scale, in words. */
export const SPEED_MIN_MS = 1
export const SPEED_MAX_MS = 10_000
export const SPEED_STEPS = 80

const SPAN = Math.log(SPEED_MAX_MS / SPEED_MIN_MS)

export const speedPosition = (speedMs: number): number =>
  Math.round((SPEED_STEPS * Math.log(speedMs / SPEED_MIN_MS)) / SPAN)

/** 20 positions a power of ten, rounded to what one can say: 1, 1.1, 1.3 ... 25 ... 10 000. */
export function speedAt(position: number): number {
  const exact = SPEED_MIN_MS * Math.exp((SPAN * position) / SPEED_STEPS)
  return Number(exact.toPrecision(2))
}

/** `1 s here = 25 ms there`. */
export const speedWords = (speedMs: number): string => `1 s here = ${amount(speedMs)} there`

const amount = (ms: number): string =>
  ms >= 1000 ? `${Number((ms / 1000).toPrecision(2))} s` : `${Number(ms.toPrecision(2))} ms`
