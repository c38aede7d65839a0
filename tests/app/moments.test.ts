/** Moments to step to, held against all stamps of all rows. */
import { describe, expect, test } from 'vitest'
import { nextEventUs, nextFailure } from '../../src/analysis/numbers/stepping.ts'
import { SPEED_STEPS, speedAt, speedPosition, speedWords } from '../../src/app/page/speed.ts'
import { attemptAt } from '../../src/trace/findAttempt.ts'
import { type Trace, UNSET } from '../../src/trace/schema.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const trace = simulate(
  laneOf({ 'targetGroups.web.targets.s0.queue.limit': 1, 'clients.users.arrivals.perSecond': 150 }),
)

/** Every stamp of every row, ascending. */
function stamps({ attempts, changes }: Trace): number[] {
  const all: number[] = []
  for (const chunk of attempts.chunks) {
    const offsets = [
      chunk.nodeUs,
      chunk.targetUs,
      chunk.startUs,
      chunk.serviceEndUs,
      chunk.backUs,
      chunk.endUs,
    ]
    for (let i = 0; i < chunk.rows; i++) {
      const sent = chunk.sentUs[i] as number
      all.push(
        sent,
        ...offsets.flatMap((column) => (column[i] === UNSET ? [] : [sent + (column[i] as number)])),
      )
    }
  }
  for (const chunk of changes.chunks) all.push(...chunk.atUs.slice(0, chunk.rows))
  return [...new Set(all)].sort((a, b) => a - b)
}

describe('stepping', () => {
  test('visits every stamp of a run, forward and back', () => {
    const all = stamps(trace).filter((us) => us > 0)
    const forward: number[] = []
    for (let us = nextEventUs([trace], 0, 1); us !== null; us = nextEventUs([trace], us, 1))
      forward.push(us)
    expect(forward).toEqual(all)
    const back: number[] = []
    for (
      let us = nextEventUs([trace], 1e12, -1);
      us !== null && us > 0;
      us = nextEventUs([trace], us, -1)
    )
      back.push(us)
    expect(back.reverse()).toEqual(all)
  })

  test('takes the nearest of all lanes', () => {
    const other = simulate(laneOf({ 'clients.users.arrivals.perSecond': 90 }))
    const each = [trace, other].map((one) => nextEventUs([one], 20_000, 1) ?? Number.NaN)
    expect(nextEventUs([trace, other], 20_000, 1)).toBe(Math.min(...each))
  })

  test('finds the failures that clients saw, in order, and then no more', () => {
    const ends: number[] = []
    for (const chunk of trace.attempts.chunks) {
      for (let i = 0; i < chunk.rows; i++) {
        if ((chunk.status[i] as number) >= 500)
          ends.push((chunk.sentUs[i] as number) + (chunk.endUs[i] as number))
      }
    }
    expect(ends.length).toBeGreaterThan(2)
    const found: number[] = []
    let next = nextFailure([trace], 0)
    while (next !== null) {
      const { us, row } = next
      found.push(us)
      expect(attemptAt(trace, row)?.endUs).toBe(us)
      next = nextFailure([trace], us)
    }
    expect(found).toEqual([...new Set(ends)].sort((a, b) => a - b))
  })
})

describe('speed', () => {
  test('is said in words', () => {
    expect([1, 25, 40, 1000, 10_000].map(speedWords)).toEqual([
      '1 s here = 1 ms there',
      '1 s here = 25 ms there',
      '1 s here = 40 ms there',
      '1 s here = 1 s there',
      '1 s here = 10 s there',
    ])
  })

  test('rises along its slider from 1 ms to 10 s, and stays where it is put', () => {
    const speeds = Array.from({ length: SPEED_STEPS + 1 }, (_, position) => speedAt(position))
    expect([speeds[0], speeds.at(-1)]).toEqual([1, 10_000])
    expect(speeds.every((speed, i) => i === 0 || speed >= (speeds[i - 1] as number))).toBe(true)
    for (const speed of speeds) expect(speedAt(speedPosition(speed))).toBe(speed)
  })
})
