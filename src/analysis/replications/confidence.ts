/** What is asked of intervals, and how to find one: apart from how they are made, for those who only show them. */
import type { MetricId } from './metrics.ts'

/** In how many of all experiments an interval shall hold the truth. */
export const CONFIDENCE = 0.95

/** What is known of one figure of a lane. */
export const figureOf = <Figure extends { readonly metric: { readonly id: MetricId } }>(
  { figures }: { readonly figures: readonly Figure[] },
  id: MetricId,
): Figure | undefined => figures.find(({ metric }) => metric.id === id)
