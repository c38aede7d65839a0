/**
 * What the contract of an algorithm offers beyond what today's members use, shown with members that live here alone: a
 * look-up table with a hash key, a pool of probes that are answered late, and word from targets that ran out of work.
 */
import { describe, expect, it } from 'vitest'
import { type Algorithm, defineAlgorithm } from '../../src/algorithms/define.ts'
import { type Plan, planOf } from '../../src/engine/plan.ts'
import { type Run, startPlan } from '../../src/engine/run.ts'
import { restoreSnapshot, type Snapshot } from '../../src/engine/snapshot.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { busyLane } from '../support/busyLane.ts'
import { finish, someEvents } from '../support/runs.ts'
import { constant, laneOf } from '../support/scenarios.ts'
import { checked } from '../support/simulate.ts'

const MADE_UP = {
  summary: '',
  source: '',
  group: 'By key',
  does: ['', '', ''],
  law: [],
  goodAt: '',
  badAt: '',
  spelled: { nginx: '', haproxy: '', envoy: '', aws: '' },
} as const

/** The plan of a lane whose groups use an algorithm that is in no list. */
function planWith(lane: LaneScenario, algorithm: unknown): Plan {
  const plan = planOf(lane, {})
  const member = algorithm as Algorithm
  const hears = member.hears ?? []
  return {
    ...plan,
    hearsTargets: hears.length > 0,
    watchesTargets: hears.length > 0,
    groups: plan.groups.map((group) => ({ ...group, algorithm: member })),
  }
}

const traceOf = (lane: LaneScenario, algorithm: unknown): Trace =>
  checked(finish(startPlan(planWith(lane, algorithm))), lane)

/** The digests of the rest of a run from each of ten snapshots on. */
function resumedDigests(lane: LaneScenario, algorithm: unknown, events: number): string[] {
  const run = startPlan(planWith(lane, algorithm))
  const snapshots: Snapshot[] = []
  let done = 0
  for (const at of someEvents(10, events)) {
    run.advance(at - done)
    done = at
    snapshots.push(run.snapshot())
  }
  return snapshots.map((snapshot) => {
    const fresh: Run = startPlan(planWith(lane, algorithm))
    restoreSnapshot(fresh.world, snapshot)
    return finish(fresh).meta.digest
  })
}

describe('a table of 65,537 slots, indexed by the hash of the client', () => {
  const SLOTS = 65_537
  const hashTable = defineAlgorithm({
    id: 'hash-table',
    label: 'Hash table',
    ...MADE_UP,
    reads: ['client'],
    knobs: {},
    state: {},
    scansAll: false,
    tableCells: () => SLOTS,
    table: {
      build({ view }, into) {
        for (let slot = 0; slot < into.length; slot++) {
          into[slot] = view.usable[slot % view.usable.length] ?? -1
        }
      },
    },
    pick: ({ view, table }) =>
      view.usable.length === 0 ? null : (table[view.client % table.length] as number),
    because: () => '',
  })
  const lane = busyLane()
  const trace = traceOf(lane, hashTable)

  it('sends a client to the same target from every node, while nobody comes or goes', () => {
    const quiet = busyLane({
      faults: {},
      'targetGroups.web.health.isActive': false,
      // A user of a closed loop is one client.
      'clients.users.arrivals': { kind: 'closed-loop', users: 40, think: constant(50) },
    })
    const attempts = rowsOf(traceOf(quiet, hashTable))
    const targetsOf = new Map<number, Set<string>>()
    for (const { user, target } of attempts) {
      if (target === null) continue
      targetsOf.set(user, (targetsOf.get(user) ?? new Set()).add(target))
    }
    expect(targetsOf.size).toBeGreaterThan(20)
    for (const targets of targetsOf.values()) expect(targets.size).toBe(1)
    expect(new Set([...targetsOf.values()].flatMap((one) => [...one])).size).toBe(5)
  })

  it('is made anew when a run is taken up, and in no snapshot', () => {
    const digests = resumedDigests(lane, hashTable, trace.meta.counts.events)
    expect(new Set(digests)).toEqual(new Set([trace.meta.digest]))
    const run = startPlan(planWith(lane, hashTable))
    run.advance(500)
    expect(run.snapshot().bytes).toBeLessThan(SLOTS * 4)
  })
})

