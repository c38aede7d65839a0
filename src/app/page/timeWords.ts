/** Moments and spans of simulated time in words. */

/** `41.280 s`. */
export const momentWords = (us: number): string => `${(us / 1e6).toFixed(3)} s`

/** `12–46 s`: from the start of a fault to its end. */
export const spanWords = (span: { readonly atMs: number; readonly forMs: number }): string =>
  `${seconds(span.atMs)}–${seconds(span.atMs + span.forMs)} s`

const seconds = (ms: number): string => String(Number((ms / 1000).toFixed(1)))
