/** What the example `panic` says holds for any seed: who gets traffic at 60, 50 and 40 % healthy. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { panic } from '../../src/scenario/presets/panic.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** Every node has noticed the last death by the beginning of each. */
const WINDOWS_MS = { 60: [16_000, 24_000], 50: [29_000, 38_000], 40: [43_000, 54_000] } as const

/** Share of the attempts of a window whose target is among the first six, which die. */
function deadShares(lane: string | null, seed: number): number[] {
  const trace = simulate(resolveLane({ ...panic.scenario, seed: `${seed}` }, lane))
  const { sentUs, target } = columnsOf(trace.attempts)
  const dead = { 60: 4, 50: 5, 40: 6 }
  return ([60, 50, 40] as const).map((left) => {
    const [fromMs, toMs] = WINDOWS_MS[left]
    const inside = [...sentUs.keys()].filter(
      (i) => (sentUs[i] as number) >= fromMs * 1000 && (sentUs[i] as number) < (toMs - 100) * 1000,
    )
    return inside.filter((i) => (target[i] as number) < dead[left]).length / inside.length
  })
}

it('both lanes spare the dead at 60 and 50 %; at 40 % the threshold sends them six of ten requests', () => {
  for (const seed of SEEDS) {
    expect(deadShares(null, seed)).toEqual([0, 0, 0])
    const [at60, at50, at40] = deadShares('threshold', seed) as [number, number, number]
    expect([at60, at50]).toEqual([0, 0])
    expect(at40).toBeCloseTo(0.6, 2)
  }
}, 120_000)
