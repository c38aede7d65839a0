/**
 * The mean of the samples of about the last window, in five cells a target however many samples
 * there are. Time is cut into windows; the samples of the current one count fully and those of the
 * one before by the share of it that a window ending now would still cover. No sample since the
 * window before: nothing is known, 0. The same estimate is used by sliding-window rate limiters; an
 * exact one would have to keep every sample.
 */
export interface SlidingMeans {
  /** Target to the number of the window that the sums belong to, counted from 1; 0 is none yet. */
  readonly window: Float64Array
  readonly sumUs: Float64Array
  readonly samples: Float64Array
  /** The same of the window before. */
  readonly sumBeforeUs: Float64Array
  readonly samplesBefore: Float64Array
}

/** The mean as it stands at `nowUs`, in microseconds. */
export function meanOf(
  means: SlidingMeans,
  target: number,
  nowUs: number,
  windowUs: number,
): number {
  const window = windowAt(nowUs, windowUs)
  const passed = window - (means.window[target] as number)
  const sumUs = means.sumUs[target] as number
  const samples = means.samples[target] as number
  if (passed > 1 || samples === 0) return 0
  if (passed === 1) return sumUs / samples
  const share = window - nowUs / windowUs
  const sumBeforeUs = means.sumBeforeUs[target] as number
  const samplesBefore = means.samplesBefore[target] as number
  return (sumUs + share * sumBeforeUs) / (samples + share * samplesBefore)
}

/** Takes in a sample of `latencyUs` that came at `nowUs`. */
export function addSliding(
  means: SlidingMeans,
  target: number,
  nowUs: number,
  windowUs: number,
  latencyUs: number,
): void {
  const window = windowAt(nowUs, windowUs)
  const passed = window - (means.window[target] as number)
  if (passed > 0) {
    means.sumBeforeUs[target] = passed === 1 ? (means.sumUs[target] as number) : 0
    means.samplesBefore[target] = passed === 1 ? (means.samples[target] as number) : 0
    means.sumUs[target] = 0
    means.samples[target] = 0
    means.window[target] = window
  }
  means.sumUs[target] = (means.sumUs[target] as number) + latencyUs
  means.samples[target] = (means.samples[target] as number) + 1
}

const windowAt = (nowUs: number, windowUs: number): number => Math.floor(nowUs / windowUs) + 1
