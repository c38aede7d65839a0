/** Runs with other chances, in the worker of a lane: what comes of them, and that an edit never waits for one. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { replicationWindow } from '../../src/analysis/replications/window.ts'
import type { ReplicateCommand } from '../../src/runtime/protocol.ts'
import { scenarioKey } from '../../src/scenario/document/canonical.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { replicateAll } from '../support/replications.ts'
import { differences } from '../support/sameRows.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate, simulateInto } from '../support/simulate.ts'
import { openLane } from './laneLine.ts'

let line: ReturnType<typeof openLane>
beforeEach(() => {
  line = openLane()
})
afterEach(() => line.close())

const rate = (perSecond: number): LaneScenario =>
  laneOf({
    durationMs: 20_000,
    warmUpMs: 1000,
    'clients.users.arrivals': { kind: 'poisson', perSecond },
    'targetGroups.web.targets.s0.slots': 8,
  })

const command = (lane: LaneScenario, replication: number): ReplicateCommand => ({
  kind: 'replicate',
  scenario: null,
  key: scenarioKey(lane),
  replication,
  window: replicationWindow([lane]),
})

it('gives the figures that a run of that seed gives anywhere', async () => {
  const lane = rate(300)
  await line.run(lane)
  const [expected = []] = replicateAll([lane], [0, 3], simulateInto)
  for (const [i, number] of [0, 3].entries()) {
    const answer = line.replication()
    line.client.replicate(command(lane, number))
    expect(await answer).toEqual({ command: command(lane, number), found: expected[i] })
  }
})

it('is given up for an edit, which has the picture that it would have had', async () => {
  const lane = rate(300)
  await line.run(lane)
  line.client.replicate(command(lane, 1))
  const edited = await line.run(rate(301))
  expect(differences(edited.trace, simulate(rate(301)))).toEqual([])
  const next = line.replication()
  line.client.replicate(command(rate(301), 2))
  await next
  expect(line.replications.map(({ command: { replication } }) => replication)).toEqual([2])
})

it('is not begun for a run that the worker does not show', async () => {
  await line.run(rate(300))
  line.client.replicate(command(rate(400), 1))
  const next = line.replication()
  line.client.replicate(command(rate(300), 2))
  expect((await next).command.replication).toBe(2)
  expect(line.replications).toHaveLength(1)
})

it('rests when it is told to', async () => {
  const lane = rate(300)
  await line.run(lane)
  line.client.replicate(command(lane, 1))
  line.client.replicate(null)
  const next = line.replication()
  line.client.replicate(command(lane, 2))
  expect((await next).command.replication).toBe(2)
  expect(line.failures).toEqual([])
})

it('may be of a lane that the worker does not show, and of one after the other', async () => {
  const lanes = [rate(100), rate(200)]
  for (const [i, lane] of lanes.entries()) {
    const answer = line.replication()
    line.client.replicate({ ...command(lane, 2), scenario: lane })
    const [expected = []] = replicateAll([lane], [2], simulateInto)
    expect((await answer).found).toEqual(expected[0])
    expect(line.replications).toHaveLength(i + 1)
  }
  // Nothing is on show for it, and an edit still takes precedence.
  await line.run(rate(300))
  expect(line.failures).toEqual([])
})
