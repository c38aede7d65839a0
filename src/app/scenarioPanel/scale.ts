/**
 * The way of a slider: which values it offers, and how they lie along it. A slider spans what is worth trying
 * around the default, not all that is allowed; typing reaches the rest, and a value beyond the span widens it.
 */
import type { NumberKnob } from '../../base/knobs.ts'
import { tidy } from './display.ts'

/** Positions along a slider. */
export const STEPS = 1000

export interface Scale {
  readonly fromValue: number
  readonly toValue: number
  /** Position 0 to STEPS of a value. */
  readonly positionOf: (value: number) => number
  readonly valueAt: (position: number) => number
}

/** How many times the default a slider reaches, and how small a part of it, when the range is wide. */
const REACH_LOG = 20
const REACH_LINEAR = 4

export function scaleOf(knob: NumberKnob, value: number): Scale {
  const { from, to } = spanOf(knob, value)
  // Logarithmic from zero on: linear near zero, logarithmic far from it.
  const bend = isLogarithmic(knob) ? Math.max(from, (knob.default || to / 100) / REACH_LOG) : 0
  const squeeze = (x: number): number =>
    bend > 0 ? Math.log1p(Math.max(0, x - from) / bend) : x - from
  const stretch = (y: number): number => (bend > 0 ? Math.expm1(y) * bend + from : y + from)
  const whole = squeeze(to) || 1
  return {
    fromValue: from,
    toValue: to,
    positionOf: (x) => Math.round((STEPS * squeeze(Math.min(Math.max(x, from), to))) / whole),
    valueAt: (position) => {
      if (position <= 0) return from
      if (position >= STEPS) return to
      const near = (at: number): number => stretch((whole * at) / STEPS)
      return tidy(knob, roundTo(near(position), near(position + 1) - near(position)))
    },
  }
}

function spanOf(knob: NumberKnob, value: number): { readonly from: number; readonly to: number } {
  const { min, max } = knob
  // Where nothing is the default, nothing says what is worth trying.
  const middle = knob.default || max
  const isWide = max - min > middle * REACH_LINEAR * 2
  if (!isWide) return { from: min, to: max }
  const isLog = isLogarithmic(knob)
  const from = isLog && min > 0 ? Math.max(min, tidy(knob, middle / REACH_LOG)) : min
  const to = Math.min(max, middle * (isLog ? REACH_LOG : REACH_LINEAR))
  return { from: Math.min(from, value), to: Math.max(to, value) }
}

const isLogarithmic = (knob: NumberKnob): boolean => knob.isLog && knob.max > knob.min * 20

/** The roundest number within a step: 1, 2 or 5 times a power of ten apart. */
function roundTo(value: number, step: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(Math.abs(step), 1e-9)))
  const leading = Math.abs(step) / power
  const unit = power * (leading >= 5 ? 5 : leading >= 2 ? 2 : 1)
  return Number((Math.round(value / unit) * unit).toPrecision(12))
}

/** The next value in a direction, for the arrow keys: it always moves. `steps` is how many notches of about 2 %. */
export function nudge(knob: NumberKnob, value: number, steps: number): number {
  const { min, max } = knob
  const least = knob.isInteger ? 1 : knob.unit === 'ms' ? 0.001 : 0.0001
  const size = Math.max(Math.abs(value), (knob.default || 1) / 20)
  const isShare = knob.unit === '' && max === 1
  const notch = isShare ? 0.01 : Math.max(least, roundTo(size / 20, size / 20))
  return Math.min(max, Math.max(min, tidy(knob, value + notch * steps)))
}
