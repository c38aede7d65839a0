/** The sweep of a setting: what there is of it, and how it begins and stops. */
import { useEffect, useMemo, useRef } from 'react'
import { usePage, usePageState } from '../page/page.ts'
import type { SweepState } from '../page/state.ts'
import { openWorker } from '../simulation/openWorker.ts'
import { Sweeper } from '../simulation/sweeper.ts'
import { type SweptSetting, sweepKey } from './sweptSettings.ts'

export interface OneSweep {
  /** Null before the first, and of another setting or another scenario. */
  readonly sweep: SweepState | null
  /** Begins, or goes on with what there is. */
  readonly start: (values: readonly number[], runs: number) => void
  readonly stop: () => void
}

export function useSweep(setting: SweptSetting): OneSweep {
  const { store } = usePage()
  const scenario = usePageState((state) => state.scenario)
  const key = useMemo(() => sweepKey(scenario, setting), [scenario, setting])
  const last = usePageState((state) => state.sweep)
  const held = useRef<Sweeper | null>(null)
  // It rests when the dialog closes.
  useEffect(() => () => held.current?.stop(), [])
  const { field, varied } = setting
  return {
    sweep: last?.plan.field === field && last.plan.key === key ? last : null,
    start: (values, runs) => {
      held.current ??= new Sweeper({ store, openWorker, cores: navigator.hardwareConcurrency })
      held.current.start({ field, varied, scenario, key, values, runs })
    },
    stop: () => held.current?.stop(),
  }
}
