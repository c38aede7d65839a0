/** The sweep of a setting, and the way from one of its values to the lanes as they are there. */
import { experimentKey } from '../../scenario/document/canonical.ts'
import { withVarying } from '../../scenario/edits/inputs.ts'
import { applyEdit } from '../actions/edit.ts'
import { usePage } from '../page/page.ts'
import { briefly } from '../scenarioPanel/display.ts'
import type { SweptSetting } from './sweptSettings.ts'
import { type ManyValues, useSweeper } from './useSweeper.ts'

interface OneSweep extends ManyValues {
  /** Makes the scenario what it is at this value; the sweep stays beside it. False when that is not possible. */
  readonly open: (value: number) => boolean
}

export function useSweep(setting: SweptSetting): OneSweep {
  const page = usePage()
  const { store } = page
  const many = useSweeper('sweep', setting)
  const { sweep, base } = many
  return {
    ...many,
    open: (value) => {
      const say = briefly(setting.knob, sweep?.plan.values ?? [value])
      const edited = withVarying(base.scenario, base.varied, value)
      if (!applyEdit(page, edited, { words: `${setting.label}: ${say(value)}.` })) return false
      const opened = experimentKey(store.getState().scenario)
      store.setState(({ sweep: now }) =>
        now === null ? {} : { sweep: { ...now, keys: [...now.keys, opened] } },
      )
      return true
    },
  }
}
