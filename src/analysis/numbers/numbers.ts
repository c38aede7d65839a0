/** Everything that a lane's numbers and charts show, from one reading of its trace. */
import type { Trace } from '../../trace/schema.ts'
import { type PercentileCurve, percentileCurve } from './distribution.ts'
import { latenciesUs } from './latency.ts'
import { type LaneReport, reportFrom } from './report.ts'
import { GOAL_US, requestsOf } from './requests.ts'
import { type Series, seriesFrom } from './series.ts'
import { visitsOf } from './visits.ts'
import { clipWindow, type Window, wholeWindow } from './window.ts'

export interface LaneNumbers {
  readonly report: LaneReport
  readonly series: Series
  readonly curve: PercentileCurve
}

export interface NumberOptions {
  /** What report and curve are about; the whole run after warm-up if left out. */
  readonly window?: Window
  /** What the series spans; the whole run if left out. */
  readonly axis?: Window
  readonly binsMax: number
  readonly goalUs?: number
}

export function numbersOf(trace: Trace, options: NumberOptions): LaneNumbers {
  const { binsMax, goalUs = GOAL_US } = options
  const window = clipWindow(trace.meta, options.window ?? wholeWindow(trace.meta))
  const axis = options.axis ?? { fromUs: 0, toUs: trace.meta.durationUs }
  const requests = requestsOf(trace, goalUs)
  const visits = visitsOf(trace)
  return {
    report: reportFrom(trace, requests, visits, { window, goalUs }),
    series: seriesFrom(trace, requests, visits, { window: axis, binsMax, goalUs }),
    curve: percentileCurve(latenciesUs(requests, window)),
  }
}
