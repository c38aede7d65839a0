/** What a sensitivity says, in sentences and in the cells of its table. */

import { percentText } from '../../base/percentText.ts'
import type { Input } from '../../scenario/edits/inputs.ts'
import type { Metric } from './metrics.ts'
import type { Sensitivity, Standing } from './sensitivity.ts'
import { againstWords, joined } from './words.ts'

/** How sure the sentences are. */
export const SENSITIVITY_NOTE =
  'All points are held together, so to be told apart takes more than at one alone; more runs tell more.'

interface Said {
  readonly metric: Metric
  readonly inputs: readonly Pick<Input, 'name'>[]
  /** By so much each is larger and smaller. */
  readonly byRatio: number
  readonly letters: readonly string[]
}

/** `B has a lower p99 than A; a load 30 % higher reverses the order; with a demand 30 % lower one cannot tell.` */
export function sensitivityWords(
  { lane, asItIs, moved }: Sensitivity,
  { metric, inputs, byRatio, letters }: Said,
): string {
  const [one, two] = [letters[lane] ?? '', letters[0] ?? '']
  const by = `${percentText(byRatio)} %`
  if (asItIs.order === 'open') {
    return `${one} and ${two} are not told apart in ${metric.name} as things stand: there is no order that could survive.`
  }
  const has = `${one} has a ${asItIs.order === 'less' ? 'lower' : 'higher'} ${metric.name} than ${two}`
  const cases = moved.flatMap(({ lower, higher }, i) => {
    const name = inputs[i]?.name ?? ''
    return [
      { words: `a ${name} ${by} lower`, standing: lower },
      { words: `a ${name} ${by} higher`, standing: higher },
    ]
  })
  const where = (order: Standing['order']): string | null => {
    const found = cases.filter(({ standing }) => standing.order === order)
    return found.length === 0 ? null : orList(found.map(({ words }) => words))
  }
  const reversed = where(asItIs.order === 'less' ? 'more' : 'less')
  const open = where('open')
  const without = where('left-out')
  const leftOut = without === null ? '' : `; not possible, and left out: ${without}`
  const names = orList(
    inputs.map(({ name }) => name),
    'and',
  )
  if (reversed === null && open === null) {
    return `${has}, and the order survives ${by} more and ${by} less of each of ${names}${leftOut}.`
  }
  if (open === null) {
    return `${has}; of ${by} more and less of each of ${names} only ${reversed} reverses the order${leftOut}.`
  }
  return reversed === null
    ? `${has}; no ${by} more or less of ${names} reverses the order; with ${open} one cannot tell${leftOut}.`
    : `${has}; ${reversed} reverses the order; with ${open} one cannot tell${leftOut}.`
}

/** Bounds so many times apart say nothing. */
const WIDE = 20

/** `3.1× lower (2.8 to 3.4)`, and what is known when that cannot be told. */
export function standingWords({ told, order }: Standing): string {
  if (order === 'left-out') return 'not possible'
  if (told === null) return 'not claimed'
  const { kind, interval } = told.comparison
  if (interval.low === interval.high && order === 'open') return 'the same'
  if (order === 'open' && kind === 'ratio' && interval.high > WIDE * interval.low) {
    return 'too few runs to tell'
  }
  const words = joined(againstWords(kind, interval))
  return order === 'open' ? `not told apart: ${words}` : words
}

/** `a, b or c`. */
function orList(words: readonly string[], joint: 'or' | 'and' = 'or'): string {
  const [last = ''] = words.slice(-1)
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`
}
