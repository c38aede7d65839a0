/** Streaming statistics, kept whether rows are kept or not; but for `ended` of requests first sent after the warm-up. */
import { Histogram } from '../../base/histogram.ts'
import { CAUSES, OUTCOMES, outcome } from '../../model/outcome.ts'
import type { Summary } from '../../trace/schema.ts'
import { type Column, Columns, cellsOf, float64 } from '../columns.ts'
import { causeOf, outcomeOf, statusOf } from '../ending.ts'
import { ONLY, type Only, type Target } from '../indices.ts'

const CONTINUED = outcome('continued')
const ANSWERED = outcome('answered')

export class Statistics extends Columns {
  /** Requests by how they ended, in the whole run. */
  readonly ended: Column<number> = float64<number>(OUTCOMES.length)
  /** Attempts by the outcome in their rows (`continued` for those that were tried again), and what failed, by cause. */
  readonly outcomes: Column<number> = float64<number>(OUTCOMES.length)
  readonly causes: Column<number> = float64<number>(CAUSES.length)
  /** Answers under 400. */
  readonly good: Column<Only> = float64<Only>(1)
  /** Of requests that were answered below 500. */
  readonly latencies = new Histogram()
  readonly targetAttempts: Column<Target>
  readonly targetServed: Column<Target>

  constructor(targets: number) {
    super()
    this.targetAttempts = float64(targets)
    this.targetServed = float64(targets)
  }
}

/** Counts an attempt that arrived at a target. */
export function countVisit(statistics: Statistics, target: Target, isServed: boolean): void {
  statistics.targetAttempts[target]++
  if (isServed) statistics.targetServed[target]++
}

/** Counts how an attempt ended, and its request with it when it was the last. */
export function countEnding(statistics: Statistics, ending: number, latencyUs: number): void {
  const how = outcomeOf(ending)
  statistics.outcomes[how]++
  if (how === CONTINUED) return
  const status = statusOf(ending)
  if (how === ANSWERED && status < 500) {
    statistics.latencies.add(latencyUs)
    if (status < 400) statistics.good[ONLY]++
  } else {
    statistics.causes[causeOf(ending)]++
  }
}

export function summaryOf(statistics: Statistics): Summary {
  const { latencies } = statistics
  return {
    okCount: latencies.count,
    okLatencySumUs: latencies.sumUs,
    okLatencies: latencies.counts,
    goodCount: statistics.good[ONLY],
    outcomes: [...cellsOf(statistics.outcomes)],
    causes: [...cellsOf(statistics.causes)],
    targetAttempts: [...cellsOf(statistics.targetAttempts)],
    targetServed: [...cellsOf(statistics.targetServed)],
  }
}
