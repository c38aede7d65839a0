/**
 * What a person types into a field of a number: read with the units and separators that people use, or refused with a
 * sentence that says what to write. Nothing is rounded, cut to the range or dropped without a word.
 */
import type { NumberKnob } from '../../base/knobs.ts'
import { displayOf, tidy, toShown } from './display.ts'

export type Typed =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly why: string }

export function readTyped(knob: NumberKnob, label: string, text: string): Typed {
  const [, figure = '', unit = ''] =
    /^([\d\s\u202f\u00a0.,eE+-]*?)\s*([^\d\s.,]*)$/.exec(text.trim()) ?? []
  const number = figure === '' ? Number.NaN : Number(plainFigure(figure))
  const { unit: own, factor } = displayOf(knob)
  if (!Number.isFinite(number)) {
    return refuse(
      `${label} is a number${own === '' ? '' : ` in ${spelled(own)}`}, as ${toShown(knob, knob.default)}.`,
    )
  }
  const scale = unit === '' ? factor : factorOf(knob, unit.toLowerCase())
  if (scale === null)
    return refuse(
      `${label} is not in ${unit}; write ${figure.trim()}${own === '' ? '' : ` ${own}`}.`,
    )
  return inRange(knob, label, number / scale)
}

/** What is wrong with a number of the scenario as a value of this knob. */
function inRange(knob: NumberKnob, label: string, value: number): Typed {
  const { min, max } = knob
  const { unit } = displayOf(knob)
  const shown = (x: number): string => `${toShown(knob, x)}${unit === '' ? '' : ` ${unit}`}`
  if (value < min || value > max) {
    const end = value < min ? `write ${shown(min)} or more` : `write ${shown(max)} or less`
    return refuse(`${label} is ${toShown(knob, min)} to ${shown(max)}; ${end}.`)
  }
  if (knob.isInteger && !Number.isInteger(value)) {
    return refuse(`${label} is a whole number; write ${Math.round(value)}.`)
  }
  return { ok: true, value: tidy(knob, value) }
}

const refuse = (why: string): Typed => ({ ok: false, why })

/** `1,200` and `1 200` are 1200; `2,5` is 2.5: a comma with three digits behind it groups them. */
function plainFigure(figure: string): string {
  const text = figure.replace(/[\s\u202f\u00a0]/g, '')
  if (/^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text)) return text.replaceAll(',', '')
  if (/^[+-]?[1-9]\d{0,2}(\.\d{3})+,\d+$/.test(text))
    return text.replaceAll('.', '').replace(',', '.')
  return text.includes('.') ? text : text.replace(',', '.')
}

/** Units that a person may write, by that of the knob; the number is what one of the knob's is in them. */
const UNITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ms: { ms: 1, s: 0.001, sec: 0.001, min: 1 / 60_000, us: 1000, µs: 1000 },
  '/s': { '/s': 1, rps: 1, 'req/s': 1, '/min': 60 },
  '×': { '×': 1, x: 1 },
}

function factorOf(knob: NumberKnob, unit: string): number | null {
  if (unit === '%') return displayOf(knob).unit === '%' ? 100 : null
  if (unit === knob.unit) return 1
  return UNITS[knob.unit]?.[unit] ?? null
}

const spelled = (unit: string): string => (unit === '/s' ? 'requests a second' : unit)
