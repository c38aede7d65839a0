/**
 * How a number of the scenario is written on a control: times in milliseconds or seconds, whichever its default
 * is rather, shares in percent, and never more digits than one means.
 */
import type { ChoiceKnob, FlagKnob, NumberKnob } from '../../base/knobs.ts'
import { decimalsBetween, gapOf } from '../../base/steps.ts'

/** What a setting with a control of its own can be set to. */
export type PlainValue = number | string | boolean

export interface Display {
  readonly unit: string
  /** What one of the scenario's units is in the displayed one: 0.001 for milliseconds as seconds. */
  readonly factor: number
}

export function displayOf(knob: NumberKnob): Display {
  if (knob.unit === 'ms' && (knob.default >= 1000 || (knob.default === 0 && knob.max >= 10_000))) {
    return { unit: 's', factor: 0.001 }
  }
  if (knob.unit === '' && knob.max <= 1) return { unit: '%', factor: 100 }
  return { unit: SHORT_UNITS[knob.unit] ?? knob.unit, factor: 1 }
}

/** Units that the label already says are left out; long ones are cut. */
const SHORT_UNITS: Readonly<Record<string, string>> = {
  slots: '',
  targets: '',
  requests: '',
  addresses: '',
  connections: '',
  attempts: '',
  users: '',
  workers: '',
  hosts: '',
  probes: '×',
}

/** `0.25`, `12`, `1 500`: no trailing zeros, no float noise. */
export function toShown(knob: NumberKnob, value: number): string {
  const { factor } = displayOf(knob)
  return String(Number((value * factor).toPrecision(9)))
}

/** As there is room for beside a slider: at most four decimals. The field has all of them when it is used. */
export const toBrief = (knob: NumberKnob, value: number, decimals = BRIEF_DECIMALS): string =>
  String(Number((value * displayOf(knob).factor).toFixed(decimals)) || toShown(knob, value))

const BRIEF_DECIMALS = 4

/** Each of them as it is written, in as many decimals as tell them apart: `1.5 s`. */
export function briefly(knob: NumberKnob, values: readonly number[]): (value: number) => string {
  const { unit, factor } = displayOf(knob)
  const decimals = Math.max(BRIEF_DECIMALS, decimalsBetween(gapOf(values) * factor))
  return (value) => `${toBrief(knob, value, Math.min(DECIMALS_MAX, decimals))} ${unit}`.trim()
}

const DECIMALS_MAX = 15

/** Any value of a setting as it is written: `5 s`, `off`, the label of a choice. */
export function valueText(knob: NumberKnob | ChoiceKnob | FlagKnob, value: PlainValue): string {
  if (knob.type === 'flag') return value === true ? 'on' : 'off'
  if (knob.type === 'choice')
    return knob.options.find(({ id }) => id === value)?.label ?? String(value)
  return `${toBrief(knob, Number(value))} ${displayOf(knob).unit}`.trim()
}

/** Whole where the knob is whole, and times to the microsecond. */
export function tidy(knob: NumberKnob, value: number): number {
  if (knob.isInteger) return Math.round(value)
  if (knob.unit === 'ms') return Math.round(value * 1000) / 1000
  return Number(value.toPrecision(9))
}

/** The value in words, for those who hear it: `250 ms`, `60 percent`. */
export function spoken(knob: NumberKnob, value: number): string {
  const { unit } = displayOf(knob)
  const words = unit === '%' ? 'percent' : unit === '/s' ? 'per second' : unit
  return `${toShown(knob, value)} ${words || knob.unit}`.trim()
}
