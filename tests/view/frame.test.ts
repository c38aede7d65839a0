import { describe, expect, it } from 'vitest'
import { NO_SLOT, orderOf } from '../../src/analysis/scene/slots.ts'
import { FAILURE } from '../../src/model/failure.ts'
import { HEALTHY, UNHEALTHY } from '../../src/model/health.ts'
import { NONE, type Trace, UNSET } from '../../src/trace/schema.ts'
import { emptyFrame } from '../../src/view/frame/emptyFrame.ts'
import { DOES, type Frame, TONE } from '../../src/view/frame/model.ts'
import { BANDS_ABOVE, DOTS_BELOW, modeOf } from '../../src/view/frame.ts'
import { busyLane } from '../support/busyLane.ts'
import { DIRECT, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { buildTrace } from '../support/traceBuilder.ts'
import { show, showPicture, spotsOf } from './stage.ts'

describe('a frame', () => {
  it('finds an attempt on each part of its way', () => {
    const shown = showPicture({ attempts: [{ picture: '..>>>>--ww==--<<<<' }] })
    const spots = [1, 3, 4, 7, 9, 11, 13, 16, 18].map((ms) => spotsOf(shown, shown.at(ms))[0])
    expect(spots).toEqual([
      undefined,
      'out 0.25',
      'out 0.5',
      'out 0.5',
      's0 queue 0',
      's0 slot 0',
      'back 0.5',
      'back 0.5',
      undefined,
    ])
  })

  it('numbers a queue in the order of arrival, whatever the order of the rows', () => {
    const shown = showPicture({
      attempts: [
        { picture: '.--=========x', status: 200 },
        { picture: '...--wwwwwwwwwwwwww=--' },
        { picture: '..--www', outcome: 'unfinished' },
      ],
      durationMs: 30,
    })
    const frame = shown.at(7)
    const spots = spotsOf(shown, frame)
    expect(frame.waiting[0]).toBe(2)
    expect(spots).toContain('s0 slot 0')
    const since = [0, 1, 2].filter((i) => frame.dots.does[i] === DOES.queue)
    const first = since.find((i) => frame.dots.queuePlace[i] === 0) as number
    const second = since.find((i) => frame.dots.queuePlace[i] === 1) as number
    expect(frame.dots.sinceUs[first]).toBeLessThan(frame.dots.sinceUs[second] as number)
  })

  it('gives each attempt in service the lowest slot that is free, and keeps it there', () => {
    const shown = showPicture({
      targets: [{ id: 's0', slots: 2 }],
      attempts: [{ picture: '-====-' }, { picture: '.-=======-' }, { picture: '....-=====-' }],
    })
    const slots = (ms: number) => spotsOf(shown, shown.at(ms)).filter((spot) => /slot/.test(spot))
    expect(slots(3)).toEqual(['s0 slot 0', 's0 slot 1'])
    expect(slots(6)).toEqual(['s0 slot 1', 's0 slot 0'])
    expect(slots(7)).toEqual(['s0 slot 1', 's0 slot 0'])
  })

  it('turns a request amber at the moment when its age passes the goal', () => {
    const shown = show(buildTrace({ attempts: [{ picture: '--======--' }] }), undefined, 4000)
    expect(shown.at(4).dots.tone[0]).toBe(TONE.onTime)
    expect(shown.at(4.001).dots.tone[0]).toBe(TONE.late)
  })

  it('counts the age of a retry from the first send', () => {
    const picture = { picture: '......--===--', attempt: 2, firstMs: 0 }
    const shown = show(buildTrace({ attempts: [picture] }), undefined, 8000)
    const frame = shown.at(9)
    expect([frame.dots.tone[0], frame.dots.isRetry[0]]).toEqual([TONE.late, 1])
  })

  it('goes on showing work whose client has gone, and marks where the client gave up', () => {
    const shown = showPicture({
      attempts: [
        {
          picture: '--========--',
          outcome: 'gave-up',
          author: 'client',
          cause: 'client-timeout',
          endMs: 6,
        },
      ],
    })
    const frame = shown.at(6.1)
    expect(spotsOf(shown, frame)).toEqual(['s0 slot 0'])
    expect(frame.dots.tone[0]).toBe(TONE.abandoned)
    expect([frame.failures.kind[0], frame.failures.place[0]]).toEqual([FAILURE.gaveUp, 0])
    expect(shown.at(6.5).failures.count).toBe(0)
  })

  it('shows a rejection at the target and on its way back', () => {
    const shown = showPicture({
      attempts: [{ picture: '>>--x--<<', status: 503, cause: 'queue-full' }],
    })
    const frame = shown.at(5)
    expect(frame.waiting[0]).toBe(0)
    expect([frame.dots.does[0], frame.dots.tone[0]]).toEqual([DOES.back, TONE.rejected])
    const born = shown.at(4.2)
    const { firstTarget } = shown.index.edges.places
    expect([born.failures.kind[0], born.failures.place[0]]).toEqual([FAILURE.rejected, firstTarget])
  })

  it('shows failures for 0.4 s of the screen, however fast time goes', () => {
    const shown = showPicture({
      attempts: [{ picture: '>>--x--<<', status: 503, cause: 'queue-full' }],
      durationMs: 400,
    })
    expect(shown.at(24, { usPerSecond: 50_000 }).failures.count).toBe(0)
    expect(shown.at(23, { usPerSecond: 50_000 }).failures.count).toBe(1)
    expect(shown.at(200, { usPerSecond: 1e6 }).failures.count).toBe(1)
  })

  it('leaves dots out of a way that takes less than 80 ms of the screen', () => {
    const shown = showPicture({ attempts: [{ picture: '>>>>--==--<<<<' }] })
    expect(shown.at(5, { usPerSecond: 25_000 }).dots.count).toBe(1)
    const fast = shown.at(5, { usPerSecond: 26_000 })
    expect([fast.dots.count, fast.travelling]).toEqual([0, 1])
    expect(shown.at(7, { usPerSecond: 26_000 }).dots.count).toBe(1)
  })

  it('knows what each node thinks of each target, and since when', () => {
    const shown = showPicture({
      attempts: [],
      nodes: ['n0', 'n1'],
      durationMs: 20,
      changes: [
        { atMs: 5, kind: 'unhealthy', node: 1, target: 0 },
        { atMs: 9, kind: 'fail-open', node: 1 },
        { atMs: 12, kind: 'healthy', node: 1, target: 0 },
      ],
    })
    // By edge: the two from the client to the nodes first.
    const health = (ms: number) => [...shown.at(ms).health].slice(2)
    expect(health(4)).toEqual([HEALTHY, HEALTHY, HEALTHY, HEALTHY])
    expect(health(5)).toEqual([HEALTHY, HEALTHY, UNHEALTHY, HEALTHY])
    expect([...shown.at(10).isFailOpen]).toEqual([0, 1])
    expect(health(12)).toEqual([HEALTHY, HEALTHY, HEALTHY, HEALTHY])
  })

  it('smooths load over the last 2.5 s', () => {
    const shown = showPicture({
      attempts: [{ picture: `${'='.repeat(1000)}--` }],
      durationMs: 6000,
    })
    expect(shown.at(2500).load[0]).toBeCloseTo(0.4, 2)
    expect(shown.at(3000).load[0]).toBeCloseTo(0.2, 2)
    expect(shown.at(4000).load[0]).toBeCloseTo(0, 5)
  })
})

/** What the trace says of a moment, read row by row without any index. */
function bruteForce(trace: Trace, us: number) {
  const targets = trace.meta.names.targets.length
  const waiting = new Array<number>(targets).fill(0)
  const serving = new Array<number>(targets).fill(0)
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const off = us - (chunk.sentUs[i] as number)
      const target = chunk.target[i] as number
      const arrived = chunk.targetUs[i] as number
      if (target === NONE || arrived === UNSET || off < arrived) continue
      const left = chunk.serviceEndUs[i] as number
      if (off >= left || off > (chunk.finishUs[i] as number)) continue
      const isServed = chunk.startUs[i] !== UNSET && off >= (chunk.startUs[i] as number)
      const list = isServed ? serving : waiting
      list[target] = (list[target] as number) + 1
    }
  }
  return { waiting, serving }
}

