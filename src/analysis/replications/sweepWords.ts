/** What a sweep says, in sentences. */
import type { MetricId } from './metrics.ts'
import type { PairOrder, Reach } from './sweep.ts'

/** How values of what is varied are written: `320 /s`, `7 targets`. */
export type Say = (value: number) => string

const NAMES: Readonly<Record<MetricId, string>> = {
  p50: 'p50',
  p90: 'p90',
  p99: 'p99',
  'p99.9': 'p99.9',
  mean: 'mean latency',
  goodput: 'goodput',
  errors: 'share of failures',
  imbalance: 'imbalance',
}

/** `B has the lower p99 up to 300 /s, and the higher from 350 /s on.` */
export function orderWords(
  order: PairOrder,
  { metric, letters, say }: { metric: MetricId; letters: readonly string[]; say: Say },
): string {
  const { lane, other, isLessFirst, apartAt, of, changes } = order
  const [one, two] = [letters[lane] ?? '', letters[other] ?? '']
  const name = NAMES[metric]
  if (isLessFirst === null) return `${one} and ${two} are not told apart in ${name} at any value.`
  const word = (isLess: boolean): string => (isLess ? 'lower' : 'higher')
  if (changes.length === 0) {
    const where =
      apartAt === of
        ? 'at every value'
        : `at the ${apartAt} of ${of} values at which they are told apart`
    return `${one} has the ${word(isLessFirst)} ${name} than ${two} ${where}: the curves do not cross.`
  }
  const parts = changes.map(({ between: [before, after] }, i) => {
    const is = (i % 2 === 0) === isLessFirst
    return i === 0
      ? `the ${word(is)} ${name} than ${two} up to ${say(before)}, and the ${word(!is)} from ${say(after)} on`
      : `again the ${word(!is)} from ${say(after)} on`
  })
  return `${one} has ${parts.join(', ')}.`
}

/** `B: p99 < 250 ms up to 310 /s, and no longer at 320 /s.` */
export function reachWords(
  { isMetFirst, changes, verdicts }: Reach,
  { letter, goal, say }: { letter: string; goal: string; say: Say },
): string {
  if (isMetFirst === null) return `${letter}: chance leaves open whether ${goal}, at every value.`
  if (changes.length === 0) {
    const decided = verdicts.filter((verdict) => verdict !== 'undecided').length
    const where = isMetFirst ? 'at every value' : 'at no value'
    return decided === verdicts.length
      ? `${letter}: ${goal} ${where}.`
      : `${letter}: ${goal} ${where} of the ${decided} of ${verdicts.length} that are decided; chance leaves the others open.`
  }
  const parts = changes.map(({ between: [before, after] }, i) =>
    (i % 2 === 0) === isMetFirst
      ? `up to ${say(before)}, and not at ${say(after)}`
      : `from ${say(after)} on, and not at ${say(before)}`,
  )
  return `${letter}: ${goal} ${parts.join('; ')}.`
}
