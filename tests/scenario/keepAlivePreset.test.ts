/** What the example `keep-alive-race` says holds for any seed: when a node answers 502, and to which requests. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { keepAliveRace } from '../../src/scenario/presets/keepAliveRace.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** The methods of the requests that failed; each with a 502 of a node that found its connection closed. */
function failedMethods(lane: string | null, seed: number): string[] {
  const trace = simulate(resolveLane({ ...keepAliveRace.scenario, seed: `${seed}` }, lane))
  return rowsOf(trace)
    .filter(({ outcome, status }) => outcome !== 'unfinished' && status !== 200)
    .map(({ author, cause, method, status }) => {
      expect([status, author, cause]).toEqual([502, 'node', 'closed-idle'])
      return method
    })
}

it('there are 502 while targets close before nodes do, none once they keep longer, and of orders alone when nodes send again', () => {
  for (const seed of SEEDS) {
    const failed = failedMethods(null, seed)
    expect(failed.length).toBeGreaterThan(0)
    expect(failedMethods('longer', seed)).toEqual([])
    expect(failedMethods('again', seed).filter((method) => method !== 'POST')).toEqual([])
  }
}, 240_000)
