/**
 * Sums from the start of a run, kept at the ends of bins, so that what happened in any stretch of time is the
 * difference of two look-ups. Between the ends of bins they are taken to grow evenly.
 */

/** How long rates and loads are smoothed over. */
export const SMOOTHED_US = 2_500_000
const BIN_US = 125_000
const CELLS_MAX = 2_000_000

export interface RunningSums {
  readonly binUs: number
  readonly bins: number
  /** How many things are added up. */
  readonly perBin: number
  /** Shape [bins + 1][perBin]: how much until the bin begins. */
  readonly cells: Float64Array | Uint32Array
}

/** Bins over a run: of 125 ms each, or fewer where there is a lot to add up. */
export function binsFor(durationUs: number, perBin: number): { binUs: number; bins: number } {
  const binsWanted = Math.ceil(durationUs / BIN_US)
  const bins = Math.max(1, Math.min(binsWanted, Math.floor(CELLS_MAX / Math.max(1, perBin))))
  return { binUs: Math.max(1, durationUs / bins), bins }
}

/** Makes sums of what was added to each bin (at the place of the next one) so far. */
export function sumUp({ cells, perBin }: RunningSums): void {
  for (let i = perBin; i < cells.length; i++) {
    cells[i] = (cells[i] as number) + (cells[i - perBin] as number)
  }
}

export function sumAt(sums: RunningSums, cell: number, us: number): number {
  const { bins, binUs, perBin, cells } = sums
  const place = Math.min(bins, Math.max(0, us / binUs))
  const bin = Math.min(bins - 1, Math.floor(place))
  const before = cells[bin * perBin + cell] as number
  const after = cells[(bin + 1) * perBin + cell] as number
  return before + (after - before) * (place - bin)
}