describe('a pool of probes', () => {
  const heard: { readonly target: number; readonly atUs: number; readonly requests: number }[] = []
  const asked: number[] = []
  const probePool = defineAlgorithm({
    id: 'probe-pool',
    label: 'Probe pool',
    ...MADE_UP,
    reads: ['nowUs'],
    knobs: {},
    state: { target: 16, requests: 16, filled: 'node', next: 'node' },
    scansAll: false,
    hears: ['probe'],
    pick({ view, state, draw, ask }) {
      const { length } = view.usable
      if (length === 0) return null
      const probed = view.usable[draw.below(length, 0)] as number
      asked.push(view.nowUs)
      ask(probed)
      let best = view.usable[draw.below(length, 1)] as number
      let least = Number.POSITIVE_INFINITY
      for (let i = 0; i < (state.filled[0] as number); i++) {
        const target = state.target[i] as number
        if ((state.requests[i] as number) >= least || !view.usable.includes(target)) continue
        least = state.requests[i] as number
        best = target
      }
      return best
    },
    told({ view, state }, target, { requests }) {
      heard.push({ target, atUs: view.nowUs, requests })
      const at = (state.next[0] as number) % 16
      state.next[0] = at + 1
      state.filled[0] = Math.max(state.filled[0] as number, at + 1)
      state.target[at] = target
      state.requests[at] = requests
    },
    because: () => '',
  })

  it('hears of a target as late as the way there and back is long', () => {
    heard.length = 0
    asked.length = 0
    traceOf(laneOf({ 'network.sameZone': constant(3), durationMs: 100 }), probePool)
    expect(asked.slice(0, 3)).toEqual([5000, 15_000, 25_000])
    expect(heard.slice(0, 3).map(({ atUs }) => atUs)).toEqual([11_000, 21_000, 31_000])
    // The request that asked needs a round trip to connect first, so the probe overtakes it.
    expect(heard[0]?.requests).toBe(0)
    expect(heard[1]?.requests).toBe(1)
  })

  it('goes on from a snapshot as if nothing had been, probes under way included', () => {
    const lane = busyLane()
    const { digest, counts } = traceOf(lane, probePool).meta
    expect(new Set(resumedDigests(lane, probePool, counts.events))).toEqual(new Set([digest]))
  })
})

describe('what targets say besides their answers', () => {
  const idle: number[] = []
  const reports: number[] = []
  const listener = defineAlgorithm({
    id: 'listener',
    label: 'Listener',
    ...MADE_UP,
    reads: ['nowUs'],
    knobs: {},
    state: {},
    scansAll: false,
    hears: ['idle', 'report'],
    pick: ({ view }) => view.usable[0] ?? null,
    told({ view }, _, { kind, requests }) {
      if (kind === 'idle') idle.push(view.nowUs)
      else reports.push(requests)
    },
    because: () => '',
  })

  it('is that it ran out of work, and how busy it was when it answered', () => {
    idle.length = 0
    reports.length = 0
    const page = { arrivals: { kind: 'periodic', perSecond: 100 }, demand: constant(8) }
    traceOf(
      laneOf({
        'network.sameZone': constant(1),
        'clients.users.arrivals': page.arrivals,
        'clients.users.requests.page.demand': page.demand,
      }),
      listener,
    )
    // Sent at 5, connected at 7, at the target at 8, done at 16, told at 17. The second finds that connection busy, and
    // opens its own; the third uses one that is open.
    expect(idle.slice(0, 3)).toEqual([17_000, 27_000, 35_000])
    expect(reports.slice(0, 3)).toEqual([0, 0, 0])
  })
})
