/** What DNS itself thinks of the answers of its records, from the changes of a trace. */
import { changeKind, type Trace } from '../../trace/schema.ts'

const BAD = changeKind('answer-bad')
const GOOD = changeKind('answer-good')

export interface JudgedAnswer {
  /** The balancer or target that it is. */
  readonly names: string
  /** Since when too few checkers hold it to be good; null while enough do. */
  readonly badSinceUs: number | null
}

/** All answers, at a moment of the run. */
export function answersAt({ changes, meta }: Trace, tUs: number): readonly JudgedAnswer[] {
  const badSince = new Map<number, number>()
  for (const { rows, kind, a, atUs } of changes.chunks) {
    for (let i = 0; i < rows && (atUs[i] as number) <= tUs; i++) {
      if (kind[i] === BAD) badSince.set(a[i] as number, atUs[i] as number)
      else if (kind[i] === GOOD) badSince.delete(a[i] as number)
    }
  }
  return meta.names.answers.map(({ names }, answer) => ({
    names,
    badSinceUs: badSince.get(answer) ?? null,
  }))
}
