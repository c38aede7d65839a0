/** What resolvers remember: the answer to each record that they hold, and until when. */
import { type Column, Columns, float64, uint8 } from '../columns.ts'
import type { HeldAnswer, Resolver } from '../indices.ts'
import type { PlannedDns } from './plan.ts'

export class DnsState extends Columns {
  /** -1 when none was asked for yet. */
  readonly expiresUs: Column<HeldAnswer>
  /** resolvers × entries: 1 where the entry stands in the answer held. */
  readonly answers: Column<number>
  private readonly records: number

  constructor({ resolvers, records, entries }: PlannedDns) {
    super()
    this.records = records.length
    this.expiresUs = float64<HeldAnswer>(resolvers.length * records.length)
    this.expiresUs.fill(-1)
    this.answers = uint8<number>(resolvers.length * entries.length)
  }

  held(resolver: Resolver, record: number): HeldAnswer {
    return (resolver * this.records + record) as HeldAnswer
  }
}
