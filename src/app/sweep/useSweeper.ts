/** Runs of the lanes at many values, for one dialog: what there is of them, and how they begin and stop. */
import { useEffect, useMemo, useRef } from 'react'
import { experimentKey } from '../../scenario/document/canonical.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { SweepPlan, SweepState, SweepWish } from '../page/state.ts'
import { openWorker } from '../simulation/openWorker.ts'
import { Sweeper, type SweepSlot } from '../simulation/sweeper.ts'

export interface ManyValues {
  /** Null before the first, and of something else or another scenario. */
  readonly sweep: SweepState | null
  /** What the next belongs to. */
  readonly base: Pick<SweepPlan, 'field' | 'varied' | 'scenario' | 'key'>
  /** Begins, or goes on with what there is. */
  readonly start: (values: readonly number[], wish: SweepWish) => void
  readonly stop: () => void
}

export function useSweeper(
  slot: SweepSlot,
  { field, varied }: Pick<SweepPlan, 'field' | 'varied'>,
): ManyValues {
  const { store } = usePage()
  const scenario = usePageState((state) => state.scenario)
  const key = useMemo(() => experimentKey(scenario), [scenario])
  const last = usePageState((state) => state[slot])
  const held = useRef<Sweeper | null>(null)
  // It rests when the dialog closes.
  useEffect(() => () => held.current?.stop(), [])
  const sweep = last?.plan.field === field && last.keys.includes(key) ? last : null
  const base = sweep?.plan ?? { field, varied, scenario, key }
  return {
    sweep,
    base,
    start: (values, wish) => {
      const cores = navigator.hardwareConcurrency
      held.current ??= new Sweeper({ store, openWorker, cores, slot })
      held.current.start({ ...base, values, wish })
    },
    stop: () => held.current?.stop(),
  }
}
