/** What is said of the workers of a node adds up to what the connections of its clients say. */
import { expect, it } from 'vitest'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import {
  carriedBy,
  connectionIndexOf,
  connectionsAt,
} from '../../src/analysis/scene/connectionIndex.ts'
import { workersAt } from '../../src/analysis/scene/workers.ts'
import { NO_ROW } from '../../src/trace/schema.ts'
import { workerOf, workersOf } from '../../src/trace/workers.ts'
import { connectionWords } from '../../src/view/connectionTable.ts'
import { eventsAt } from '../../src/view/eventWords.ts'
import { busyLane } from '../support/busyLane.ts'
import { columnsOf } from '../support/sameRows.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const trace = simulate(busyLane({ 'balancers.web.workers': 3 }))
const index = connectionIndexOf(trace)
const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

it('the report counts the connections of every worker, and what they carried', () => {
  const { workers } = reportOf(trace)
  const ofClients = Array.from({ length: index.count }, (_, row) => row).filter(
    (row) => index.side[row] === 0 && index.node[row] !== 0xffff,
  )
  expect(workers.map(({ node }) => node)).toEqual(trace.meta.names.nodes.map(({ id }) => id))
  expect(sum(workers.flatMap(({ connections }) => connections))).toBe(ofClients.length)
  expect(sum(workers.flatMap(({ requests }) => requests))).toBeGreaterThan(100)
  expect(sum(workers.flatMap(({ requests }) => requests))).toBeLessThanOrEqual(
    sum(ofClients.map((row) => carriedBy(index, row, Number.POSITIVE_INFINITY))),
  )
  expect(reportOf(simulate(busyLane())).workers).toEqual([])
})

it('at any moment each open connection of a client is with one worker', () => {
  for (let tUs = 0; tUs < trace.meta.endedUs; tUs += trace.meta.endedUs / 20) {
    const open = connectionsAt(index, { node: 0, tUs }).filter((row) => index.side[row] === 0)
    const each = workersAt(index, { node: 0, workers: 3, tUs })
    expect(sum(each.map((one) => one.open))).toBe(open.length)
    for (const { open: all, busy } of each) expect(busy).toBeLessThanOrEqual(all)
  }
})

it('a connection is listed with its worker, and found by its number', () => {
  const { id, side } = columnsOf(trace.connections)
  const row = [...side.keys()].find((i) => side[i] === 0 && index.worker[i] === 2) as number
  expect(workerOf(trace, id[row] as number)).toBe(2)
  expect(workerOf(trace, NO_ROW)).toBeNull()
  for (const [connection, worker] of workersOf(trace))
    expect(workerOf(trace, connection)).toBe(worker)
  expect(workersOf(trace).size).toBe(side.filter((end) => end === 0).length)
  expect(connectionWords(index, trace.meta.names, row, 0).from).toMatch(/:\d+ worker 3$/)
})

it('an ejection is said to be of a worker where each counts alone', () => {
  const broken = (workers: number) =>
    laneOf({
      'balancers.web.workers': workers,
      'targetGroups.web.targets.s0.errorRatio': 1,
      'targetGroups.web.ejection': { errorsInARow: 1, ratioMax: 1 },
    })
  const wordsOf = (workers: number): string =>
    eventsAt(simulate(broken(workers)), 15_000)
      .map(({ sentence }) => sentence)
      .join()
  expect(wordsOf(2)).toContain('A worker of node a ejects s0')
  expect(wordsOf(1)).toContain('Node a ejects s0')
})
