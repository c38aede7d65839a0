/**
 * What the world of one lane looks like at a moment: `frameAt` is a pure function of the trace and the moment.
 * It writes into a frame that its caller keeps, so that playing allocates nothing; no frame is an input of the
 * next one but for the choice between dots and bands, which its caller hands on.
 */

import { busyAt } from '../analysis/scene/busySlots.ts'
import { COUNTED, ratesAt } from '../analysis/scene/rates.ts'
import type { TraceIndex } from '../analysis/scene/traceIndex.ts'
import { attemptsInto } from './frame/attemptsInto.ts'
import { changesInto } from './frame/changesInto.ts'
import { fitFrame } from './frame/emptyFrame.ts'
import type { Frame } from './frame/model.ts'

export interface FrameOptions {
  readonly tUs: number
  /** Simulated microseconds that pass in one second here. */
  readonly usPerSecond: number
  /** The mode of the frame before, for the hysteresis. */
  readonly modeBefore: Frame['mode']
}

/** Bands from more dots than this in sight, dots again from fewer than that. */
export const BANDS_ABOVE = 2000
export const DOTS_BELOW = 1500
/** An edge that takes less of the screen's time than this is a band. */
export const BRIEF_SECONDS = 0.08

export function frameAt(index: TraceIndex, options: FrameOptions, into: Frame): Frame {
  const { tUs, usPerSecond } = options
  const { names } = index.trace.meta
  fitFrame(into, index)
  into.tUs = tUs
  for (let edge = 0; edge < index.edges.count; edge++) {
    into.isBrief[edge] = (index.passageUs[edge] as number) < BRIEF_SECONDS * usPerSecond ? 1 : 0
  }
  attemptsInto(index, { tUs, usPerSecond }, into)
  changesInto(index, tUs, into)
  for (let f = 0; f < names.faults.length; f++) {
    const { startUs, endUs } = names.faults[f] as { startUs: number; endUs: number }
    into.isActive[f] = startUs <= tUs && tUs < endUs ? 1 : 0
  }
  ratesInto(index, into)
  busyAt(index.busy, tUs, into.load)
  for (let t = 0; t < names.targets.length; t++) {
    into.load[t] = (into.load[t] as number) / (names.targets[t] as { slots: number }).slots
  }
  into.mode = modeOf(into.inSight, options.modeBefore)
  return into
}

function ratesInto({ rates, passageUs }: TraceIndex, into: Frame): void {
  const us = into.tUs
  ratesAt(rates, { us, kind: COUNTED.sent, into: into.rate })
  ratesAt(rates, { us, kind: COUNTED.late, into: into.lateRate })
  ratesAt(rates, { us, kind: COUNTED.error, into: into.errorRate })
  ratesAt(rates, { us, kind: COUNTED.rejected, into: into.rejectedRate })
  for (let edge = 0; edge < passageUs.length; edge++) {
    // Little's law, twice: everybody who goes comes back.
    const seconds = (passageUs[edge] as number) / 1e6
    into.travellingMean[edge] = seconds > 0 ? 2 * (into.rate[edge] as number) * seconds : 0
  }
}

export function modeOf(inSight: number, before: Frame['mode']): Frame['mode'] {
  const limit = before === 'bands' ? DOTS_BELOW : BANDS_ABOVE
  return inSight > limit ? 'bands' : 'dots'
}
