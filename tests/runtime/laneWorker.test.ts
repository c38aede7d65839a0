/** What a page gets from the worker of a lane: the engine's own rows, as soon as they are there, and no more work than an edit makes necessary. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { numbersOf } from '../../src/analysis/numbers/numbers.ts'
import { indexTrace } from '../../src/analysis/scene/traceIndex.ts'
import type { LanePicture } from '../../src/runtime/laneClient.ts'
import { scenarioKey } from '../../src/scenario/document/canonical.ts'
import { baseOf } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import { busyLane } from '../support/busyLane.ts'
import { differences } from '../support/sameRows.ts'
import { laneOf, withFaults } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { GOAL_US, openLane } from './laneLine.ts'

let line: ReturnType<typeof openLane>
beforeEach(() => {
  line = openLane()
})
afterEach(() => line.close())

/** The scenario that the page opens on, a minute long: about 20,000 requests. */
const minute: LaneScenario = {
  ...baseOf(presetOf('one-slow-target')),
  durationMs: 60_000,
}
const lateCrash = { kind: 'crash', target: 'web-3', atMs: 55_000, forMs: 2000 } as const
const minuteWithCrash = withFaults(minute, { ...minute.faults, late: lateCrash })

function presetOf(id: string) {
  const found = presets.find((preset) => preset.id === id)
  if (found === undefined) throw new Error(`no preset is called ${id}`)
  return found.scenario
}

const rate = (perSecond: number): LaneScenario =>
  laneOf({
    durationMs: 2000,
    'clients.users.arrivals': { kind: 'poisson', perSecond },
    'targetGroups.web.targets.s0.slots': 4,
  })

describe('a picture', () => {
  it('has the rows that the engine wrote, to the bit', async () => {
    const lane = busyLane()
    const { trace } = await line.run(lane)
    expect(differences(trace, simulate(lane))).toEqual([])
  })

  it('has the index and the numbers that its rows give', async () => {
    const lane = busyLane()
    const { trace, index, numbers } = await line.run(lane)
    expect(index).toEqual(indexTrace(trace, lane, { goalUs: GOAL_US }))
    expect(numbers).toEqual(numbersOf(trace, { binsMax: 120, goalUs: GOAL_US }))
  })

  it('comes before its numbers, and once more with them', async () => {
    await line.run(busyLane())
    expect(line.pictures.map(({ isWhole, numbers }) => [isWhole, numbers !== null])).toEqual([
      [true, false],
      [true, true],
    ])
    expect(line.pictures[1]?.trace).toBe(line.pictures[0]?.trace)
  })

  it('stays as it was when the next one comes', async () => {
    const lane = busyLane()
    const before = await line.run(lane)
    await line.run(busyLane({ 'clients.users.arrivals': { kind: 'poisson', perSecond: 200 } }))
    expect(differences(before.trace, simulate(lane))).toEqual([])
  })

  it('of another latency goal has the same rows, and what the goal changes', async () => {
    const lane = busyLane()
    const before = await line.run(lane)
    const goalUs = 20_000
    const next = line.picture(({ index }) => index.goalUs === goalUs)
    line.client.measure(goalUs)
    const after = await next
    expect(after.trace).toBe(before.trace)
    expect(after.index).toEqual(indexTrace(before.trace, lane, { goalUs }))
    expect(after.numbers).toEqual(numbersOf(before.trace, { binsMax: 120, goalUs }))
  })
})

describe('an edit', () => {
  it('late in the run handles only the events after the last snapshot before it', async () => {
    const whole = await line.run(minute)
    expect(whole.events).toBe(whole.trace.meta.counts.events)
    const edited = await line.run(minuteWithCrash)
    // From the last of the snapshots, taken every 30,000 events: these, and the last twelfth of the run.
    expect(edited.events).toBeLessThan(30_000 + whole.events / 8)
    expect(edited.resumedUs).toBeGreaterThan(35e6)
    expect(edited.trace.meta.counts.events).toBeGreaterThan(0.9 * whole.events)
    expect(differences(edited.trace, simulate(minuteWithCrash))).toEqual([])
  })

  it('without a time begins at the start', async () => {
    await line.run(rate(300))
    const edited = await line.run(rate(301))
    expect(edited.resumedUs).toBe(0)
    expect(edited.events).toBe(edited.trace.meta.counts.events)
  })

  it('that is undone handles no event at all', async () => {
    const first = await line.run(rate(300))
    await line.run(rate(400))
    const again = await line.run(rate(300))
    expect(again.events).toBe(0)
    expect(differences(again.trace, first.trace)).toEqual([])
  })

  it('that changes nothing is not sent', async () => {
    await line.run(rate(300))
    const { length } = line.progress
    line.ask(structuredClone(rate(300)))
    expect(line.progress).toHaveLength(length)
  })

  it('made while another run waits takes its place', async () => {
    const rates = Array.from({ length: 20 }, (_, i) => 300 + i)
    const last = rate(rates.at(-1) as number)
    const done = line.picture(({ key, numbers }) => key === scenarioKey(last) && numbers !== null)
    for (const perSecond of rates) line.ask(rate(perSecond))
    const picture = await done
    expect(differences(picture.trace, simulate(last))).toEqual([])
    // The one under way may be finished; those in between are never begun.
    expect(new Set(line.pictures.map(({ key }) => key)).size).toBeLessThanOrEqual(2)
    expect(line.progress.at(-1)).toBeNull()
  })
})

