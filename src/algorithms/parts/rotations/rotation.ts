/**
 * A way to take turns by weight. Balancers differ in the order in which they give a target its turns, hardly in how
 * many: each way is a file here, and one member of the family has them as its dialects.
 */
import type { StateShape, View } from '../../define.ts'

/** What a rotation sees and remembers; each asks for the cells that it declares. */
export interface Turn<Cells extends string> {
  readonly view: View<'weight'>
  readonly state: Readonly<Record<Cells, Float64Array>>
  readonly table: Int32Array
}

export interface Rotation<Cells extends string = string> {
  /** What it remembers. */
  readonly state: StateShape
  pick(turn: Turn<Cells>): number | null
  /** Usable targets or their weights changed. */
  changed?(turn: Turn<Cells>): void
  /** The figure by which targets are compared, and what it is called. */
  readonly label: string
  standing(turn: Turn<Cells>, target: number): number
  /** Why the target gets the next turn, in a sentence. */
  words(turn: Turn<Cells>, target: number, name: string, names: (target: number) => string): string
}
