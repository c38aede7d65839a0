/** The target groups: their names, how large they are, which rules use them. */

import { listenerPlace } from '../../scenario/edits/listenerPlace.ts'
import { DEFAULT_RULE, groupsOfAction } from '../../scenario/forwarding.ts'
import { rulesInOrder } from '../../scenario/things/rules.ts'
import { ADMISSION } from '../../scenario/things/targetGroups.ts'
import { addGroup, removeGroup, renameGroup, setValue } from '../actions/rules.ts'
import { usePage, usePageState } from '../page/page.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Plus, Trash } from '../ui/icons.tsx'
import { TextField } from '../ui/TextField.tsx'
import css from './Rules.module.css'

const { groupRow, note } = css

export function Groups() {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const problems = usePageState((state) => state.problems)
  const listener = listenerPlace(scenario)?.listener
  const users = (group: string): readonly string[] =>
    listener === undefined
      ? []
      : [
          ...rulesInOrder(listener.rules).map(([id, { action }]) => ({ id, action })),
          { id: DEFAULT_RULE, action: listener.otherwise },
        ].flatMap(({ id, action }) =>
          groupsOfAction(action).includes(group) ? [id === DEFAULT_RULE ? 'default' : id] : [],
        )
  const all = Object.entries(scenario.targetGroups)
  return (
    <>
      <ul aria-label="Target groups">
        {all.map(([id, { targets, admits }]) => (
          <li key={id} className={groupRow}>
            <TextField
              label={`Name of group ${id}`}
              value={id}
              problem={problems[`targetGroups.${id}`]}
              onCommit={(name) => renameGroup(page, id, name)}
            />
            <span className={note}>{sizeWords(Object.keys(targets).length)}</span>
            <span className={note}>{usersWords(users(id))}</span>
            <TextField
              label={`Role that group ${id} admits; empty for all`}
              help={ADMISSION.role.help}
              value={admits.role}
              problem={problems[`targetGroups.${id}.admits.role`]}
              onCommit={(role) => setValue(page, ['targetGroups', id, 'admits', 'role'], role)}
            />
            <IconButton
              label={`Remove group ${id}`}
              disabled={all.length === 1}
              onClick={() => removeGroup(page, id)}
            >
              <Trash />
            </IconButton>
          </li>
        ))}
      </ul>
      <WordButton onClick={() => addGroup(page)}>
        <Plus /> Group
      </WordButton>
    </>
  )
}

const sizeWords = (targets: number): string =>
  targets === 0 ? 'empty: 503' : targets === 1 ? '1 target' : `${targets} targets`

const usersWords = (rules: readonly string[]): string =>
  rules.length === 0 ? 'no rule uses it' : `of ${rules.join(', ')}`
