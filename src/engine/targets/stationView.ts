/** What a kind of target sees of a target: one object for all, turned to the one that is asked about. */

import type { EventQueue } from '../../base/eventQueue.ts'
import type { Station } from '../../targets/define.ts'
import type { Target } from '../indices.ts'
import { type Environments, idleNow, startableNow } from './environmentState.ts'
import { SHARING, type TargetState } from './state.ts'

export class StationView implements Station {
  readonly #targets: TargetState
  readonly #around: Environments
  readonly #clock: Pick<EventQueue, 'nowUs'>
  #target = 0 as Target

  constructor(around: Environments, clock: Pick<EventQueue, 'nowUs'>) {
    this.#targets = around.targets
    this.#around = around
    this.#clock = clock
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

  get idle(): number {
    return idleNow(this.#around, this.#target, this.#clock.nowUs)
  }

  get startable(): number {
    return startableNow(this.#around, this.#target, this.#clock.nowUs)
  }

  get waiting(): number {
    const { order, busy, slots, waiting } = this.#targets
    const t = this.#target
    return order[t] === SHARING ? Math.max(0, busy[t] - slots[t]) : waiting[t]
  }
}
