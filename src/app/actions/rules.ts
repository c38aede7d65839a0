/** Verbs of the rules dialog: rules, their conditions and actions, target groups, and a change at the playhead. */
import type { ActionSpec } from '../../actions/index.ts'
import type { ConditionSpec } from '../../conditions/index.ts'
import type { Json } from '../../scenario/document/json.ts'
import {
  setActionKind as withActionKind,
  moveRule as withMovedRule,
  removeGroup as withoutGroup,
  removeRule as withoutRule,
  renameGroup as withRenamedGroup,
  addRule as withRule,
} from '../../scenario/edits/rules.ts'
import { setAt } from '../../scenario/edits/set.ts'
import { addLike } from '../../scenario/edits/things.ts'
import { freshId } from '../../scenario/lanes.ts'
import type { Page } from '../page/page.ts'
import { applyEdit } from './edit.ts'
import { faultAtPlayhead } from './faults.ts'
import { closeDialog, select } from './view.ts'

type Keys = readonly string[]

const scenarioOf = (page: Page) => page.store.getState().scenario

export function addRule(page: Page): void {
  applyEdit(page, withRule(scenarioOf(page)), { words: 'Rule added.' })
}

export function removeRule(page: Page, id: string): void {
  applyEdit(page, withoutRule(scenarioOf(page), id), { words: `Rule ${id} removed.` })
}

export function moveRule(page: Page, id: string, by: -1 | 1): void {
  const words = `Rule ${id} is asked ${by < 0 ? 'earlier' : 'later'}.`
  applyEdit(page, withMovedRule(scenarioOf(page), id, by), { words })
}

export function setActionKind(page: Page, keys: Keys, kind: ActionSpec['kind']): void {
  applyEdit(page, withActionKind(scenarioOf(page), keys, kind), { field: keys.join('.') })
}

/** Sets a value anywhere below the listener or the clients. */
export function setValue(page: Page, keys: Keys, value: Json): void {
  applyEdit(page, setAt(scenarioOf(page), keys, value), { field: keys.join('.') })
}

/** One more condition of a rule, with its defaults. */
export function addCondition(
  page: Page,
  keys: Keys,
  taken: readonly string[],
  kind: ConditionSpec['kind'],
): void {
  setValue(page, [...keys, freshId(taken, kind)], { kind })
}

export function addGroup(page: Page): void {
  applyEdit(page, addLike(scenarioOf(page), ['targetGroups']), { words: 'Target group added.' })
}

export function removeGroup(page: Page, id: string): void {
  const field = `targetGroups.${id}`
  applyEdit(page, withoutGroup(scenarioOf(page), id), { field, words: `Group ${id} removed.` })
}

export function renameGroup(page: Page, old: string, id: string): void {
  applyEdit(page, withRenamedGroup(scenarioOf(page), old, id), { field: `targetGroups.${old}` })
}

/** The rule does something else from the playhead on, and the inspector shows what. */
export function changeRuleAtPlayhead(page: Page, rule: string): void {
  const id = faultAtPlayhead(page, 'traffic-shift', rule)
  if (id === null) return
  closeDialog(page)
  select(page, { kind: 'fault', id })
}
