/** Verbs on how the page is looked at: what is selected, open or shown as a table. None of them edits the scenario. */
import type { Page } from '../page/page.ts'
import type {
  DialogName,
  LaneId,
  Part,
  PictureName,
  Selection,
  SheetName,
  TablePlace,
} from '../page/state.ts'

export const select = (page: Page, selection: Selection): void => page.store.setState({ selection })

/** By a key: the inspector takes the focus when it opens. */
export const selectAndFocus = (page: Page, selection: Selection): void =>
  page.store.setState({ selection, isInspectorFocusDue: true })

export const deselect = (page: Page): void => page.store.setState({ selection: null })

/** Whether the inspector, which has just opened, should take the focus; it is told once. */
export function takeInspectorFocus(page: Page): boolean {
  const isDue = page.store.getState().isInspectorFocusDue
  if (isDue) page.store.setState({ isInspectorFocusDue: false })
  return isDue
}

export const openDialog = (page: Page, dialog: DialogName): void => page.store.setState({ dialog })

/** The dialog is about the lane that is shown. */
export const openRename = (page: Page, lane: LaneId): void =>
  page.store.setState({ shownLane: lane, dialog: 'rename' })

/** The dialog edits this list of numbers. */
export const openTable = (page: Page, { lane, place }: TablePlace): void =>
  page.store.setState({ dialog: 'table', table: { lane, place } })

/** The lanes at many values of a setting, by the path of its row; null for the one that was swept last. */
export const openSweep = (page: Page, sweptField: string | null): void =>
  page.store.setState({ dialog: 'sweep', sweptField })

/** The page of an algorithm. */
export const openAlgorithm = (page: Page, toldAlgorithm: string): void =>
  page.store.setState({ dialog: 'algorithm', toldAlgorithm })

/** Lists what a lane does differently, below its head; null closes the list. */
export const showDifferences = (page: Page, openDifferences: string | null): void =>
  page.store.setState({ openDifferences })

/** The editor of the whole scenario, in place of the charts or as a sheet. */
export const openEditor = (page: Page): void =>
  page.store.setState({ isEditing: true, sheet: 'editor' })

export const closeEditor = (page: Page): void =>
  page.store.setState({ isEditing: false, sheet: null })

export const closeDialog = (page: Page): void => page.store.setState({ dialog: null })

export const openSheet = (page: Page, sheet: SheetName): void => page.store.setState({ sheet })

export const closeSheet = (page: Page): void => page.store.setState({ sheet: null })

export const setFaultMenuOpen = (page: Page, isFaultMenuOpen: boolean): void =>
  page.store.setState({ isFaultMenuOpen })

/** Shows a picture as a table, or as a picture again. */
export const toggleTable = (page: Page, picture: PictureName): void =>
  page.store.setState(({ asTable }) => ({
    asTable: { ...asTable, [picture]: !asTable[picture] },
  }))

/** Answers that take longer are slow. */
export const setGoal = (page: Page, goalMs: number): void => page.store.setState({ goalMs })

/** Shows the lanes, the charts, or both. */
export const showPart = (page: Page, part: Part): void =>
  page.store.setState({ part, isEditing: false, sheet: null })

export const closeNotice = (page: Page): void => page.store.setState({ notice: null })

/** Shows the control of a setting and gives it the focus, wherever in the panel it is folded away. */
export const showControl = (page: Page, field: string): void =>
  page.store.setState({ soughtField: field })

/** The control is there, and has the focus. */
export const endSearch = (page: Page): void => page.store.setState({ soughtField: null })

/** Closes everything that is open over the page or beside it. */
export const lookAway = (page: Page): void =>
  page.store.setState({ selection: null, dialog: null, sheet: null, isFaultMenuOpen: false })
