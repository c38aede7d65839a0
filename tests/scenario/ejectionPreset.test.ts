/** What the example `ejection-in-a-small-fleet` says holds for any seed: none is ejected, or the failing one alone. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { smallFleet } from '../../src/scenario/presets/smallFleet.ts'
import { changeLines } from '../support/asciiTrace.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

function outcome(lane: string | null, seed: number) {
  const { scenario } = smallFleet
  const trace = simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane))
  const { sentUs, status } = columnsOf(trace.attempts)
  const during = [...sentUs.keys()].filter(
    (i) => (sentUs[i] as number) >= 15e6 && (sentUs[i] as number) < 45e6,
  )
  return {
    ejected: new Set(
      changeLines(trace).flatMap((line) => / ejected \S+ (\S+)/.exec(line)?.[1] ?? []),
    ),
    failed: during.filter((i) => status[i] === 500).length / during.length,
  }
}

it('a fifth fails while none may be ejected, and a tenth of that when one may', () => {
  for (const seed of SEEDS) {
    const [none, one] = [outcome(null, seed), outcome('one', seed)]
    expect(none.ejected).toEqual(new Set())
    expect(none.failed).toBeCloseTo(0.2, 2)
    expect(one.ejected).toEqual(new Set(['web-3']))
    expect(one.failed).toBeLessThan(none.failed / 10)
  }
}, 120_000)
