/** What every arrival process owes, whatever its law: one suite over the family's list. */
import { describe, expect, test } from 'vitest'
import type { ArrivalProcess } from '../../src/arrivals/define.ts'
import { type ArrivalSpec, arrivalProcesses, prepareArrivals } from '../../src/arrivals/index.ts'
import { Draw, deriveKey } from '../../src/base/draws.ts'
import { DrivenArrivals } from '../support/arrivalHarness.ts'
import { settingsOf } from '../support/settingsOf.ts'

/** Every setting that the process itself accepts. */
const specs = (arrivalProcesses as unknown as readonly ArrivalProcess[]).flatMap((member) =>
  settingsOf(member.knobs)
    .filter((knobs) => (member.check?.(knobs as never) ?? null) === null)
    .map((knobs) => ({ kind: member.id, ...knobs }) as ArrivalSpec),
)
const open = specs.filter((spec) => prepareArrivals(spec).loop === 'open')

test('each process accepts its defaults', () => {
  const kinds = new Set(specs.map((spec) => spec.kind))
  expect([...kinds]).toEqual(arrivalProcesses.map((member) => member.id))
})

test.each(arrivalProcesses)('$id says what to do when its knobs do not fit', ({ id, knobs }) => {
  const member = arrivalProcesses.find((process) => process.id === id) as unknown as ArrivalProcess
  for (const setting of settingsOf(knobs)) {
    const complaint = member.check?.(setting as never) ?? null
    if (complaint !== null) expect(complaint).toMatch(/^[A-Z].*; raise .*\.$/)
  }
})

describe.each(open)('$kind %o', (spec) => {
  test('moments are real and never fall', () => {
    let last = 0
    for (const at of new DrivenArrivals(spec).take(500)) {
      expect(at).toBeGreaterThanOrEqual(last)
      expect(at).toBeLessThan(Infinity)
      last = at
    }
  })

  test('goes on from copied cells as if nothing had happened', () => {
    const whole = new DrivenArrivals(spec)
    whole.take(137)
    const resumed = new DrivenArrivals(spec)
    resumed.cells.set(whole.cells)
    resumed.draw.ordinal = whole.draw.ordinal
    expect(resumed.take(300)).toEqual(whole.take(300))
  })

  test('two streams of one process do not disturb each other', () => {
    const alone = new DrivenArrivals(spec).take(50)
    const arrivals = new DrivenArrivals(spec)
    const [cells, draw] = [arrivals.cells.slice(), new Draw().use(deriveKey({ k0: 0, k1: 0 }, 'o'))]
    const besideAnother = alone.map((_, ordinal) => {
      draw.ordinal = ordinal
      arrivals.arrivals.next(cells, draw)
      return arrivals.next()
    })
    expect(besideAnother).toEqual(alone)
  })

  test('expects a rate at every moment', () => {
    const { arrivals } = new DrivenArrivals(spec)
    for (const us of [0, 1, 999.5, 1e6, 3.7e7, 3.6e9]) {
      expect(arrivals.rateAt(us)).toBeGreaterThanOrEqual(0)
      expect(arrivals.rateAt(us)).toBeLessThan(Infinity)
    }
  })
})
