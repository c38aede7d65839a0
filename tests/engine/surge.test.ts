/** A surge is more of the same: of the population's mix, and of the recording where one is replayed. */
import { describe, expect, it } from 'vitest'
import type { Recording } from '../../src/model/recording.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { Z_MAX } from '../support/chances.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const REQUESTS = 1000
const PATHS = 40
/** Kinds of request that are unlike each other, in path, size, work and client; a tenth of them is heavy. */
const recording: Recording = {
  hash: '00000000000000ab',
  title: 'Made up',
  attribution: '',
  atUs: Float64Array.from({ length: REQUESTS }, (_, i) => i * 10_000),
  path: Uint16Array.from({ length: REQUESTS }, (_, i) => i % PATHS),
  bytes: Float64Array.from({ length: REQUESTS }, (_, i) => 1000 + (i % PATHS)),
  client: Uint32Array.from({ length: REQUESTS }, (_, i) => i % 7),
  tookUs: Float64Array.from({ length: REQUESTS }, (_, i) => (i % 10 === 0 ? 200_000 : 1000)),
  paths: Array.from({ length: PATHS }, (_, i) => `/${i}`),
  clients: 7,
}

const lane = laneOf({
  'clients.users.arrivals': { kind: 'replay', recording: recording.hash },
  'clients.users.requests': { other: { path: '/never', demand: { kind: 'constant', ms: 77 } } },
  'targetGroups.web.targets.s0': { zone: 'a', slots: 10_000 },
  faults: {
    crowd: { kind: 'surge', population: 'users', perSecond: 500, atMs: 0, forMs: 10_000 },
  },
  durationMs: 10_000,
})

describe('a surge on replayed traffic', () => {
  const trace = simulate(lane, { [recording.hash]: recording })
  const served = [...attemptsOf(trace)].flatMap(({ name, path, startUs, serviceEndUs }) =>
    name.population === 'users+crowd' && startUs !== null && serviceEndUs !== null
      ? [{ us: serviceEndUs - startUs, path }]
      : [],
  )

  it('asks for all paths of the recording and for no others', () => {
    expect(served.length).toBeGreaterThan(4500)
    const asked = new Set(served.map(({ path }) => path))
    expect(asked).toEqual(new Set(recording.paths))
  })

  it('is the work of the recording: as often heavy, and never anything else', () => {
    expect(new Set(served.map(({ us }) => us))).toEqual(new Set([1000, 200_000]))
    const heavy = served.filter(({ us }) => us > 1000).length / served.length
    expect(Math.abs(heavy - 0.1)).toBeLessThan(Z_MAX * Math.sqrt(0.09 / served.length))
  })

  it('takes each request whole: the work belongs to its path', () => {
    for (const { path, us } of served) {
      expect(us).toBe(Number(path.slice(1)) % 10 === 0 ? 200_000 : 1000)
    }
  })

  it('leaves the replayed requests what they were', () => {
    const calm = simulate({ ...lane, faults: {} }, { [recording.hash]: recording })
    const own = (of: Trace): unknown =>
      [...attemptsOf(of)].flatMap(({ name, sentUs, endUs }) =>
        name.population === 'users' ? [[name.ordinal, sentUs, endUs]] : [],
      )
    expect(own(trace)).toEqual(own(calm))
  })
})
