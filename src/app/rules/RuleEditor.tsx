/** One rule: when it is asked, its conditions, and what it does. */
import { useState } from 'react'
import { type ConditionSpec, conditionByKind, conditions } from '../../conditions/index.ts'
import type { Rule } from '../../scenario/things/rules.ts'
import { RULE } from '../../scenario/things/rules.ts'
import {
  addCondition,
  changeRuleAtPlayhead,
  moveRule,
  removeRule,
  setValue,
} from '../actions/rules.ts'
import { usePage, usePageState } from '../page/page.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { ArrowDown, ArrowUp, Close, More, Plus } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import { ActionEditor } from './ActionEditor.tsx'
import { MemberTexts } from './MemberTexts.tsx'
import css from './Rules.module.css'

const {
  rule: ruleRow,
  priority,
  conditions: list,
  condition,
  then,
  problemLine,
  kind: kindOf,
} = css

interface RuleEditorProps {
  readonly id: string
  readonly rule: Rule
  /** Where it stands in the scenario. */
  readonly keys: readonly string[]
  readonly isFirst: boolean
  readonly isLast: boolean
}

export function RuleEditor({ id, rule, keys, isFirst, isLast }: RuleEditorProps) {
  const page = usePage()
  const at = [...keys, 'priority']
  const [refused, setRefused] = useState<string | null>(null)
  const found = usePageState((state) => state.problems[at.join('.')])
  const problem = refused ?? found
  return (
    <li className={ruleRow} aria-label={`Rule ${id}`}>
      <span className={priority}>
        <NumberField
          knob={RULE.priority}
          value={rule.priority}
          unit=""
          label={`Priority of ${id}`}
          describedBy={undefined}
          onCommit={(next) => setValue(page, at, next)}
          onRefuse={setRefused}
        />
        <span>{id}</span>
        {problem !== undefined && (
          <span className={problemLine} role="alert">
            {problem}
          </span>
        )}
      </span>
      <Conditions id={id} rule={rule} keys={[...keys, 'when']} />
      <span className={then}>
        <ActionEditor rule={id} action={rule.action} keys={[...keys, 'action']} />
      </span>
      <Verbs {...{ id, rule, isFirst, isLast }} />
    </li>
  )
}

function Verbs({ id, rule, isFirst, isLast }: Omit<RuleEditorProps, 'keys'>) {
  const page = usePage()
  return (
    <span>
      <IconButton
        label={`Ask ${id} earlier`}
        disabled={isFirst}
        onClick={() => moveRule(page, id, -1)}
      >
        <ArrowUp />
      </IconButton>
      <IconButton label={`Ask ${id} later`} disabled={isLast} onClick={() => moveRule(page, id, 1)}>
        <ArrowDown />
      </IconButton>
      <Menu
        align="end"
        trigger={
          <IconButton label={`More of rule ${id}`}>
            <More />
          </IconButton>
        }
        entries={[
          {
            kind: 'item',
            key: 'change',
            label: 'Change it at the playhead',
            text: 'From then on its requests go to another group, for a while.',
            isDisabled: !('groups' in rule.action),
            onChoose: () => changeRuleAtPlayhead(page, id),
          },
          {
            kind: 'item',
            key: 'remove',
            label: 'Remove this rule',
            isDanger: true,
            onChoose: () => removeRule(page, id),
          },
        ]}
      />
    </span>
  )
}

function Conditions({ id, rule, keys }: Pick<RuleEditorProps, 'id' | 'rule' | 'keys'>) {
  const page = usePage()
  const field = usePageState((state) =>
    Object.keys(state.problems).find((name) => name === keys.join('.')),
  )
  const problem = usePageState((state) => (field === undefined ? undefined : state.problems[field]))
  const all = Object.entries(rule.when)
  const free = conditions.filter(
    ({ id: kind, isRepeatable }) => isRepeatable || !all.some(([, one]) => one.kind === kind),
  )
  return (
    <ul className={list} aria-label={`Conditions of ${id}`}>
      {all.map(([name, spec], i) => (
        <li key={name} className={condition}>
          <span className={kindOf}>
            {i > 0 && 'and '}
            <Choice
              label={`Condition ${i + 1} of ${id}`}
              options={[conditionByKind(spec.kind), ...free.filter((one) => one.id !== spec.kind)]}
              value={spec.kind}
              onChange={(kind) => setValue(page, [...keys, name], { kind })}
            />
          </span>
          <MemberTexts
            of={`${conditionByKind(spec.kind).label} of ${id}`}
            knobs={conditionByKind(spec.kind).knobs}
            values={spec as unknown as Readonly<Record<string, unknown>>}
            keys={[...keys, name]}
            isLabelled={false}
          />
          <IconButton
            label={`Remove condition ${i + 1} of ${id}`}
            disabled={all.length === 1}
            onClick={() => setValue(page, [...keys, name], null)}
          >
            <Close />
          </IconButton>
        </li>
      ))}
      <li>
        <Menu
          trigger={
            <IconButton label={`Add a condition to ${id}`}>
              <Plus />
            </IconButton>
          }
          entries={free.map(({ id: kind, label, summary }) => ({
            kind: 'item' as const,
            key: kind,
            label,
            text: summary,
            onChoose: () =>
              addCondition(
                page,
                keys,
                all.map(([name]) => name),
                kind as ConditionSpec['kind'],
              ),
          }))}
        />
        {problem !== undefined && (
          <span className={problemLine} role="alert">
            {problem}
          </span>
        )}
      </li>
    </ul>
  )
}
