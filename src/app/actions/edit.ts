/** Every change of the scenario goes through here: it becomes a step of the history, or a sentence beside its field. */
import type { Edited, EditedWithId } from '../../scenario/edits/set.ts'
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
  if (field !== undefined && store.getState().problems[field] !== undefined) {
    store.setState(({ problems: { [field]: _, ...problems } }) => ({ problems }))
  }
  commit(store, edited.scenario, label ?? null)
  if (words !== undefined) announce(store, words)
  return true
}

export function undoEdit(page: Page): void {
  announce(page.store, undo(page.store) ? 'Undone.' : 'Nothing to undo.')
}

export function redoEdit(page: Page): void {
  announce(page.store, redo(page.store) ? 'Done again.' : 'Nothing to do again.')
}

/** A drag or the typing is over: the next edit is a step of its own, even of the same field. */
export const endEdit = (page: Page): void => endStep(page.store)
