/** Counts held against probabilities. */

/** The largest deviation that is let pass: 1 in 1,000 for one comparison, and the seeds are fixed. */
export const Z_MAX = 3.3

/** How many standard errors each count lies from what its probability says; probabilities sum to 1. */
export function zScores(counts: readonly number[], probabilities: readonly number[]): number[] {
  const total = counts.reduce((a, b) => a + b, 0)
  return counts.map((count, i) => {
    const p = probabilities[i] as number
    const spread = Math.sqrt(total * p * (1 - p))
    if (spread === 0) return count === total * p ? 0 : Infinity
    return (count - total * p) / spread
  })
}

export const worst = (scores: readonly number[]): number => Math.max(...scores.map(Math.abs))

export const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length

export function variance(values: readonly number[]): number {
  const middle = mean(values)
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1)
}

/** How many standard errors the mean of independent values lies from what it should be. */
export const zOfMean = (values: readonly number[], expected: number): number =>
  (mean(values) - expected) / Math.sqrt(variance(values) / values.length)
