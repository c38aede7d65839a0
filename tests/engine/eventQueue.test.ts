/** The event queue against a sorted list. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventQueue } from '../../src/base/eventQueue.ts'

const ENTRIES = 40
/** As far as any run could look. */
const LAST = 2 ** 40 - 1

/** The same contract, in the plainest way: everything in one list, sorted by (time, rank, order of scheduling). */
class SortedList {
  nowUs = 0
  private order = 0
  private items: { entry: number; atUs: number; rank: number; order: number }[] = []

  schedule(entry: number, atUs: number, rank: number): void {
    this.items.push({ entry, atUs, rank, order: this.order++ })
    this.items.sort((a, b) => a.atUs - b.atUs || a.rank - b.rank || a.order - b.order)
  }

  isScheduled(entry: number): boolean {
    return this.items.some((item) => item.entry === entry)
  }

  cancel(entry: number): void {
    this.items = this.items.filter((item) => item.entry !== entry)
  }

  pop(): number {
    const first = this.items.shift()
    if (first === undefined) return -1
    this.nowUs = first.atUs
    return first.entry
  }
}

type Step =
  | {
      readonly kind: 'schedule'
      readonly entry: number
      /** How far ahead, or how far past the next multiple of a border. */
      readonly inUs: number
      readonly border: number | null
      readonly rank: number
    }
  | { readonly kind: 'cancel'; readonly entry: number }
  | { readonly kind: 'pop' }
  | { readonly kind: 'pop all' }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'grow'; readonly by: number }

/** Distances around every border of the wheel: of a slot and of a window of each level. */
const inUs = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 0, 1, 2, 3) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(2 ** 10, 2 ** 15, 2 ** 20, 2 ** 25, 2 ** 30, 2 ** 35),
        fc.integer({ min: -2, max: 2 }),
      )
      .map(([border, by]) => border + by),
  },
  { weight: 2, arbitrary: fc.nat({ max: 5000 }) },
  { weight: 2, arbitrary: fc.nat({ max: 3_000_000 }) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 2 ** 36, noNaN: true }).map(Math.floor) },
  { weight: 1, arbitrary: fc.constant(LAST) },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('schedule' as const),
      entry: fc.nat({ max: ENTRIES - 1 }),
      inUs,
      border: fc.constant(null),
      rank: fc.nat({ max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('schedule' as const),
      entry: fc.nat({ max: ENTRIES - 1 }),
      inUs: fc.constantFrom(-1, 0, 1),
      border: fc.constantFrom(2 ** 5, 2 ** 10, 2 ** 15, 2 ** 25, 2 ** 35),
      rank: fc.nat({ max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('cancel' as const),
      entry: fc.nat({ max: ENTRIES - 1 }),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ kind: 'pop' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'pop all' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'snapshot' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('grow' as const),
      by: fc.integer({ min: 1, max: 9 }),
    }),
  },
)

type Crowded =
  | { readonly kind: 'schedule'; readonly inUs: number; readonly rank: number }
  | { readonly kind: 'cancel'; readonly entry: number }
  | { readonly kind: 'pop' }

describe('the event queue', () => {
  it('does what a sorted list does', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 300 }), (steps) => {
        const list = new SortedList()
        let queue = new EventQueue(ENTRIES)
        let room = ENTRIES
        const pop = (): number => {
          const entry = queue.pop()
          expect(entry).toBe(list.pop())
          expect(queue.nowUs).toBe(list.nowUs)
          return entry
        }
        for (const one of steps) {
          if (one.kind === 'schedule' && !list.isScheduled(one.entry)) {
            const from =
              one.border === null
                ? list.nowUs
                : (Math.floor(list.nowUs / one.border) + 1) * one.border
            const atUs = Math.min(LAST, from + one.inUs)
            queue.schedule(one.entry, atUs, one.rank)
            list.schedule(one.entry, atUs, one.rank)
          } else if (one.kind === 'cancel') {
            expect(queue.isScheduled(one.entry)).toBe(list.isScheduled(one.entry))
            queue.cancel(one.entry)
            list.cancel(one.entry)
          } else if (one.kind === 'pop') {
            pop()
          } else if (one.kind === 'pop all') {
            while (pop() >= 0);
          } else if (one.kind === 'snapshot') {
            const copy = new EventQueue(room)
            copy.load(queue.save())
            queue = copy
          } else if (one.kind === 'grow') {
            room += one.by
            queue.grow(room)
          }
        }
        while (pop() >= 0);
      }),
      { numRuns: 500, seed: 11 },
    )
  })

  it('keeps first in, first out among a thousand entries of one far moment, scheduled from anywhere', () => {
    const queue = new EventQueue(2000)
    const farUs = 2 ** 31 + 5
    // A ticking entry moves the clock through all windows while entries for the far moment are added.
    for (let entry = 0; entry < 1000; entry++) {
      queue.schedule(entry, farUs, 4)
      queue.schedule(1999, Math.min(farUs, queue.nowUs + 2_147_484), 0)
      expect(queue.pop()).toBe(1999)
    }
    for (let entry = 0; entry < 1000; entry++) expect(queue.pop()).toBe(entry)
  })

  it('does what a sorted list does with hundreds of entries in two microseconds', () => {
    const crowded = fc.oneof(
      fc.record({
        kind: fc.constant('schedule' as const),
        inUs: fc.nat({ max: 1 }),
        rank: fc.nat({ max: 3 }),
      }),
      fc.record({ kind: fc.constant('cancel' as const), entry: fc.nat({ max: 199 }) }),
      fc.constant({ kind: 'pop' as const }),
    )
    const before: readonly Crowded[] = Array.from({ length: 60 }, (_, i) => ({
      kind: 'schedule',
      inUs: i & 1,
      rank: i & 3,
    }))
    fc.assert(
      fc.property(fc.array(crowded, { minLength: 50, maxLength: 200 }), (steps) => {
        const list = new SortedList()
        const queue = new EventQueue(300)
        let next = 0
        for (const one of [...before, ...steps]) {
          if (one.kind === 'schedule') {
            queue.schedule(next, queue.nowUs + one.inUs, one.rank)
            list.schedule(next++, list.nowUs + one.inUs, one.rank)
          } else if (one.kind === 'cancel') {
            queue.cancel(one.entry)
            list.cancel(one.entry)
          } else {
            expect(queue.pop()).toBe(list.pop())
          }
        }
        for (let entry = list.pop(); entry >= 0; entry = list.pop()) expect(queue.pop()).toBe(entry)
        expect(queue.pop()).toBe(-1)
      }),
      { numRuns: 500, seed: 12 },
    )
  })

  it('refuses what is past', () => {
    const queue = new EventQueue(3)
    queue.schedule(0, 5000, 0)
    queue.pop()
    expect(() => queue.schedule(1, 3000, 0)).toThrow()
  })

  it('leaves out what comes after the end of every run', () => {
    const queue = new EventQueue(3)
    for (const never of [2 ** 50, Number.POSITIVE_INFINITY]) {
      queue.schedule(0, never, 0)
      expect(queue.isScheduled(0)).toBe(false)
    }
    queue.schedule(1, 5000, 0)
    expect([queue.pop(), queue.pop()]).toEqual([1, -1])
  })
})
