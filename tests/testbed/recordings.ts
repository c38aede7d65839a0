/** What real systems did with a script, as it is kept: tests/fixtures/testbed, a file a lane. */

export interface RecordedRun {
  /** A digit for each request, in their order: the target that answered it, or `-`. */
  readonly picks: string
  /** Until the last byte was there, counted from the scripted moment: milliseconds, with a space between them. */
  readonly latenciesMs: string
  /** Numbers of the requests that were not answered 200, by status. */
  readonly failed: Readonly<Record<string, readonly number[]>>
  /** What requests took beyond their time at the target, which measured that itself: p50 and p99. */
  readonly overheadMs: readonly [p50: number, p99: number]
  /** When a process was killed or listened again, and when the balancer said that it had noticed. */
  readonly changes: readonly RecordedChange[]
}

export interface RecordedChange {
  readonly atMs: number
  readonly what: 'killed' | 'back' | 'down' | 'up'
}

export interface Recorded {
  /** As the balancer says it. */
  readonly version: string
  readonly runs: readonly RecordedRun[]
}

/** One request as it ended. */
export interface Ended {
  readonly target: number | null
  readonly status: number
  readonly latencyMs: number
}

export function endedIn({ picks, latenciesMs, failed }: RecordedRun): readonly Ended[] {
  const statuses = new Map(
    Object.entries(failed).flatMap(([status, numbers]) =>
      numbers.map((number) => [number, Number(status)]),
    ),
  )
  return latenciesMs.split(' ').map((latencyMs, i) => ({
    target: picks[i] === '-' ? null : Number(picks[i]),
    status: statuses.get(i) ?? 200,
    latencyMs: Number(latencyMs),
  }))
}

export function recordedRun(
  ended: readonly Ended[],
  rest: Pick<RecordedRun, 'overheadMs' | 'changes'>,
): RecordedRun {
  const failed: Record<string, number[]> = {}
  ended.forEach(({ status }, i) => {
    if (status === 200) return
    failed[status] ??= []
    failed[status].push(i)
  })
  return {
    picks: ended.map(({ target }) => target ?? '-').join(''),
    latenciesMs: ended.map(({ latencyMs }) => latencyMs.toFixed(1)).join(' '),
    failed,
    ...rest,
  }
}