describe('frames of a simulated lane with every fault', () => {
  const lane = busyLane()
  const shown = show(simulate(lane), lane)
  const moments = Array.from({ length: 61 }, (_, i) => 25 + i * 49)

  it('agree with the trace on who waits and who is served', () => {
    for (const ms of moments) {
      const frame = shown.at(ms)
      const { waiting, serving } = bruteForce(shown.trace, ms * 1000)
      expect([...frame.waiting], `waiting at ${ms} ms`).toEqual(waiting)
      expect([...frame.serving], `served at ${ms} ms`).toEqual(serving)
    }
  })

  it('depend on the moment alone, not on what was looked at before', () => {
    const into = emptyFrame()
    for (const ms of [2000, 300, 1500, 2900, 1500]) shown.at(ms, { into })
    expect(picture(into)).toEqual(picture(shown.at(1500)))
  })

  it('never put two attempts into one slot', () => {
    for (const ms of moments) {
      const { dots } = shown.at(ms)
      const taken = new Set<string>()
      for (let i = 0; i < dots.count; i++) {
        if (dots.does[i] !== DOES.slot || dots.slot[i] === NO_SLOT) continue
        const slot = `${dots.place[i]}/${dots.slot[i]}`
        expect(taken.has(slot), `${slot} at ${ms} ms`).toBe(false)
        taken.add(slot)
      }
    }
  })

  it('make nothing new from one moment to the next', () => {
    const frame = shown.at(1000)
    const before = arraysOf(frame)
    for (const ms of moments) shown.at(ms, { into: frame })
    expect(arraysOf(frame).every((array, i) => array === before[i])).toBe(true)
  })
})

