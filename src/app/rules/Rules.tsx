/** The rules of the listener: what is asked of a request, in which order, and what is done with it, in every lane. */
import { listenerPlace } from '../../scenario/edits/listenerPlace.ts'
import { DEFAULT_RULE } from '../../scenario/forwarding.ts'
import { rulesInOrder } from '../../scenario/things/rules.ts'
import { addRule } from '../actions/rules.ts'
import { usePage, usePageState } from '../page/page.ts'
import { WordButton } from '../ui/Button.tsx'
import { Plus } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { ActionEditor } from './ActionEditor.tsx'
import { Groups } from './Groups.tsx'
import { Requests } from './Requests.tsx'
import { RuleEditor } from './RuleEditor.tsx'
import css from './Rules.module.css'
import { TryOut } from './TryOut.tsx'

const { list, rule, priority, then, part, note } = css

export function Rules({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const place = listenerPlace(scenario)
  if (place === null) return null
  const { keys, listener } = place
  const order = rulesInOrder(listener.rules)
  return (
    <Modal title="Rules" onClose={onClose}>
      <p className={note}>
        Asked from top to bottom; the first that matches decides. Changes hold in every lane.
      </p>
      <ol className={list} aria-label="Rules in the order in which they are asked">
        {order.map(([id, one], i) => (
          <RuleEditor
            key={id}
            id={id}
            rule={one}
            keys={[...keys, 'rules', id]}
            isFirst={i === 0}
            isLast={i === order.length - 1}
          />
        ))}
        <li className={rule}>
          <span className={priority}>default</span>
          <span className={note}>no other rule matches</span>
          <span className={then}>
            <ActionEditor
              rule={DEFAULT_RULE}
              action={listener.otherwise}
              keys={[...keys, 'otherwise']}
            />
          </span>
        </li>
      </ol>
      <WordButton onClick={() => addRule(page)}>
        <Plus /> Rule
      </WordButton>
      <section className={part} aria-labelledby="rules-try">
        <h3 id="rules-try">Which rule would this request match?</h3>
        <TryOut listener={listener} />
      </section>
      <section className={part} aria-labelledby="rules-groups">
        <h3 id="rules-groups">Target groups</h3>
        <Groups />
      </section>
      <section className={part} aria-labelledby="rules-requests">
        <h3 id="rules-requests">Requests of this scenario</h3>
        <Requests listener={listener} />
      </section>
    </Modal>
  )
}
