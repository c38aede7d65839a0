/**
 * Simulated time: whole microseconds, held exactly in a double. The scenario speaks milliseconds with at most
 * three decimals, so every time that a person writes is a whole number of microseconds.
 */
export const usFromMs = (ms: number): number => Math.round(ms * 1000)

/** The longest run: offsets inside an attempt are 32-bit microseconds, which hold 71 minutes. */
export const DURATION_MAX_MS = 3_600_000
