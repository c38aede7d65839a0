/** Every change of the scenario goes through here: it becomes a step of the history, or a sentence beside its field. */
import type { Edited, EditedWithId } from '../../scenario/edits/set.ts'
import { titleOfEdited } from '../../scenario/presets/titles.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { Page } from '../page/page.ts'
import { announce, commit, endStep, notify, redo, undo } from '../page/store.ts'
import { problemWords } from '../scenarioPanel/problemWords.ts'

interface EditOptions {
  /** Moves of one drag carry the same label, and are one step. */
  readonly label?: string
  /** The path of the field that shows what is wrong. */
  readonly field?: string
  /** Said when it is done. */
  readonly words?: string
}

/** Takes an edited scenario in; false when it was refused. What was wrong stands beside the field, or in a notice. */
export function applyEdit(
  page: Page,
  edited: Edited | EditedWithId,
  options: EditOptions = {},
): boolean {
  const { store } = page
  const { label, field, words } = options
  if (!edited.ok) {
    const [problem] = edited.problems
    const text =
      problem === undefined
        ? 'This cannot be done.'
        : problemWords(store.getState().scenario, problem, field)
    if (field === undefined) notify(store, { tone: 'error', text, offer: null })
    else {
      store.setState(({ problems }) => ({ problems: { ...problems, [field]: text } }))
      announce(store, text)
    }
    return false
  }
  // What was wrong with a field was wrong with the scenario before.
  if (Object.keys(store.getState().problems).length > 0) store.setState({ problems: {} })
  commit(store, retitled(store.getState().scenario, edited.scenario), label ?? null)
  if (words !== undefined) announce(store, words)
  return true
}

/** The link of another service is not called `One slow target`. */
function retitled(before: Scenario, scenario: Scenario): Scenario {
  if (scenario.title !== before.title) return scenario
  const title = titleOfEdited(scenario.title)
  return title === scenario.title ? scenario : { ...scenario, title }
}

/** What was wrong with a field is mended, or given up. */
export function forgetProblem(page: Page, field: string): void {
  if (page.store.getState().problems[field] === undefined) return
  page.store.setState(({ problems: { [field]: _, ...problems } }) => ({ problems }))
}

export function undoEdit(page: Page): void {
  announce(page.store, undo(page.store) ? 'Undone.' : 'Nothing to undo.')
}

export function redoEdit(page: Page): void {
  announce(page.store, redo(page.store) ? 'Done again.' : 'Nothing to do again.')
}

/** A drag or the typing is over: the next edit is a step of its own, even of the same field. */
export const endEdit = (page: Page): void => endStep(page.store)
