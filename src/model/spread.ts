/** How an algorithm that hashes spreads keys over targets, and what moves when one of them leaves. */

/** A ring goes round; slots are a table, one after the other. */
export type SpreadShape = 'ring' | 'slots'

export interface SpreadQuestion {
  /** As in a scenario: its id, and its settings. */
  readonly algorithm: Readonly<Record<string, unknown>> & { readonly id: string }
  readonly targets: readonly {
    readonly id: string
    readonly weight: number
    readonly isUsable: boolean
  }[]
  /** Who leaves, by position among the targets; null for nobody. */
  readonly without: number | null
}

/** Places in a row with one owner; targets by position, -1 for nobody. */
export interface Stretch {
  /** The first place, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly owner: number
}

/** Who takes over from whom, in places that follow one another. */
export interface Move extends Stretch {
  readonly before: number
}

export interface Spread {
  readonly shape: SpreadShape
  readonly places: number
  readonly stretches: readonly Stretch[]
  /** By target: its share of all places. */
  readonly shares: readonly number[]
  /** What changes hands when `without` leaves; nothing when nobody does. */
  readonly moves: readonly Move[]
}
