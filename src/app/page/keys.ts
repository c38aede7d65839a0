/** The keys of the page, and what they do. The help dialog shows this list. */

import { looksLikeLink } from '../../scenario/link/link.ts'
import { redoEdit, undoEdit } from '../actions/edit.ts'
import { duplicateLane, showLaneAt } from '../actions/lanes.ts'
import { openLink } from '../actions/open.ts'
import { changeSpeed, stepEvent, togglePlay, toNextFailure, toStart } from '../actions/transport.ts'
import { deselect, openDialog, setFaultMenuOpen } from '../actions/view.ts'
import type { Page } from './page.ts'

export interface PageKey {
  readonly keys: readonly string[]
  /** How it is written in the help. */
  readonly shown: string
  readonly does: string
  readonly act: (page: Page, key: string) => void
}

export const pageKeys: readonly PageKey[] = [
  { keys: [' '], shown: 'Space', does: 'Play or pause', act: togglePlay },
  { keys: [','], shown: ',', does: 'One event back', act: (page) => stepEvent(page, -1) },
  { keys: ['.'], shown: '.', does: 'One event forward', act: (page) => stepEvent(page, 1) },
  { keys: ['n', 'N'], shown: 'N', does: 'To the next failure', act: toNextFailure },
  { keys: ['Home'], shown: 'Home', does: 'To the start', act: toStart },
  { keys: ['-'], shown: '-', does: 'Slower', act: (page) => changeSpeed(page, -4) },
  { keys: ['+', '='], shown: '+', does: 'Faster', act: (page) => changeSpeed(page, 4) },
  {
    keys: ['1', '2', '3', '4', '5', '6'],
    shown: '1 … 6',
    does: 'Show a lane',
    act: (page, key) => showLaneAt(page, Number(key) - 1),
  },
  {
    keys: ['d', 'D'],
    shown: 'D',
    does: 'Duplicate the lane that was shown last',
    act: (page) => duplicateLane(page, page.store.getState().shownLane),
  },
  {
    keys: ['f', 'F'],
    shown: 'F',
    does: 'Add a fault at the playhead',
    act: (page) => setFaultMenuOpen(page, true),
  },
  {
    keys: ['?'],
    shown: '?',
    does: 'Help and keys',
    act: (page) => openDialog(page, 'help'),
  },
  {
    keys: ['Escape'],
    shown: 'Esc',
    does: 'Close the inspector',
    act: deselect,
  },
]

/** Elements that have a use of their own for a key: typing fields for all, controls for some. */
function hasOwnUse(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLInputElement && target.type !== 'range') return true
  if (target.closest('[role="menu"], [role="listbox"], [role="dialog"]') !== null) return true
  if (key === ' ') return target.closest('button, summary, a, [role="tab"]') !== null
  return (
    key === 'Home' &&
    target.closest('[role="slider"], input, [role="tab"], [role="group"]') !== null
  )
}

/** While a list or a dialog is open, Esc closes that first. Lists that were open stay on the page, closed. */
const isCovered = (): boolean => document.querySelector('[data-open]') !== null

export function listenToKeys(page: Page): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      if (event.target instanceof HTMLInputElement && event.target.type !== 'range') return
      // Nobody sees what is undone behind a dialog.
      if (document.querySelector('[role="dialog"]') !== null) return
      event.preventDefault()
      if (event.shiftKey) redoEdit(page)
      else undoEdit(page)
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || hasOwnUse(event.target, event.key)) return
    if (event.key === 'Escape' && isCovered()) return
    const own = pageKeys.find(({ keys }) => keys.includes(event.key))
    if (own === undefined) return
    event.preventDefault()
    own.act(page, event.key)
  })
  addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text') ?? ''
    if (hasOwnUse(event.target, '') || !looksLikeLink(text)) return
    event.preventDefault()
    void openLink(page, text)
  })
}
