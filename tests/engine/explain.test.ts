/** Why an attempt went where it went is told by the run itself, taken up before it, and tells the truth. */
import { describe, expect, it } from 'vitest'
import { algorithms } from '../../src/algorithms/index.ts'
import { explainAttempt } from '../../src/engine/explain.ts'
import { parseAttempt } from '../../src/model/name.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { busyLane } from '../support/busyLane.ts'
import { snapshotsAt, someEvents } from '../support/runs.ts'
import { type Changes, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

describe.each(algorithms.map(({ id }) => id))('%s', (id) => {
  const lane = busyLane({ 'targetGroups.web.algorithm': { id } })
  const trace = simulate(lane)
  const { snapshots } = snapshotsAt(lane, someEvents(10, trace.meta.counts.events))
  const picked = rowsOf(trace).filter(({ nodeUs, target }) => nodeUs >= 0 && target !== null)

  it('names the target that was chosen, with snapshots and without', () => {
    const some = picked.filter((_, i) => i % 37 === 0)
    expect(some.length).toBeGreaterThan(15)
    for (const [i, row] of some.entries()) {
      const question = { attempt: parseAttempt(row.name), atUs: row.sentUs }
      const answer = explainAttempt(lane, {}, question, snapshots)
      expect(answer).toMatchObject({
        node: row.node,
        chosen: row.target,
        atUs: row.nodeUs,
        algorithm: id,
      })
      expect(answer?.because).toContain(row.target)
      expect(answer?.candidates.find(({ target }) => target === row.target)?.isUsable).toBe(true)
      // From the start of the run: what takes longest, and a few tell.
      if (i % 3 === 0) expect(explainAttempt(lane, {}, question, [])).toEqual(answer)
    }
  })
})

describe.each(algorithms.map(({ id }) => id))('%s, asked about a pick of nobody', (id) => {
  const nobody = (...more: readonly Changes[]) =>
    explainAttempt(
      laneOf(
        { durationMs: 1000, 'targetGroups.web.algorithm': { id } },
        { 'targetGroups.web.targets': { s0: { zone: 'a', slots: 1, weight: 0 } } },
        ...more,
      ),
      {},
      { attempt: null, atUs: 0 },
      [],
    )

  it('names no target and no figure that is none', () => {
    const answer = nobody()
    expect(JSON.stringify(answer)).not.toMatch(/NaN|undefined/)
    if (answer?.chosen === null) expect(answer.because).toMatch(/^No target that .* answered 503/)
  })

  it('says so at the first pick of all', () => {
    const answer = nobody({
      'targetGroups.web.health.isActive': true,
      'targetGroups.web.health.failsOpen': false,
      'targetGroups.web.targets.s0.initial': true,
    })
    expect(answer?.because).toMatch(/^The node had no target .* answered 503 itself\.$/)
  })
})
