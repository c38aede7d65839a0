/** What resolvers remember: the answer to each record that they hold, and until when; and what checkers think. */
import { type Column, Columns, float64, int32 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Checker, HeldAnswer, Resolver } from '../indices.ts'
import type { PlannedDns } from './plan.ts'

/** What a record's policy is told and says, while a question is answered; means nothing between two of them. */
export interface Room {
  /** By entry and by answer of the record: 1 where it is good. */
  readonly entries: Uint8Array
  readonly answers: Uint8Array
  /** By answer: 1 where it is given. */
  readonly given: Uint8Array
}

export class DnsState extends Columns {
  /** -1 when none was asked for yet. */
  readonly expiresUs: Column<HeldAnswer>
  /** How often it was asked for: the draws of a policy have that number. */
  readonly asked: Column<HeldAnswer>
  /** By answer of all records: 1 while more checkers than the least share hold it to be good. */
  readonly answerGood: Column<number>
  /** By checker of an answer: 1 where it holds the answer to be good, and how often in a row it saw otherwise. */
  readonly says: Column<Checker>
  readonly against: Column<Checker>
  /** Entries of the event queue: the next look of each checker. */
  readonly looks: EntryRange
  private readonly records: number
  /** resolvers × entries: 1 where the entry stands in the answer held. */
  private readonly cells: Uint8Array
  /** Windows on `cells`, one a held answer; and room for a question to each record. */
  readonly #answers: readonly Uint8Array[]
  readonly #rooms: readonly Room[]

  constructor({ resolvers, records, entries }: PlannedDns, queued: Entries) {
    super()
    const answers = records.reduce((sum, record) => sum + record.answers.length, 0)
    const checkers = records.reduce(
      (sum, record) => sum + (record.check?.checkers ?? 0) * record.answers.length,
      0,
    )
    this.answerGood = int32(answers)
    this.answerGood.fill(1)
    this.says = int32<Checker>(checkers)
    this.says.fill(1)
    this.against = int32<Checker>(checkers)
    this.looks = queued.reserve(checkers)
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
    this.#rooms = records.map(({ size, answers: own }) => ({
      entries: new Uint8Array(size),
      answers: new Uint8Array(own.length),
      given: new Uint8Array(own.length),
    }))
  }

  held(resolver: Resolver, record: number): HeldAnswer {
    return (resolver * this.records + record) as HeldAnswer
  }

  /** By entry of the record: 1 where it stands in the answer held. */
  answer(held: HeldAnswer): Uint8Array {
    return this.#answers[held]
  }

  room(record: number): Room {
    return this.#rooms[record]
  }
}
