/** Attempts as CSV: a row for each, of all lanes, and what a row has beyond the columns of its trace. */
import { expect, test } from 'vitest'
import { csvPieces } from '../../src/interop/attemptsCsv.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import { workersOf } from '../../src/trace/workers.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const several = simulate(
  laneOf({ 'balancers.web.workers': 3, 'clients.users.addresses': 20, durationMs: 1000 }),
)
const one = simulate(laneOf({}))

test('a row says which worker of its node had the connection, where there are several', () => {
  const text = [
    ...csvPieces([
      { letter: 'A', title: 'Several', trace: several },
      { letter: 'B', title: 'One', trace: one },
    ]),
  ].join('')
  const [head = '', ...rows] = text.trimEnd().split('\r\n')
  const place = head.split(',').indexOf('worker')
  const workers = (lane: string): readonly string[] =>
    rows.filter((row) => row.startsWith(lane)).map((row) => row.split(',')[place] as string)
  const known = workersOf(several)
  const expected = [...attemptsOf(several)].map(({ connection }) => {
    const worker = known.get(connection ?? -1)
    return worker === undefined ? '' : `${worker + 1}`
  })
  expect(workers('A')).toEqual(expected)
  expect([...new Set(workers('A'))].sort()).toEqual(['1', '2', '3'])
  expect(new Set(workers('B'))).toEqual(new Set(['']))
})

test('a row says whether it was sent in the warm-up', () => {
  const trace = simulate(laneOf({ durationMs: 1000, warmUpMs: 400 }))
  const [head = '', ...rows] = [...csvPieces([{ letter: 'A', title: 'One', trace }])]
    .join('')
    .trimEnd()
    .split('\r\n')
  const columns = head.split(',')
  const of = (row: string, column: string) => row.split(',')[columns.indexOf(column)] as string
  const said = (words: string) => rows.filter((row) => of(row, 'warmUp') === words)
  const sent = (words: string) => said(words).map((row) => Number(of(row, 'sentMs')))
  expect(Math.max(...sent('yes'))).toBeLessThan(400)
  expect(Math.min(...sent('no'))).toBeGreaterThanOrEqual(400)
  expect(said('yes').length + said('no').length).toBe(rows.length)
})
