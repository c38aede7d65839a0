/** How many rules the listener has, and the way to them: one line, for most scenarios have none. */

import { listenerPlace } from '../../scenario/edits/listenerPlace.ts'
import { openDialog } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { useMeaning } from '../ui/useMeaning.ts'
import css from './ListenerFacts.module.css'

const { section, edit } = css

export function ListenerFacts() {
  const page = usePage()
  const meaning = useMeaning('rule')
  const listener = usePageState((state) => listenerPlace(state.scenario)?.listener)
  if (listener === undefined) return null
  const rules = Object.keys(listener.rules).length
  return (
    <section className={section} aria-labelledby="section-rules">
      <h2 id="section-rules" data-tip={meaning}>
        Rules
      </h2>
      <button
        type="button"
        className={edit}
        aria-describedby="section-rules"
        onClick={() => openDialog(page, 'rules')}
      >
        {rules === 0 ? 'the default only' : `${rules} and the default`}
      </button>
    </section>
  )
}
