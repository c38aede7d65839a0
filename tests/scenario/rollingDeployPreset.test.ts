/** What the example `rolling-deploy` says holds for any seed: who waits for the slowest node and the longest request loses none. */
import { expect, it } from 'vitest'
import { cause } from '../../src/model/outcome.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { rollingDeploy } from '../../src/scenario/presets/rollingDeploy.ts'
import { changeLines } from '../support/asciiTrace.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

function failuresOf(lane: string | null, seed: number) {
  const trace = simulate(resolveLane({ ...rollingDeploy.scenario, seed: `${seed}` }, lane))
  const { status, cause: why, sentUs } = columnsOf(trace.attempts)
  const failed = [...status.keys()].filter((i) => status[i] === 502)
  const of = (name: Parameters<typeof cause>[0]) =>
    failed.filter((i) => why[i] === cause(name)).length
  const ups = changeLines(trace).filter((line) => line.includes('target-up')).length
  const early = failed.filter((i) => (sentUs[i] as number) < 19_000_000).length
  return { refused: of('connect-refused'), reset: of('reset'), all: failed.length, ups, early }
}

it('no request is lost with a pause as long as the slowest node is late, and a grace as long as the longest', () => {
  for (const seed of SEEDS) {
    const none = failuresOf(null, seed)
    expect(none.refused).toBeGreaterThan(50)
    // All six are replaced in each lane, and taking a target out that works on costs nothing.
    expect(none).toMatchObject({ ups: 6, early: 0, reset: 0 })
    expect(failuresOf('pause', seed)).toEqual({ refused: 0, reset: 0, all: 0, ups: 6, early: 0 })
    const short = failuresOf('grace', seed)
    expect(short.reset).toBeGreaterThan(0)
    expect(short).toMatchObject({ refused: 0, ups: 6 })
  }
}, 600_000)
