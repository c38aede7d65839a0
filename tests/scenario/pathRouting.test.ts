/** What the preset of path routing says of itself, over twenty seeds. */
import { expect, it } from 'vitest'
import { laneIds, resolveLane } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import { attemptsOf, type TracedAttempt } from '../../src/trace/attempt.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

const { scenario } = presets.find(({ id }) => id === 'path-routing') as (typeof presets)[number]
const CHANGE_US = 30_000_000

/** Share of them that was answered with a 5xx. */
const failing = (attempts: readonly TracedAttempt[]): number =>
  attempts.filter(({ status }) => status >= 500).length / attempts.length

it.each(SEEDS)(
  'only the rule for /api/ fails, and no longer once it is changed: seed %s',
  (seed) => {
    for (const { id } of laneIds(scenario)) {
      const lane = { ...resolveLane(scenario, id), seed: `path ${seed}` }
      const attempts = [...attemptsOf(simulate(lane))].filter(({ endUs }) => endUs !== null)
      const of = (wasAfter: boolean, wasApi: boolean) =>
        attempts.filter(
          ({ nodeUs, sentUs, rule }) =>
            (nodeUs ?? 0) >= CHANGE_US === wasAfter &&
            sentUs >= 11_000_000 &&
            (rule === 'api') === wasApi,
        )
      const label = id ?? 'base'
      expect(failing(of(false, false)), label).toBe(0)
      expect(failing(of(true, false)), label).toBe(0)
      expect(failing(of(false, true)), label).toBeGreaterThan(0.65)
      const after = failing(of(true, true))
      if (id === null) expect(after).toBe(0)
      else if (id === 'unchanged') expect(after).toBeGreaterThan(0.65)
      else expect(after).toBe(1)
    }
  },
)
