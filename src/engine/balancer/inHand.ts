/** What an algorithm may know of the request that its node has in hand. */
import { addressIn } from '../../model/addresses.ts'
import type { Attempts } from '../attempt/attempts.ts'
import { Columns } from '../columns.ts'
import { type Attempt, NONE, type Target } from '../indices.ts'
import type { Plan } from '../plan.ts'

export abstract class InHand extends Columns {
  readonly #plan: Plan
  readonly #attempts: Attempts
  #attempt: Attempt = NONE

  constructor(plan: Plan, attempts: Attempts) {
    super()
    this.#plan = plan
    this.#attempts = attempts
  }

  get address(): Uint8Array {
    const { block } = this.#plan.populations[this.#attempts.population[this.#attempt]]
    return addressIn(block, this.client)
  }

  get client(): number {
    const { addressBase } = this.#plan.populations[this.#attempts.population[this.#attempt]]
    return this.#attempts.address[this.#attempt] - addressBase
  }

  get path(): string {
    return this.#plan.names.paths[this.#attempts.path[this.#attempt]].path
  }

  protected take(a: Attempt): void {
    this.#attempt = a
  }

  /** Whether the attempt before this one was sent to the target. */
  protected wasAt(target: Target): boolean {
    const { attempt, triedBefore } = this.#attempts
    return attempt[this.#attempt] > 1 && triedBefore[this.#attempt] === target
  }
}
