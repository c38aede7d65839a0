/** Moments of a run that one steps to: the next stamp of any attempt or change, and the next failure. */
import { isFailure, verdictOf } from '../../model/failure.ts'
import { outcome } from '../../model/outcome.ts'
import { changeKind, type Trace, UNSET } from '../../trace/schema.ts'

export type Direction = 1 | -1

const CONTINUED = outcome('continued')
const LOOKED: readonly number[] = [
  changeKind('dependency-load'),
  changeKind('identity-load'),
  changeKind('host-load'),
  changeKind('worker-load'),
]

/** The nearest stamp strictly after (or before) a moment, over all lanes; null when there is none. */
export function nextEventUs(
  traces: readonly Trace[],
  fromUs: number,
  direction: Direction,
): number | null {
  const nearest = new Nearest(fromUs, direction)
  for (const { attempts, changes } of traces) {
    for (const chunk of attempts.chunks) {
      const { sentUs, nodeUs, routedUs, targetUs, startUs, serviceEndUs, backUs, endUs } = chunk
      const offsets = [nodeUs, routedUs, targetUs, startUs, serviceEndUs, backUs, endUs]
      for (let i = 0; i < chunk.rows; i++) {
        const sent = sentUs[i] as number
        nearest.offer(sent)
        for (const column of offsets) {
          const offset = column[i] as number
          if (offset !== UNSET) nearest.offer(sent + offset)
        }
      }
    }
    for (const chunk of changes.chunks) {
      // A look happens to nobody.
      for (let i = 0; i < chunk.rows; i++)
        if (!LOOKED.includes(chunk.kind[i] as number)) nearest.offer(chunk.atUs[i] as number)
    }
  }
  return nearest.found()
}

/** A request that fails for its client: when, in which of the traces, and in which row of its attempts. */
export interface FoundFailure {
  readonly us: number
  readonly trace: number
  readonly row: number
}

/** The next failure that a client sees after a moment, over all lanes; null when there is none any more. */
export function nextFailure(traces: readonly Trace[], fromUs: number): FoundFailure | null {
  let found: FoundFailure | null = null
  traces.forEach(({ attempts }, trace) => {
    let before = 0
    for (const chunk of attempts.chunks) {
      for (let i = 0; i < chunk.rows; i++) {
        const how = chunk.outcome[i] as number
        if (how === CONTINUED || chunk.endUs[i] === UNSET) continue
        const us = (chunk.sentUs[i] as number) + (chunk.endUs[i] as number)
        if (us <= fromUs || (found !== null && us >= found.us)) continue
        const wasServed = chunk.startUs[i] !== UNSET
        if (!isFailure(verdictOf(how, chunk.status[i] as number, false, wasServed))) continue
        found = { us, trace, row: before + i }
      }
      before += chunk.rows
    }
  })
  return found
}

class Nearest {
  private readonly fromUs: number
  private readonly direction: Direction
  private bestUs: number

  constructor(fromUs: number, direction: Direction) {
    this.fromUs = fromUs
    this.direction = direction
    this.bestUs = direction * Number.POSITIVE_INFINITY
  }

  offer(us: number): void {
    if (this.direction === 1) {
      if (us > this.fromUs && us < this.bestUs) this.bestUs = us
    } else if (us < this.fromUs && us > this.bestUs) this.bestUs = us
  }

  found(): number | null {
    return Number.isFinite(this.bestUs) ? this.bestUs : null
  }
}
