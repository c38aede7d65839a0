/** The same scenario gives the same bits, however the run is cut up, and wherever it is taken up again. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { algorithms } from '../../src/algorithms/index.ts'
import { arrivalProcesses } from '../../src/arrivals/index.ts'
import { STAGE_SEND, STAGE_SERVE } from '../../src/engine/attempt/stages.ts'
import type { Saved } from '../../src/engine/columns.ts'
import type { Snapshot } from '../../src/engine/snapshot.ts'
import { faults } from '../../src/faults/index.ts'
import type { Recordings } from '../../src/model/recording.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { anyLane } from '../support/anyScenario.ts'
import {
  busyLane,
  DEPENDENCY_FAULTS,
  DNS_FAULTS,
  FAULTS,
  HOST_FAULTS,
  ON_HOSTS,
  REGISTRATION_FAULTS,
  RULE_FAULTS,
} from '../support/busyLane.ts'
import { resumed, sliced, snapshotsAt, someEvents } from '../support/runs.ts'
import { differences } from '../support/sameRows.ts'
import { casesOf } from '../support/seeds.ts'
import { simulate, simulateReport } from '../support/simulate.ts'

const RECORDING = '00000000000000aa'
const recordings: Recordings = {
  [RECORDING]: {
    hash: RECORDING,
    title: 'Made up',
    attribution: '',
    atUs: Float64Array.from({ length: 600 }, (_, i) => i * 4000 + (i % 7) * 300),
    path: Uint16Array.from({ length: 600 }, (_, i) => i % 3),
    bytes: Float64Array.from({ length: 600 }, (_, i) => (i * 7919) % 60_000),
    client: Uint32Array.from({ length: 600 }, (_, i) => (i * 31) % 40),
    tookUs: Float64Array.from({ length: 600 }, (_, i) => (i % 3 === 0 ? -1 : (i * 37) % 30_000)),
    paths: ['/', '/a', '/b'],
    clients: 40,
  },
}

/** One setting for each arrival process: a new one must say here how it is replayed. */
const ARRIVALS: Readonly<Record<(typeof arrivalProcesses)[number]['id'], object>> = {
  poisson: { perSecond: 300 },
  periodic: { perSecond: 300 },
  bursts: { perSecond: 600, onMs: 200, offMs: 200 },
  profile: {
    corners: [
      [0, 100],
      [1500, 500],
      [3000, 0],
    ],
  },
  'closed-loop': { users: 40, think: { kind: 'exponential', meanMs: 60 } },
  replay: { recording: RECORDING, baseMs: 10, perKilobyteMs: 0.5 },
}

const EVERY_FAULT = {
  ...FAULTS,
  ...RULE_FAULTS,
  ...REGISTRATION_FAULTS,
  ...DNS_FAULTS,
  ...DEPENDENCY_FAULTS,
}

/** Instances come and go: it is out of step with the health checks on purpose. */
const SCALED = {
  ...{ kind: 'target-tracking', target: 40, desired: 2, periodMs: 130, launchMs: 90 },
  ...{ warmUpMs: 200, outAfter: 1, inAfter: 2, metric: 'requests', replacesUnhealthy: true },
} as const

const cases: readonly (readonly [string, LaneScenario])[] = [
  ...algorithms.map(
    ({ id }) => [`algorithm ${id}`, busyLane({ 'targetGroups.web.algorithm': { id } })] as const,
  ),
  ...arrivalProcesses.map(
    ({ id }) =>
      [
        `arrivals ${id}`,
        busyLane({ 'clients.users.arrivals': { kind: id, ...ARRIVALS[id] } }),
      ] as const,
  ),
  ...Object.entries(EVERY_FAULT).map(
    ([id, fault]) => [`fault ${fault.kind}`, busyLane({ faults: { [id]: fault } })] as const,
  ),
  ['no fault', busyLane({ faults: {} })],
  [
    'no balancer',
    busyLane({
      balancers: {},
      'dns.records.shop.answers': { one: { target: 's0' }, two: { target: 's2' } },
    }),
  ],
  ['containers on hosts', busyLane(ON_HOSTS, { faults: { ...FAULTS, ...HOST_FAULTS } })],
  [
    'containers on hosts that call',
    busyLane(ON_HOSTS, {
      'targetGroups.web.targets.s2.queue': { order: 'lifo' },
      'targetGroups.web.calls': { ratio: 0.7, timeoutMs: 40 },
      dependency: { slots: 4, limit: 20, demand: { kind: 'exponential', meanMs: 12 } },
      faults: { ...DEPENDENCY_FAULTS, ...HOST_FAULTS, stuck: FAULTS.stuck },
    }),
  ],
  ['cancelled work', busyLane({ 'balancers.web.cancelAbandoned': true })],
  [
    'a scaled group',
    busyLane({ 'targetGroups.web.scaling': SCALED, 'targetGroups.web.deregistrationMs': 100 }),
  ],
  [
    'a function',
    busyLane({
      'targetGroups.web.targets': {
        s0: {
          ...{ kind: 'function', zone: 'a', slots: 40, keptMs: 50, provisioned: 2, burst: 300 },
          init: { kind: 'exponential', meanMs: 40 },
        },
      },
      faults: { dead: FAULTS.dead, lossy: FAULTS.lossy },
    }),
  ],
  [
    'calls of what stands behind',
    busyLane({
      'targetGroups.web.targets.s2.queue': { order: 'lifo' },
      'targetGroups.web.calls': { ratio: 0.7, timeoutMs: 40 },
      'targetGroups.web.health.deep': true,
      dependency: { slots: 4, limit: 20, demand: { kind: 'exponential', meanMs: 12 } },
      faults: { ...DEPENDENCY_FAULTS, dead: FAULTS.dead },
    }),
  ],
  [
    'a log-in',
    busyLane({
      'balancers.web.listeners.http.protocol': 'https',
      'balancers.web.listeners.http.otherwise.login': 'session',
      'balancers.web.listeners.http.otherwise.sessionMs': 1000,
      'clients.users.identity.knownRatio': 0.8,
      identityProvider: { slots: 2, demand: { kind: 'exponential', meanMs: 8 } },
      faults: {
        away: { kind: 'dependency-outage', called: 'identity', atMs: 900, forMs: 500 },
        dead: FAULTS.dead,
      },
    }),
  ],
  [
    'queues that protect',
    busyLane({
      'targetGroups.web.targets.s1.queue': { order: 'adaptive', drops: 'late', intervalMs: 20 },
      'targetGroups.web.targets.s3.queue': { drops: 'abandoned' },
    }),
  ],
]

