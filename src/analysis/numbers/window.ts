/**
 * The stretch of a run that numbers are about: [fromUs, toUs), in whole microseconds.
 * It is the whole run after warm-up, or what somebody chose with the brush.
 */
import type { Trace, TraceMeta } from '../../trace/schema.ts'

export interface Window {
  readonly fromUs: number
  readonly toUs: number
}

/** The whole run after warm-up. All of it when the run was stopped before its warm-up was over. */
export function wholeWindow({ warmUpUs, endedUs }: TraceMeta): Window {
  return { fromUs: warmUpUs < endedUs ? warmUpUs : 0, toUs: endedUs }
}

/** What of `window` the run covers. */
export function clipWindow({ endedUs }: TraceMeta, window: Window): Window {
  const fromUs = Math.max(0, Math.min(window.fromUs, endedUs))
  return { fromUs, toUs: Math.max(fromUs, Math.min(window.toUs, endedUs)) }
}

/** The window in which lanes can be compared: after every warm-up, up to the earliest end. */
export function commonWindow(traces: readonly Trace[]): Window {
  const windows = traces.map(({ meta }) => wholeWindow(meta))
  const toUs = Math.min(...windows.map((window) => window.toUs))
  const fromUs = Math.max(0, ...windows.map((window) => window.fromUs))
  return { fromUs: fromUs < toUs ? fromUs : 0, toUs }
}

export const secondsOf = (window: Window): number => (window.toUs - window.fromUs) / 1e6

export const isSameWindow = (a: Window, b: Window): boolean =>
  a.fromUs === b.fromUs && a.toUs === b.toUs
