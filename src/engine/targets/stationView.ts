/** What a kind of target sees of a target: one object for all, turned to the one that is asked about. */
import type { Station } from '../../targets/define.ts'
import type { Target } from '../indices.ts'
import { SHARING, type TargetState } from './state.ts'

export class StationView implements Station {
  readonly #targets: TargetState
  #target = 0 as Target

  constructor(targets: TargetState) {
    this.#targets = targets
  }

  of(target: Target): this {
    this.#target = target
    return this
  }

  get slots(): number {
    return this.#targets.slots[this.#target]
  }

  get limit(): number {
    return this.#targets.limit[this.#target]
  }

  get busy(): number {
    return this.#targets.busy[this.#target]
  }

  get waiting(): number {
    const { order, busy, slots, waiting } = this.#targets
    const t = this.#target
    return order[t] === SHARING ? Math.max(0, busy[t] - slots[t]) : waiting[t]
  }
}
