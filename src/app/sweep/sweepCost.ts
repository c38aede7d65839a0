/** What a sweep will take, about: said before it begins, where it is much, as the command says it. */
import { useMemo } from 'react'
import type { Recordings } from '../../model/recording.ts'
import { costOf, costOfMany, costWarning } from '../../scenario/cost.ts'
import { type Varying, withVarying } from '../../scenario/edits/inputs.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import { usePageState } from '../page/page.ts'

interface Asked {
  readonly scenario: Scenario
  readonly varied: Varying
  readonly values: readonly number[]
  readonly runs: number
}

/** A sentence, or null. */
function sweepWarning(
  { scenario, varied, values, runs }: Asked,
  { recordings, cores }: { readonly recordings: Recordings; readonly cores: number },
): string | null {
  const costs = values.flatMap((at) => {
    const edited = withVarying(scenario, varied, at)
    if (!edited.ok) return []
    const lanes = laneIds(edited.scenario).map(({ id }) => resolveLane(edited.scenario, id))
    return lanes.map((lane) => costOf(lane, { recordings, keepsRows: false }))
  })
  const atOnce = Math.max(1, Math.min(cores, costs.length * runs))
  return costWarning(costOfMany(costs, { runs, atOnce }), 'These runs take')
}

/** Of all values, each so many times. */
export function useSweepWarning(
  varied: Varying,
  values: readonly number[],
  runs: number,
): string | null {
  const scenario = usePageState((state) => state.scenario)
  const recordings = usePageState((state) => state.recordings)
  const all = values.join()
  return useMemo(() => {
    const asked = { scenario, varied, values: all.split(',').filter(Boolean).map(Number), runs }
    return sweepWarning(asked, { recordings, cores: navigator.hardwareConcurrency })
  }, [scenario, recordings, varied, all, runs])
}
