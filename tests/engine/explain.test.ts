/** Why an attempt went where it went is told by the run itself, taken up before it, and tells the truth. */
import { describe, expect, it } from 'vitest'
import { algorithms } from '../../src/algorithms/index.ts'
import { explainAttempt } from '../../src/engine/explain.ts'
import { parseAttempt } from '../../src/model/name.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { busyLane } from '../support/busyLane.ts'
import { snapshotsAt, someEvents } from '../support/runs.ts'
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
