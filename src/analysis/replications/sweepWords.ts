/** What a sweep says, in sentences. */
import type { Metric } from './metrics.ts'
import type { PairOrder, Reach } from './sweep.ts'

/** How values of what is varied are written: `320 /s`, `7 targets`. */
export type Say = (value: number) => string

/** Values in the order in which they are varied, and how they are written. */
export interface SaidValues {
  readonly values: readonly number[]
  readonly say: Say
}

/** `B has a lower p99 than A from 270 /s to 540 /s; not told apart at 180 /s.` */
export function orderWords(
  { lane, other, signs }: PairOrder,
  of: SaidValues & { readonly metric: Metric; readonly letters: readonly string[] },
): string {
  const [one, two] = [of.letters[lane] ?? '', of.letters[other] ?? '']
  const { name } = of.metric
  const [less, more, open] = (['less', 'more', 'open'] as const).map((sign) =>
    where(of, signs, sign),
  )
  if (less === null && more === null)
    return `${one} and ${two} are not told apart in ${name} at any value.`
  const parts = [
    ...(less === null ? [] : [`a lower ${name} than ${two} ${less}`]),
    ...(more === null ? [] : [`a higher ${less === null ? `${name} than ${two} ` : ''}${more}`]),
  ]
  const rest = open === null ? '' : `; not told apart ${open}`
  return `${one} has ${parts.join(', and ')}${rest}.`
}

/** `B: p99 < 400 ms from 450 /s to 480 /s; not at 720 /s; chance leaves it open at 180 /s.` */
export function reachWords(
  { verdicts }: Reach,
  of: SaidValues & { readonly letter: string; readonly goal: string },
): string {
  const [met, missed, undecided] = (['met', 'missed', 'undecided'] as const).map((verdict) =>
    where(of, verdicts, verdict),
  )
  const { letter, goal } = of
  if (met === null && missed === null)
    return `${letter}: chance leaves open whether ${goal}, at every value.`
  const rest = undecided === null ? '' : `; chance leaves it open ${undecided}`
  if (met === null)
    return `${letter}: ${goal} at no value${undecided === null ? '' : ' that is decided'}${rest}.`
  return `${letter}: ${goal} ${met}${missed === null ? '' : `; not ${missed}`}${rest}.`
}

/** `at every value`, `at 180 /s and from 630 /s to 720 /s`; null for nowhere. */
function where<T>({ values, say }: SaidValues, found: readonly T[], what: T): string | null {
  if (found.every((one) => one === what)) return 'at every value'
  const stretches: [number, number][] = []
  for (const [i, one] of found.entries()) {
    if (one !== what) continue
    const last = stretches.at(-1)
    if (last?.[1] === i - 1) last[1] = i
    else stretches.push([i, i])
  }
  const texts = stretches.map(([from, to]) => {
    const [first, end] = [say(values[from] as number), say(values[to] as number)]
    return from === to ? `at ${first}` : `from ${first} to ${end}`
  })
  if (texts.length === 0) return null
  return texts.length === 1
    ? (texts[0] as string)
    : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`
}
