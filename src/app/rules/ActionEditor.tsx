/** What a rule does: which action, its knobs, and the groups that it forwards to with their weights. */
import { useMemo, useState } from 'react'
import { type ActionSpec, actions, shownKnobs } from '../../actions/index.ts'
import type { Json } from '../../scenario/document/json.ts'
import { FORWARD, type RuleAction } from '../../scenario/things/actions.ts'
import { setActionKind, setValue } from '../actions/rules.ts'
import { usePage, usePageState } from '../page/page.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { isPlain, laneDocuments, rowAt } from '../scenarioPanel/rowParts.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Close, Plus } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import { MemberTexts } from './MemberTexts.tsx'
import css from './Rules.module.css'

const { groups: groupList, group, problemLine } = css

interface ActionEditorProps {
  readonly rule: string
  readonly action: RuleAction
  readonly keys: readonly string[]
}

export function ActionEditor({ rule, action, keys }: ActionEditorProps) {
  const page = usePage()
  const problems = usePageState((state) => state.problems)
  const problem = problems[keys.join('.')]
  const scenario = usePageState((state) => state.scenario)
  const lanes = useMemo(() => laneDocuments(scenario), [scenario])
  const values = action as unknown as Readonly<Record<string, Json>>
  const knobs = shownKnobs(action)
  return (
    <>
      <Choice
        label={`Action of ${rule}`}
        options={actions}
        value={action.kind}
        onChange={(kind) => setActionKind(page, keys, kind as ActionSpec['kind'])}
      />
      {'groups' in action && <Weights rule={rule} groups={action.groups} keys={keys} />}
      {Object.entries(knobs).map(([name, knob]) => {
        if (!isPlain(knob)) return null
        return <SettingRow key={name} row={rowAt(lanes, knob, [[...keys, name]])} />
      })}
      <MemberTexts of={rule} knobs={knobs} values={values} keys={keys} isLabelled />
      {problem !== undefined && (
        <span className={problemLine} role="alert">
          {problem}
        </span>
      )}
    </>
  )
}

interface WeightsProps {
  readonly rule: string
  readonly groups: Readonly<Record<string, { readonly weight: number }>>
  readonly keys: readonly string[]
}

function Weights({ rule, groups, keys }: WeightsProps) {
  const page = usePage()
  const known = usePageState((state) => state.scenario.targetGroups)
  const problems = usePageState((state) => state.problems)
  const [refused, setRefused] = useState<string | null>(null)
  const all = Object.entries(groups)
  const others = Object.keys(known).filter((id) => !Object.hasOwn(groups, id))
  const put = (id: string, value: Json): void => setValue(page, [...keys, 'groups', id], value)
  /** One group for another, in its place. */
  const exchange = (old: string, id: string): void =>
    setValue(page, keys, { groups: { [old]: null, [id]: groups[old] ?? {} } })
  return (
    <ul className={groupList} aria-label={`Groups of ${rule}`}>
      {all.map(([id, { weight }], i) => (
        <li key={id} className={group}>
          <Choice
            label={`Group ${i + 1} of ${rule}`}
            options={[id, ...others].map((one) => ({ id: one, label: one }))}
            value={id}
            onChange={(next) => exchange(id, next)}
          />
          {all.length > 1 && (
            <>
              <NumberField
                knob={FORWARD.weight}
                value={weight}
                unit=""
                label={`Weight of ${id} for ${rule}`}
                describedBy={undefined}
                onCommit={(next) => put(id, { weight: next })}
                onRefuse={setRefused}
              />
              <IconButton label={`No longer to ${id}`} onClick={() => put(id, null)}>
                <Close />
              </IconButton>
            </>
          )}
          {problems[[...keys, 'groups', id].join('.')] !== undefined && (
            <span className={problemLine} role="alert">
              {problems[[...keys, 'groups', id].join('.')]}
            </span>
          )}
        </li>
      ))}
      {refused !== null && (
        <li className={problemLine} role="alert">
          {refused}
        </li>
      )}
      {others.length > 0 && <OneMore rule={rule} groups={others} onChoose={(id) => put(id, {})} />}
    </ul>
  )
}

interface OneMoreProps {
  readonly rule: string
  readonly groups: readonly string[]
  readonly onChoose: (group: string) => void
}

const OneMore = ({ rule, groups, onChoose }: OneMoreProps) => (
  <li>
    <Menu
      trigger={
        <IconButton label={`Forward ${rule} to another group too`}>
          <Plus />
        </IconButton>
      }
      entries={groups.map((id) => ({
        kind: 'item' as const,
        key: id,
        label: id,
        onChoose: () => onChoose(id),
      }))}
    />
  </li>
)
