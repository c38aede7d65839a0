/** How unequal the load of targets is, in two customary numbers. */
export interface Imbalance {
  /** Largest load over mean load: 1 when all are equal, the number of targets when one has it all. */
  readonly maxOverMean: number
  /** Jain's index, from 1 when all are equal down to 1/n when one has it all. */
  readonly jain: number
}

/**
 * Both are 1 when nothing is loaded.
 * Source: Jain, Chiu, Hawe: "A quantitative measure of fairness", DEC-TR-301, 1984.
 */
export function imbalanceOf(loads: readonly number[]): Imbalance {
  let sum = 0
  let squares = 0
  let largest = 0
  for (const load of loads) {
    sum += load
    squares += load * load
    if (load > largest) largest = load
  }
  if (sum === 0) return { maxOverMean: 1, jain: 1 }
  return {
    maxOverMean: (largest * loads.length) / sum,
    jain: (sum * sum) / (loads.length * squares),
  }
}
