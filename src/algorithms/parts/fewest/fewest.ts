/**
 * A way to find the least loaded target. Balancers differ in how load and weight are set against each other, and in who
 * gets a tie: each way is a file here, and one member of the family has them as its dialects.
 */
import type { Draw } from '../../../base/draws.ts'
import type { StateShape, View } from '../../define.ts'

/** What it sees and remembers; each asks for the cells that it declares. */
export interface Look<Cells extends string> {
  readonly view: View<'inFlight' | 'weight'>
  readonly state: Readonly<Record<Cells, Float64Array>>
  readonly draw: Draw
  readonly knobs: { readonly bias: number }
}

export interface Fewest<Cells extends string = string> {
  readonly state: StateShape
  pick(look: Look<Cells>): number | null
  /** A request was sent to the target, or came back from it. */
  counted?(look: Look<Cells>, target: number): void
  changed?(look: Look<Cells>): void
  /** The figure by which targets are compared, and what it is called. */
  readonly label: string
  standing(look: Look<Cells>, target: number): number
  /** How ties are broken, after `the least; `. */
  readonly ties: string
}
