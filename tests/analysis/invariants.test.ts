import { describe, expect, it } from 'vitest'
import { checkInvariants } from '../../src/analysis/invariants/invariants.ts'
import { outcome } from '../../src/model/outcome.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { type Counts, type Trace, UNSET } from '../../src/trace/schema.ts'
import { type AttemptRow, buildTrace, rowsOfTrace, traceOf } from '../support/traceBuilder.ts'

/** A run with one of everything: answers, a wait, a retry, a refusal, one who gave up, two unfinished. */
const sound = (): Trace =>
  buildTrace({
    durationMs: 30,
    targets: [
      { id: 's0', slots: 1, queueLimit: 2 },
      { id: 's1', slots: 2, queueLimit: 1 },
    ],
    attempts: [
      { picture: '>-====-<' },
      { picture: '.>-www=====-<' },
      { picture: '..>-wwwwwwx-<', outcome: 'continued', status: 502, cause: 'reset' },
      { picture: '...............>-==-<', ordinal: 2, attempt: 2, firstMs: 2, target: 's1' },
      { picture: '.>-x-<', target: 's1', status: 503, cause: 'queue-full' },
      {
        picture: '...>',
        target: null,
        outcome: 'refused',
        cause: 'no-connection',
        author: 'client',
      },
      {
        picture: '.....>-========-<',
        target: 's1',
        outcome: 'gave-up',
        cause: 'client-timeout',
        endMs: 9,
      },
      { picture: '....................>-=======', target: 's1', outcome: 'unfinished' },
      { picture: '...........................>', target: null, outcome: 'unfinished' },
    ],
  })

/** As much of a lane as is looked at. */
const scenario = (
  change: { readonly order?: string; readonly hangs?: boolean; readonly layer?: string } = {},
) =>
  ({
    dns: { records: {}, resolvers: {} },
    clients: {},
    balancers: change.layer === undefined ? {} : { web: { kind: change.layer } },
    targetGroups: { web: { targets: { s0: { queue: { order: change.order ?? 'fifo' } } } } },
    faults: change.hangs ? { stop: { kind: 'hang', target: 's0', atMs: 0, forMs: 1 } } : {},
  }) as unknown as LaneScenario

const check = (trace: Trace): readonly string[] => checkInvariants(trace, scenario())

/** The sound trace with one row or count spoiled. */
function spoil(change: {
  row?: number
  to?: Partial<AttemptRow>
  counts?: Partial<Counts>
  rows?: (rows: AttemptRow[]) => AttemptRow[]
}): readonly string[] {
  const trace = sound()
  const rows = rowsOfTrace(trace)
  const at = rows.findIndex((row) => row.ordinal === change.row && row.outcome !== 0)
  if (change.to !== undefined) rows[at] = { ...(rows[at] as AttemptRow), ...change.to }
  const counts = { ...trace.meta.counts, ...change.counts }
  return check(traceOf({ ...trace.meta, counts }, change.rows?.(rows) ?? rows))
}

