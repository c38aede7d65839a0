/** What the example `function-cold-starts` says holds for any seed, of the first two seconds of the surge. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { functionColdStarts, SURGE_MS } from '../../src/scenario/presets/functionColdStarts.ts'
import { UNSET } from '../../src/trace/schema.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

function sharesOf(lane: string | null, seed: number): { cold: number; throttled: number } {
  const trace = simulate(resolveLane({ ...functionColdStarts.scenario, seed: `${seed}` }, lane))
  let all = 0
  let cold = 0
  let throttled = 0
  for (const { rows, sentUs, startUs, targetUs, status } of trace.attempts.chunks) {
    for (let i = 0; i < rows; i++) {
      const sinceMs = (sentUs[i] as number) / 1000 - SURGE_MS
      if (sinceMs < 0 || sinceMs > 2000) continue
      all++
      if (startUs[i] !== UNSET && (startUs[i] as number) > (targetUs[i] as number)) cold++
      if (status[i] === 502) throttled++
    }
  }
  return { cold: cold / all, throttled: throttled / all }
}

it('a fifth waits for a start on demand, nobody where enough is provisioned, and a third is throttled where few may start', () => {
  for (const seed of SEEDS) {
    const onDemand = sharesOf(null, seed)
    expect(onDemand.cold).toBeGreaterThan(0.2)
    expect(onDemand.throttled).toBe(0)
    expect(sharesOf('provisioned', seed)).toEqual({ cold: 0, throttled: 0 })
    expect(sharesOf('slow', seed).throttled).toBeGreaterThan(0.33)
  }
}, 120_000)
