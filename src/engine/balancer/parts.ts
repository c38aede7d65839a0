/**
 * The parts among which a node deals out the requests for a group, where a narrowing divides them: in each an algorithm
 * chooses by itself, with a memory of its own. (Envoy has a schedule for each priority and each of its zones.)
 */
import type { Draw, Key } from '../../base/draws.ts'
import type { Part } from '../../narrowings/define.ts'
import { Columns } from '../columns.ts'

/** Who chooses within a part. */
interface Chooser {
  use(places: readonly number[]): void
}

const NOBODY: readonly number[] = []

export class Parts<C extends Chooser> extends Columns {
  /** By their numbers, those without requests too. */
  readonly all: readonly C[]
  /** Those that get requests, and up to which draw. */
  readonly #chosen: C[] = []
  readonly #upTo: number[] = []
  readonly #purpose: Key

  constructor(all: readonly C[], purpose: Key) {
    super()
    this.all = all
    this.#purpose = purpose
  }

  /** Deals requests out anew. */
  deal(parts: readonly Part[]): void {
    this.#chosen.length = 0
    this.#upTo.length = 0
    let upTo = 0
    for (const { nth, places, share } of parts) {
      const chooser = this.all[nth]
      chooser.use(places)
      upTo += share
      this.#chosen.push(chooser)
      this.#upTo.push(upTo)
    }
    for (const chooser of this.all) if (!this.#chosen.includes(chooser)) chooser.use(NOBODY)
  }

  /** The one that gets all requests; null where several get some. */
  get only(): C | null {
    return this.#chosen.length === 1 ? this.#chosen[0] : null
  }

  /** The part to which a request falls; `draw` stands at its address. */
  of(draw: Draw): C {
    const last = this.#chosen.length - 1
    if (last === 0) return this.#chosen[0]
    const u = draw.atFor(this.#purpose, 0)
    let i = 0
    while (i < last && u >= this.#upTo[i]) i++
    return this.#chosen[i]
  }
}
