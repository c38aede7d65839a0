/** A run as a Chrome trace: what its slices and pairs add up to is what the run counted. */
import { expect, test } from 'vitest'
import { chromePieces } from '../../src/interop/chromeTrace.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import { busyLane } from '../support/busyLane.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

interface Event {
  readonly ph: string
  readonly name: string
  readonly cat?: string
  readonly id2?: { readonly local: string }
  readonly ts: number
  readonly dur: number
  readonly pid: number
  readonly tid: number
  readonly args?: { readonly name?: string; readonly target?: string | null }
}

const trace = simulate(busyLane())
const text = [
  ...chromePieces([
    { letter: 'A', title: 'Busy', trace },
    { letter: 'B', title: 'Busy again', trace },
  ]),
].join('')
const { traceEvents } = JSON.parse(text) as { traceEvents: readonly Event[] }
const ofA = traceEvents.filter(({ pid }) => pid === 1)
const slices = ofA.filter(({ ph }) => ph === 'X')

test('a lane is a process by its letter and title', () => {
  const names = traceEvents.filter(({ name }) => name === 'process_name')
  expect(names.map(({ args }) => args?.name)).toEqual(['A  Busy', 'B  Busy again'])
  expect(traceEvents.length).toBe(2 * ofA.length)
})

test('what the slots of a target served is what it counted', () => {
  const { names } = trace.meta
  const served = names.targets.map(({ id }) =>
    slices.filter(({ args }) => args?.target === id).reduce((sum, { dur }) => sum + dur, 0),
  )
  const counted = [...attemptsOf(trace)]
  names.targets.forEach(({ id }, t) => {
    const own = counted.filter(({ target, startUs, serviceEndUs }) => {
      return target === id && startUs !== null && serviceEndUs !== null
    })
    const sum = own.reduce((us, { startUs, serviceEndUs }) => {
      return us + (serviceEndUs as number) - (startUs as number)
    }, 0)
    expect(served[t]).toBe(sum)
  })
  expect(slices.length).toBeGreaterThan(500)
})

test('slices of one slot do not overlap, and a target has no more slots than it served at one time', () => {
  for (const thread of new Set(slices.map(({ tid }) => tid))) {
    const own = slices.filter(({ tid }) => tid === thread)
    const inOrder = [...own].sort((a, b) => a.ts - b.ts || a.dur - b.dur)
    expect(new Set(own.map(({ args }) => args?.target)).size).toBe(1)
    inOrder.slice(1).forEach(({ ts }, i) => {
      const { ts: before, dur } = inOrder[i] as Event
      expect(ts).toBeGreaterThanOrEqual(before + dur)
    })
  }
  trace.meta.names.targets.forEach(({ id }, t) => {
    const threads = new Set(slices.filter(({ args }) => args?.target === id).map(({ tid }) => tid))
    expect(threads.size).toBeLessThanOrEqual(trace.meta.counts.servingMax[t] as number)
  })
})

test('each attempt and each wait begins and ends, and each fault that came', () => {
  const open = new Map<string, number>()
  for (const { ph, cat, id2, name, ts } of ofA) {
    const key = `${cat} ${id2?.local} ${name}`
    if (ph === 'b') open.set(key, ts)
    if (ph !== 'e') continue
    expect(open.get(key)).toBeLessThanOrEqual(ts)
    open.delete(key)
  }
  expect(open.size).toBe(0)
  // An id of all processes would make one attempt of those of two lanes.
  expect(text).not.toContain('"id":')
  const begun = (cat: string): number =>
    ofA.filter((each) => each.ph === 'b' && each.cat === cat && each.name !== 'waits').length
  expect(begun('attempt')).toBe([...attemptsOf(trace)].length)
  expect(begun('fault')).toBe(trace.meta.names.faults.length)
})

test('what became of targets stands in it as often as it happened', () => {
  const crashed = simulate(
    laneOf({ faults: { crash: { kind: 'crash', target: 's0', atMs: 20, forMs: 40 } } }),
  )
  const events = JSON.parse(
    [...chromePieces([{ letter: 'A', title: 'Crashed', trace: crashed }])].join(''),
  ).traceEvents as readonly Event[]
  const said = events.filter(({ ph }) => ph === 'i').map(({ name, ts }) => [name, ts])
  expect(said).toEqual([
    ['s0 refuses', 20_000],
    ['s0 accepts again', 60_000],
  ])
})