describe('a run', () => {
  it('that takes long is shown in part, and every part is how the run begins', async () => {
    const long = { ...minute, durationMs: 400_000 }
    const whole = await line.run(long)
    const parts = line.pictures.filter(({ isWhole }) => !isWhole)
    expect(parts.length).toBeGreaterThan(0)
    const last = parts.at(-1) as LanePicture
    expect(last.knownUs).toBeLessThan(whole.knownUs)
    expect(last.index).toEqual(indexTrace(last.trace, long, { goalUs: GOAL_US }))
    const chunks = last.trace.attempts.chunks.length - 1
    for (let c = 0; c < chunks; c++) {
      expect(last.trace.attempts.chunks[c]).toEqual(whole.trace.attempts.chunks[c])
    }
    const [part, all] = [last, whole].map(({ trace }) => trace.attempts.chunks[chunks])
    expect(part?.sentUs).toEqual(all?.sentUs.subarray(0, part?.rows))
  })

  it('that is stopped leaves the picture before it, and the next command is heard', async () => {
    const before = await line.run(rate(300))
    const { length } = line.pictures
    const stopped = line.failure()
    line.ask({ ...minute, durationMs: 400_000 })
    line.client.stop()
    expect(await stopped).toMatch(/^Stopped at \d+ %\. What is shown is the run before\.$/)
    expect(line.pictures).toHaveLength(length)
    expect(line.pictures.at(-1)?.key).toBe(before.key)
    const after = await line.run(rate(500))
    expect(differences(after.trace, simulate(rate(500)))).toEqual([])
  })

  it('that needs more memory than there is says so', async () => {
    line.client.setBudget(2 ** 20)
    const failed = line.failure()
    line.ask({ ...minute, durationMs: 400_000 })
    expect(await failed).toContain('MB that the page has for one lane')
  })

  it('that needs more memory than there is says so wherever the playhead is', async () => {
    line.client.setBudget(2 ** 20)
    const failed = line.failure()
    const long = { ...minute, durationMs: 400_000 }
    line.ask(long, long.durationMs * 1000)
    expect(await failed).toContain('MB that the page has for one lane')
    expect(line.pictures).toEqual([])
  })

  it('that fails says why, and the next command is heard', async () => {
    const failed = line.failure()
    line.ask(baseOf(presetOf('nasa')))
    expect(await failed).toContain('recording')
    const { trace } = await line.run(rate(300))
    expect(trace.meta.counts.requests).toBeGreaterThan(400)
  })
})

it('says why requests went where they went, on the way there and back', async () => {
  const lane = busyLane({ durationMs: 30_000 })
  const { trace } = await line.run(lane)
  const sent = [...attemptsOf(trace)].filter(({ target }) => target !== null)
  const some = sent.filter((_, i) => i % 211 === 0)
  expect(some.length).toBeGreaterThan(20)
  for (const { name, sentUs, finishUs, target } of [...some, ...some.toReversed()]) {
    const question = { attempt: name, atUs: sentUs, untilUs: finishUs }
    expect((await line.client.ask('explain', question))?.chosen).toBe(target)
  }
  const never = { attempt: { population: 'users', user: 0, ordinal: 9e6, attempt: 1 }, atUs: 100 }
  expect(await line.client.ask('explain', { ...never, untilUs: 2000 })).toBeNull()
})

it('answers nothing to what was asked when nobody wants it any more', async () => {
  await line.run(busyLane())
  const asked = line.client.ask('texts', null)
  line.client.close()
  expect(await asked).toBeNull()
})
