/** Scales and the values worth a line on them. */
import { ticks } from 'd3-array'

export interface Scale {
  readonly min: number
  readonly max: number
  readonly isLog: boolean
  /** Values that get a grid line and a label. */
  readonly labelled: readonly number[]
}

/** Some lists of values; NaN is no value. */
type Lists = readonly ArrayLike<number>[]

/** From `floor` to the largest value, or a little above it. */
export function linearScale(
  lists: Lists,
  options: { readonly floor: number; readonly labelsMax: number },
): Scale {
  const { max } = rangeOf(lists)
  const { floor, labelsMax } = options
  const top = max > floor ? max : floor + 1
  const all = ticks(floor, top, 4)
  // Where there is no room for all, the outermost say most.
  const labelled = all.length > labelsMax ? [all[0] as number, all.at(-1) as number] : all
  return { min: floor, max: top, isLog: false, labelled }
}

/** Powers of ten with 2 and 5 between, as many as `labelsMax` allows. */
export function logScale(lists: Lists, options: { readonly labelsMax: number }): Scale {
  const { min, max } = rangeOf(lists)
  if (max === 0) return { min: 1, max: 1000, isLog: true, labelled: [1, 10, 100, 1000] }
  const inside = decades(min * 0.9, max * 1.1).filter(
    (value) => value >= min * 0.9 && value <= max * 1.1,
  )
  const few = inside.length > options.labelsMax ? inside.filter(isPowerOfTen) : inside
  return { min: min * 0.9, max: max * 1.1, isLog: true, labelled: few.length > 0 ? few : inside }
}

/** Along values that are looked at: labels at them, or at round numbers where there is no room for so many. */
export function alongScale(
  values: readonly number[],
  { isLog, labelsMax }: { readonly isLog: boolean; readonly labelsMax: number },
): Scale {
  const [min, max] = [Math.min(...values), Math.max(...values)]
  const scale = { min, max: max > min ? max : min + 1, isLog: isLog && min > 0 }
  if (values.length <= labelsMax) return { ...scale, labelled: values }
  const every = Math.ceil(values.length / labelsMax)
  const labelled = scale.isLog
    ? values.filter((_, i) => i % every === 0)
    : ticks(scale.min, scale.max, labelsMax)
  return { ...scale, labelled }
}

/** Smallest and largest of the values above 0; 0 for both when there are none. */
function rangeOf(lists: Lists): { readonly min: number; readonly max: number } {
  let min = Number.POSITIVE_INFINITY
  let max = 0
  for (const values of lists) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number
      if (!(value > 0)) continue
      if (value < min) min = value
      if (value > max) max = value
    }
  }
  return { min: max === 0 ? 0 : min, max }
}

const isPowerOfTen = (value: number): boolean =>
  Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6)

function decades(min: number, max: number): readonly number[] {
  const values: number[] = []
  for (let exponent = Math.floor(Math.log10(min)); 10 ** exponent <= max; exponent++) {
    for (const digit of [1, 2, 5]) values.push(Number((digit * 10 ** exponent).toPrecision(1)))
  }
  return values
}

/** 0 at `min` to 1 at `max`. */
export function placeOn(scale: Scale, value: number): number {
  if (scale.isLog) {
    return Math.log(Math.max(value, scale.min) / scale.min) / Math.log(scale.max / scale.min)
  }
  return (value - scale.min) / (scale.max - scale.min)
}
