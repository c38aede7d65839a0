/** What resolvers remember: the answer to each record that they hold, and until when. */
import { type Column, Columns, float64 } from '../columns.ts'
import type { HeldAnswer, Resolver } from '../indices.ts'
import type { PlannedDns } from './plan.ts'

export class DnsState extends Columns {
  /** -1 when none was asked for yet. */
  readonly expiresUs: Column<HeldAnswer>
  /** How often it was asked for: the draws of a policy have that number. */
  readonly asked: Column<HeldAnswer>
  private readonly records: number
  /** resolvers × entries: 1 where the entry stands in the answer held. */
  private readonly cells: Uint8Array
  /** Windows on `cells`, one a held answer; and room for which entries of a record are good. */
  readonly #answers: readonly Uint8Array[]
  readonly #good: readonly Uint8Array[]

  constructor({ resolvers, records, entries }: PlannedDns) {
    super()
    this.records = records.length
    this.expiresUs = float64<HeldAnswer>(resolvers.length * records.length)
    this.expiresUs.fill(-1)
    this.asked = float64<HeldAnswer>(resolvers.length * records.length)
    this.cells = new Uint8Array(resolvers.length * entries.length)
    this.#answers = resolvers.flatMap((_, resolver) =>
      records.map(({ first, size }) => {
        const from = resolver * entries.length + first
        return this.cells.subarray(from, from + size)
      }),
    )
    this.#good = records.map(({ size }) => new Uint8Array(size))
  }

  held(resolver: Resolver, record: number): HeldAnswer {
    return (resolver * this.records + record) as HeldAnswer
  }

  /** By entry of the record: 1 where it stands in the answer held. */
  answer(held: HeldAnswer): Uint8Array {
    return this.#answers[held]
  }

  /** Room for which entries of a record are good now; means nothing between two questions. */
  good(record: number): Uint8Array {
    return this.#good[record]
  }
}
