/** Random scenarios against the invariants. A failure prints its seed; keep that below. */
import fc from 'fast-check'
import { it } from 'vitest'
import { anyLane } from '../support/anyScenario.ts'
import { simulate } from '../support/simulate.ts'

const RUNS = Number(process.env['BALLAST_FUZZ_RUNS'] ?? 400)

it('breaks no invariant, whatever the scenario', () => {
  fc.assert(
    fc.property(anyLane(), (lane) => {
      simulate(lane)
    }),
    { numRuns: RUNS, seed: Number(process.env['BALLAST_FUZZ_SEED'] ?? 1) },
  )
})
