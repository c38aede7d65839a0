/** The sweep of a setting: what there is of it, and how it begins and stops. */
import { useEffect, useMemo, useRef } from 'react'
import { withVaried } from '../../scenario/edits/vary.ts'
import { applyEdit } from '../actions/edit.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { SweepState, SweepWish } from '../page/state.ts'
import { openWorker } from '../simulation/openWorker.ts'
import { Sweeper } from '../simulation/sweeper.ts'
import { type SweptSetting, sayValue, sweepKey } from './sweptSettings.ts'

export interface OneSweep {
  /** Null before the first, and of another setting or another scenario. */
  readonly sweep: SweepState | null
  /** Begins, or goes on with what there is. */
  readonly start: (values: readonly number[], wish: SweepWish) => void
  readonly stop: () => void
  /** Makes the scenario what it is at this value; the sweep stays beside it. False when that is not possible. */
  readonly open: (value: number) => boolean
}

export function useSweep(setting: SweptSetting): OneSweep {
  const page = usePage()
  const { store } = page
  const scenario = usePageState((state) => state.scenario)
  const key = useMemo(() => sweepKey(scenario), [scenario])
  const last = usePageState((state) => state.sweep)
  const held = useRef<Sweeper | null>(null)
  // It rests when the dialog closes.
  useEffect(() => () => held.current?.stop(), [])
  const { field, varied } = setting
  const sweep = last?.plan.field === field && last.keys.includes(key) ? last : null
  const base = sweep?.plan ?? { field, varied, scenario, key }
  return {
    sweep,
    start: (values, wish) => {
      held.current ??= new Sweeper({ store, openWorker, cores: navigator.hardwareConcurrency })
      held.current.start({ ...base, values, wish })
    },
    stop: () => held.current?.stop(),
    open: (value) => {
      const words = `${setting.label}: ${sayValue(setting)(value)}.`
      const edited = withVaried(base.scenario, base.varied, value)
      if (!applyEdit(page, edited, { words })) return false
      const opened = sweepKey(store.getState().scenario)
      store.setState(({ sweep: now }) =>
        now === null ? {} : { sweep: { ...now, keys: [...now.keys, opened] } },
      )
      return true
    },
  }
}
