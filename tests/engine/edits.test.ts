/** An edit that has a time: the past stays as it was, and a resumed run equals one from the start. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { anyLane } from '../support/anyScenario.ts'
import { type Row, rowsOf } from '../support/asciiTrace.ts'
import { busyLane, DNS_FAULTS, FAULTS, REGISTRATION_FAULTS } from '../support/busyLane.ts'
import { resumed, snapshotsAt, someEvents } from '../support/runs.ts'
import { columnsOf, differences } from '../support/sameRows.ts'
import { withFaults } from '../support/scenarios.ts'
import { casesOf } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

type Faults = Record<string, LaneScenario['faults'][string]>

const EDITED = FAULTS as unknown as Faults

describe('a run that goes on from a snapshot with other faults after it', () => {
  const calm = Object.fromEntries(Object.entries(EDITED).filter(([, one]) => one.kind !== 'surge'))
  const later = { kind: 'hang', target: 's4', atMs: 2300, forMs: 300 } as const
  const lane = busyLane({ faults: { zz: later, ...calm } })
  const { counts } = simulate(lane).meta
  const { snapshots } = snapshotsAt(lane, someEvents(40, counts.events))
  const early = snapshots.filter(({ atUs }) => atUs < 2_300_000 && atUs > 900_000)
  const first = snapshots.filter(({ atUs }) => atUs < 300_000)

  const edits: readonly (readonly [string, Faults])[] = [
    ['none', { zz: later, ...calm }],
    ['one removed that is written first', calm],
    ['one moved', { zz: { ...later, atMs: 2500 }, ...calm }],
    ['one that became another kind', { zz: { ...later, kind: 'crash' }, ...calm }],
    [
      'a rule that answers by itself',
      {
        ...calm,
        zz: { kind: 'rule-answer', rule: 'otherwise', status: 503, atMs: 2350, forMs: 200 },
      },
    ],
    [
      'a rule whose requests are shifted',
      {
        ...calm,
        zz: {
          kind: 'traffic-shift',
          rule: 'otherwise',
          group: 'web',
          ratio: 0.5,
          atMs: 2350,
          forMs: 200,
        },
      },
    ],
    ...Object.entries({ ...calm, ...REGISTRATION_FAULTS, ...DNS_FAULTS }).map(
      ([id, fault]) =>
        [
          `one more ${fault.kind}`,
          { ...calm, [`${id}2`]: { ...fault, atMs: 2350, forMs: 5000 }, zz: later },
        ] as const,
    ),
  ]
  it.each(edits)('equals one from the start: %s', (_, faults) => {
    expect(early.length).toBeGreaterThan(5)
    const changed = withFaults(lane, faults)
    const whole = simulate(changed)
    for (const snapshot of early) {
      expect(differences(whole, resumed(changed, snapshot))).toEqual([])
    }
  })

  it('equals one from the start when all of them are taken away', () => {
    expect(first.length).toBeGreaterThan(0)
    const bare = withFaults(lane, {})
    const whole = simulate(bare)
    for (const snapshot of first) {
      expect(differences(whole, resumed(bare, snapshot))).toEqual([])
    }
  })
})

it('goes on from any snapshot of any scenario with one more fault', () => {
  const property = fc.property(
    anyLane({ withSurges: false, withoutLimits: true }),
    fc.double({ min: 0, max: 0.95, noNaN: true }),
    fc.constantFrom<object>(
      ...['crash', 'hang', 'slowdown', 'errors', 'deregistration'].map((kind) => ({
        kind,
        target: 's0',
      })),
      { kind: 'zone-outage', zone: 'a' },
      { kind: 'zonal-shift', zone: 'a' },
      { kind: 'rolling-deploy', group: 'web', pauseMs: 10, graceMs: 10, startMs: 10 },
    ),
    (lane, cut, fault) => {
      // Without a balancer nobody would use the group.
      fc.pre(!('group' in fault) || Object.keys(lane.balancers).length > 0)
      const events = simulate(lane).meta.counts.events
      const { snapshots } = snapshotsAt(lane, [Math.floor(cut * (events - 1))])
      for (const snapshot of snapshots) {
        const atMs = Math.min(lane.durationMs, Math.floor(snapshot.atUs / 1000) + 1)
        // Written first, so that every other fault has another place than before.
        const changed = withFaults(lane, {
          more: { ...fault, atMs, forMs: 50 } as Faults[string],
          ...lane.faults,
        })
        expect(differences(simulate(changed), resumed(changed, snapshot))).toEqual([])
      }
    },
  )
  fc.assert(property, { numRuns: casesOf(60), seed: 5 })
})

describe('an intervention cannot change the past', () => {
  const kinds = Object.entries(EDITED)
  it.each(kinds)('%s', (id, fault) => {
    const { [id]: _, ...others } = EDITED
    const lane = busyLane({ faults: others, 'clients.users.retry.attemptsMax': 3 })
    const atUs = fault.atMs * 1000
    const [before, after] = [simulate(lane), simulate(withFaults(lane, EDITED))]
    expect(after.meta.digest).not.toBe(before.meta.digest)
    expect(past(after, atUs)).toEqual(past(before, atUs))
  })

  it('whatever the scenario and the intervention', () => {
    const fault = fc.constantFrom<readonly [string, object]>(
      ['crash', { target: 's0' }],
      ['hang', { target: 's0' }],
      ['slowdown', { target: 's0', factor: 2.5 }],
      ['errors', { target: 's0', ratio: 1 }],
      ['zone-outage', { zone: 'a' }],
      ['packet-loss', { between: 'a', and: 'eu', ratio: 0.7 }],
      ['surge', { population: 'near', perSecond: 200 }],
    )
    const property = fc.property(
      anyLane({ withoutLimits: true }),
      fault,
      fc.integer({ min: 0, max: 40 }),
      (lane, [kind, knobs], fortieth) => {
        // A grid on which moments of arrivals, services and other faults lie too.
        const atMs = Math.round((fortieth * lane.durationMs) / 40)
        const before = simulate(lane)
        const after = simulate(
          withFaults(lane, {
            now: { kind, ...knobs, atMs, forMs: lane.durationMs / 4 } as Faults[string],
            ...lane.faults,
          }),
        )
        // A run that was cut short has no later past than its own end.
        const untilUs = Math.min(atMs * 1000, before.meta.endedUs, after.meta.endedUs)
        expect(past(after, untilUs)).toEqual(past(before, untilUs))
      },
    )
    fc.assert(property, { numRuns: casesOf(120), seed: 7 })
  })
})

/** Everything that had happened before a moment: what lies later counts as not yet known. */
function past(trace: Trace, untilUs: number) {
  const names = trace.meta.names
  const known = (us: number): number => (us >= 0 && us < untilUs ? us : -1)
  const attempts = rowsOf(trace)
    .filter(({ sentUs }) => sentUs < untilUs)
    .map((row) => pastOf(row, known))
    .sort((a, b) => a.sentUs - b.sentUs || (a.name < b.name ? -1 : 1))
  const changes = columnsOf(trace.changes)
  const probes = columnsOf(trace.probes)
  const connections = columnsOf(trace.connections)
  return {
    attempts,
    changes: rowNumbers(changes.atUs, (us) => us < untilUs).map((i) => [
      changes.atUs[i],
      changes.kind[i],
      (changes.kind[i] as number) < 2 ? names.faults[changes.a[i] as number]?.id : changes.a[i],
      changes.b[i],
      changes.value[i],
    ]),
    probes: rowNumbers(probes.doneUs, (us) => us < untilUs).map((i) => [
      probes.sentUs[i],
      probes.doneUs[i],
      probes.node[i],
      probes.target[i],
      probes.isOk[i],
    ]),
    connections: rowNumbers(connections.openedUs, (us) => us < untilUs)
      .map((i) => {
        const closedUs = known(connections.closedUs[i] as number)
        const isClosed = closedUs >= 0
        return [
          connections.id[i] as number,
          connections.side[i],
          connections.openedUs[i],
          known(connections.readyUs[i] as number),
          closedUs,
          isClosed ? connections.requests[i] : null,
          isClosed ? connections.bytes[i] : null,
        ]
      })
      .sort((a, b) => (a[0] as number) - (b[0] as number)),
  }
}

const rowNumbers = (column: Float64Array, keep: (value: number) => boolean): number[] =>
  [...column.keys()].filter((i) => keep(column[i] as number))

function pastOf(row: Row, known: (us: number) => number) {
  const nodeUs = known(row.nodeUs)
  const targetUs = known(row.targetUs)
  const endUs = known(row.endUs)
  const isOver = endUs >= 0
  return {
    name: row.name,
    request: row.request,
    firstSentUs: row.firstUs,
    sentUs: row.sentUs,
    nodeUs,
    node: nodeUs >= 0 ? row.node : null,
    connection: nodeUs >= 0 || targetUs >= 0 ? row.connection : -1,
    targetUs,
    target: targetUs >= 0 ? row.target : null,
    targetConnection: targetUs >= 0 ? row.targetConnection : -1,
    startUs: known(row.startUs),
    serviceEndUs: known(row.serviceEndUs),
    backUs: known(row.backUs),
    endUs,
    outcome: isOver ? row.outcome : null,
    status: isOver ? row.status : null,
    cause: isOver ? row.cause : null,
    finishUs: known(row.finishUs),
  }
}