function picture({ dots, failures, scratch: _, routeRates: __, ...rest }: Frame): unknown {
  const cut = (columns: object, count: number): unknown =>
    Object.entries(columns).map(([name, column]) =>
      name === 'x' || name === 'y' || !ArrayBuffer.isView(column)
        ? null
        : [...(column as Float64Array).subarray(0, count)],
    )
  return { ...rest, dots: cut(dots, dots.count), failures: cut(failures, failures.count) }
}

const arraysOf = (frame: Frame): readonly unknown[] =>
  [frame, frame.dots, frame.failures].flatMap((part) =>
    Object.values(part).filter((value) => ArrayBuffer.isView(value)),
  )

describe('a lane without a balancer', () => {
  it('sends straight to its targets', () => {
    const lane = laneOf(DIRECT, { 'network.fromClients.eu.home': { kind: 'constant', ms: 4 } })
    const shown = show(simulate(lane), lane)
    const spots = new Set(
      Array.from({ length: 40 }, (_, ms) => spotsOf(shown, shown.at(ms + 20)))
        .flat()
        .map((spot) => spot.split(' ').slice(0, -1).join(' ')),
    )
    expect([...spots].sort()).toContain('s0 slot')
    expect([...spots].sort()).toContain('out')
    expect(shown.index.edges.count).toBe(1)
  })
})

describe('dots and bands', () => {
  it('change at different counts up and down', () => {
    expect(modeOf(BANDS_ABOVE, 'dots')).toBe('dots')
    expect(modeOf(BANDS_ABOVE + 1, 'dots')).toBe('bands')
    expect(modeOf(DOTS_BELOW + 1, 'bands')).toBe('bands')
    expect(modeOf(DOTS_BELOW, 'bands')).toBe('dots')
    expect(modeOf(1700, 'dots')).toBe('dots')
    expect(modeOf(1700, 'bands')).toBe('bands')
  })
})

describe('the order of starts', () => {
  it('is rising, and stable for equal times, also where many fall together', () => {
    const times = new Float64Array(500)
    for (let i = 0; i < times.length; i++) times[i] = i % 7 === 0 ? 900_000 : (i * 7919) % 1000
    const order = [...orderOf(times)]
    const expected = [...times.keys()].sort(
      (a, b) => (times[a] as number) - (times[b] as number) || a - b,
    )
    expect(order).toEqual(expected)
  })
})
