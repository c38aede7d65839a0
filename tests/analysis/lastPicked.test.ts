/** What a node chose last before a moment, found by blocks, is what a search of all rows finds. */
import { expect, test } from 'vitest'
import { lastPicked } from '../../src/analysis/scene/lastPicked.ts'
import { indexTrace } from '../../src/analysis/scene/traceIndex.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import { busyLane } from '../support/busyLane.ts'
import { simulate } from '../support/simulate.ts'

test('the last request that a node sent on before a moment is found, and none before the first', () => {
  const lane = busyLane()
  const trace = simulate(lane)
  const index = indexTrace(trace, lane, { goalUs: 500_000 })
  const sent = [...attemptsOf(trace)].filter(
    ({ target, nodeUs }) => target !== null && nodeUs !== null,
  )
  const endUs = lane.durationMs * 1000
  let found = 0
  for (const [node, { id }] of trace.meta.names.nodes.entries()) {
    expect(lastPicked(index, { node, tUs: 0 })).toBeNull()
    for (let tUs = endUs / 97; tUs < endUs * 1.1; tUs += endUs / 97) {
      const before = sent.filter((each) => each.node === id && (each.nodeUs as number) <= tUs)
      const latest = Math.max(...before.map(({ nodeUs }) => nodeUs as number))
      const row = lastPicked(index, { node, tUs })
      expect(sent.find((each) => each.row === row)?.nodeUs).toBe(
        before.length === 0 ? undefined : latest,
      )
      if (row !== null) found++
    }
  }
  expect(found).toBeGreaterThan(100)
})