describe('invariants', () => {
  it('hold in a sound trace', () => {
    expect(check(sound())).toEqual([])
  })

  it('count what the engine counted', () => {
    // So that the test above is not empty: these are the numbers of the pictures.
    expect(sound().meta.counts).toMatchObject({
      requests: 8,
      answered: 4,
      gaveUp: 1,
      refused: 1,
      unfinished: 2,
      retries: 1,
      waitingUs: [9_000, 0],
      servingUs: [9_000, 18_000],
    })
  })

  it.each([
    [
      'a service before its arrival',
      { row: 1, to: { startUs: 1_000 } },
      'startUs is 1000, before an earlier place',
    ],
    [
      'an answer at the client before it was at the node',
      { row: 0, to: { endUs: 5_000 } },
      'endUs is 5000, before backUs',
    ],
    [
      'a row that finished before its last stamp',
      { row: 0, to: { finishUs: 7_000 } },
      'before another stamp',
    ],
    [
      'a row beyond the end of the run',
      { row: 0, to: { finishUs: 40_000 } },
      'in a run of 30000 us',
    ],
    [
      'an answered request without an end',
      { row: 0, to: { endUs: UNSET } },
      'its outcome is answered',
    ],
    [
      'an unfinished one with an end',
      { row: 0, to: { outcome: outcome('unfinished') } },
      'its outcome is unfinished',
    ],
    ['a request that never ended', { row: 0, to: { outcome: 0 } }, 'Request 0/0/0 ended 0 times.'],
    ['a gap in the attempts', { row: 2, to: { attempt: 3 } }, 'attempts up to 3, but not all'],
    [
      'an attempt that stands there twice',
      { row: 2, to: { attempt: 1 } },
      'web/0/2#1: stands in the trace twice',
    ],
    [
      'attempts that disagree about the first send',
      { row: 2, to: { sinceFirstUs: 5_000 } },
      'first sent at 10000 us',
    ],
    [
      'a stay at a target longer than counted',
      { row: 1, to: { serviceEndUs: 11_500, backUs: 11_500 } },
      's0, microseconds in service',
    ],
    ['a wait longer than counted', { row: 1, to: { startUs: 5_500 } }, 's0, microseconds waiting'],
  ] as const)('find %s', (_, change, words) => {
    expect(spoil(change).join('\n')).toContain(words)
  })

  it.each([
    ['requests', 9],
    ['answered', 5],
    ['gaveUp', 0],
    ['refused', 0],
    ['unfinished', 3],
    ['retries', 0],
    ['attempts', 8],
    ['inSystemUs', 1],
    ['servingUs', [9_001, 18_000]],
    ['waitingUs', [9_000, 1]],
    ['servingMax', [0, 2]],
    ['waitingMax', [1, 0]],
  ] as const)('find a wrong count of %s', (name, value) => {
    expect(spoil({ counts: { [name]: value } })).not.toEqual([])
  })

  it('find a request that was lost, and one that came from nowhere', () => {
    expect(spoil({ rows: (rows) => rows.slice(1) }).join('\n')).toContain('the rows say')
    const extra = (rows: AttemptRow[]) => [...rows, { ...(rows[0] as AttemptRow), ordinal: 99 }]
    expect(spoil({ rows: extra }).join('\n')).toContain('requests refused: the engine counted 1')
  })

  it('find a request that ended twice', () => {
    const twice = (rows: AttemptRow[]) =>
      rows.map((row) => (row.ordinal === 2 ? { ...row, outcome: 1 } : row))
    expect(spoil({ rows: twice }).join('\n')).toContain('Request 0/0/2 ended 2 times.')
  })

  it('find an end that is not with the last attempt', () => {
    const early = (rows: AttemptRow[]) =>
      rows.map((row) => (row.ordinal === 2 ? { ...row, outcome: row.attempt === 1 ? 1 : 0 } : row))
    expect(spoil({ rows: early }).join('\n')).toContain('ended with attempt 1, but had 2')
  })

  it('find rows out of order', () => {
    const trace = sound()
    const [chunk] = trace.attempts.chunks
    if (chunk === undefined) throw new Error('a trace has a chunk')
    // The order of two rows is changed after they were written.
    for (const name of Object.keys(trace.attempts.schema) as (keyof AttemptRow)[]) {
      const column = chunk[name]
      const first = column[0] as number
      column[0] = column[1] as number
      column[1] = first
    }
    expect(check(trace).join('\n')).toContain('but stands after')
  })
})

describe('a connection', () => {
  // All rows that the builder writes are of one connection.
  const trace = buildTrace({
    nodes: ['web-a'],
    attempts: ['s0', 's1'].map((target) => ({ picture: '>-=-<', target, node: 'web-a' })),
  })

  it('leads to one target at layer 4, and to any at layer 7', () => {
    const violations = (layer: string) =>
      checkInvariants(trace, scenario({ layer })).filter((one) => one.includes('Connection'))
    expect(violations('network')).toEqual([expect.stringContaining('led to targets 0 and 1.')])
    expect(violations('application')).toEqual([])
  })
})

describe('limits of a target', () => {
  const over = (picture: string) => () =>
    buildTrace({
      durationMs: 12,
      targets: [{ id: 's0', slots: 1, queueLimit: 1 }],
      attempts: [{ picture: '>-=====' }, { picture }, { picture }].map((attempt) => ({
        ...attempt,
        outcome: 'unfinished',
      })),
    })
  const tooManyServed = over('.>-====')
  const tooManyWaiting = over('.>-wwww')

  it('are its slots', () => {
    expect(checkInvariants(tooManyServed(), scenario())).toEqual([
      's0 served 3 attempts at 3000 us; it has room for 1.',
    ])
  })

  it('are its slots and its queue together with processor sharing', () => {
    expect(checkInvariants(tooManyServed(), scenario({ order: 'sharing' }))).toEqual([
      's0 served 3 attempts at 3000 us; it has room for 2.',
    ])
  })

  it('are its queue', () => {
    expect(checkInvariants(tooManyWaiting(), scenario())).toEqual([
      's0 had 2 waiting at 3000 us; its limit is 1.',
    ])
  })

  it('do not bind the queue of a target that hangs', () => {
    expect(checkInvariants(tooManyWaiting(), scenario({ hangs: true }))).toEqual([])
  })

  it('let one in at the instant at which another leaves', () => {
    const trace = buildTrace({
      durationMs: 12,
      targets: [{ id: 's0', slots: 1, queueLimit: 0 }],
      attempts: [{ picture: '>-===-<' }, { picture: '...>-==-<' }],
    })
    expect(check(trace)).toEqual([])
  })
})
