/** The rules by which a node acts, in their order: the same at every node. */
import { actionWords } from '../../actions/index.ts'
import { conditionWords } from '../../conditions/index.ts'
import { listenerPlace } from '../../scenario/edits/listenerPlace.ts'
import { rulesInOrder } from '../../scenario/things/rules.ts'
import { openDialog } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { WordButton } from '../ui/Button.tsx'
import css from './Listener.module.css'
import { InspectorSection } from './parts.tsx'

const { rules, number } = css

export function Listener() {
  const page = usePage()
  const listener = usePageState((state) => listenerPlace(state.scenario)?.listener)
  if (listener === undefined) return null
  return (
    <InspectorSection title={`Listener ${listener.protocol.toUpperCase()} ${listener.port}`}>
      <ol className={rules} aria-label="Rules, the first that matches decides">
        {rulesInOrder(listener.rules).map(([id, { priority, when, action }]) => (
          <li key={id}>
            <span className={number}>{priority}</span>
            <span>{Object.values(when).map(conditionWords).join(' and ')}</span>
            <span>{actionWords(action)}</span>
          </li>
        ))}
        <li>
          <span className={number}>default</span>
          <span>no other rule matches</span>
          <span>{actionWords(listener.otherwise)}</span>
        </li>
      </ol>
      <WordButton look="outlined" onClick={() => openDialog(page, 'rules')}>
        Edit the rules
      </WordButton>
    </InspectorSection>
  )
}
