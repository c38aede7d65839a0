/**
 * Entries of the event queue. Each room reserves a range when the world is made: an entry for each of its things that
 * can be due. Attempts come last, because they are the ones that grow in number: two entries each.
 */
import type { Attempt } from './indices.ts'

/** The entries `first` to `first + size - 1`, one for each thing of a room, by its number. */
export interface EntryRange {
  readonly first: number
  readonly size: number
}

/** The end of the run, which the loop itself knows. */
export const END_ENTRY = 0

export class Entries {
  /** How many are reserved: where those of attempts begin. */
  reserved = END_ENTRY + 1

  reserve(size: number): EntryRange {
    const first = this.reserved
    this.reserved += size
    return { first, size }
  }
}

/** An attempt's own way, and what overtakes it: an answer that the node writes itself, a cancellation. */
export const wayEntry = (world: { readonly attemptEntry: number }, a: Attempt): number =>
  world.attemptEntry + 2 * a
export const overtakingEntry = (world: { readonly attemptEntry: number }, a: Attempt): number =>
  world.attemptEntry + 2 * a + 1

/** Ranks: what happens first at one instant. */
export const RANK_COMPLETION = 0
export const RANK_FAULT = 1
export const RANK_HEALTH = 2
export const RANK_TIMEOUT = 3
export const RANK_ARRIVAL = 4
export const RANK_END = 5