it('knows every kind of fault', () => {
  const known = [...Object.values(EVERY_FAULT), ...Object.values(HOST_FAULTS)]
  expect(new Set(known.map(({ kind }) => kind))).toEqual(new Set(faults.map(({ id }) => id)))
})

const SNAPSHOTS = casesOf(20)

describe.each(cases)('%s', (_, lane) => {
  const whole = simulate(lane, recordings)

  it('is busy enough to be a test', () => {
    expect(whole.meta.counts.requests).toBeGreaterThan(300)
    expect(whole.meta.truncated).toBeNull()
  })

  it('gives the same bits twice, and the same digest and figures without rows', () => {
    expect(differences(whole, simulate(lane, recordings))).toEqual([])
    const { meta } = simulateReport(lane, recordings)
    expect({ ...meta, hasRows: true }).toEqual(whole.meta)
  })

  it('gives the same bits in slices', () => {
    let step = 0
    const slices = [() => 1, () => 7, () => 1 + ((step++ * 7919) % 311)]
    for (const slice of slices) {
      expect(differences(whole, sliced(lane, slice, recordings))).toEqual([])
    }
  })

  it(`gives the same bits from each of ${SNAPSHOTS} snapshots on`, () => {
    const events = someEvents(SNAPSHOTS, whole.meta.counts.events)
    const { snapshots, trace } = snapshotsAt(lane, events, recordings)
    expect(snapshots).toHaveLength(SNAPSHOTS)
    expect(differences(whole, trace)).toEqual([])
    for (const snapshot of snapshots) {
      expect(differences(whole, resumed(lane, snapshot, recordings))).toEqual([])
    }
  })
})

it('takes snapshots in the middle of everything', () => {
  const lane = busyLane()
  const { counts } = simulate(lane).meta
  const { snapshots } = snapshotsAt(lane, someEvents(20, counts.events))
  const having = (state: string, column: string, is: (value: number) => boolean): number =>
    snapshots.filter((one) => cellsOf(one, state, column).some(is)).length
  expect(having('attempts', 'stage', (stage) => stage === STAGE_SERVE)).toBeGreaterThan(3)
  expect(having('attempts', 'stage', (stage) => stage === STAGE_SEND)).toBeGreaterThan(3)
  expect(having('attempts', 'resent', (times) => times > 0)).toBeGreaterThan(3)
  expect(having('health', 'probeStage', (stage) => stage > 0)).toBeGreaterThan(3)
})

const cellsOf = ({ states }: Snapshot, state: string, column: string): Uint8Array =>
  (states[state] as Saved)[column] as Uint8Array

it('gives the same bits from any snapshot of any scenario on', () => {
  const property = fc.property(
    anyLane(),
    fc.double({ min: 0, max: 1, noNaN: true }),
    (lane, cut) => {
      const whole = simulate(lane)
      const at = Math.floor(cut * (whole.meta.counts.events - 1))
      const { snapshots } = snapshotsAt(lane, [at])
      for (const snapshot of snapshots) {
        expect(differences(whole, resumed(lane, snapshot))).toEqual([])
      }
    },
  )
  fc.assert(property, { numRuns: casesOf(60), seed: 3 })
})
