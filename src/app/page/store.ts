/** The one store of the page: framework-free, with the history of the scenario. Components read it through `usePage`. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { sharingParts } from '../../scenario/document/structuralSharing.ts'
import { DEFAULT_VIEW } from '../../scenario/link/linkView.ts'
import type { Scenario } from '../../scenario/types.ts'
import { presentIn } from '../selectors/present.ts'
import type { DocumentRef, HistoryStep, Notice, PageState } from './state.ts'

export type PageStore = StoreApi<PageState>

/** Steps of undo that are kept. */
const HISTORY_MAX = 200

/** What a link that says nothing about them asks for: slow enough to see the legs of a request. */
export const { speedMs: SPEED_MS, goalMs: GOAL_MS } = DEFAULT_VIEW

export const createPageStore = (scenario: Scenario, kept: Partial<PageState> = {}): PageStore =>
  createStore<PageState>(() => ({
    scenario,
    document: { id: '', isKept: false },
    past: [],
    future: [],
    lastEdit: null,
    recordings: {},
    problems: {},
    lanes: new Map(),
    certainty: null,
    sweep: null,
    sensitivity: null,
    sweepLook: { metric: 'p99', goals: {} },
    running: new Map(),
    isPlaying: false,
    speedMs: SPEED_MS,
    goalMs: GOAL_MS,
    selection: null,
    shownLane: null,
    theme: 'system',
    dialog: null,
    sheet: null,
    table: null,
    sweptField: null,
    toldAlgorithm: '',
    openDifferences: null,
    isEditing: false,
    isFaultMenuOpen: false,
    isInspectorFocusDue: false,
    asTable: { stage: false, compare: false },
    part: null,
    notice: null,
    logReading: null,
    soughtField: null,
    stepped: null,
    announcement: '',
    ...kept,
  }))

/**
 * A new scenario as one step of the history. Edits that follow each other with the same label, as a drag makes
 * them, are one step until `endStep`.
 */
export function commit(store: PageStore, edited: Scenario, label: string | null = null): void {
  store.setState((state) => {
    const scenario = sharingParts(state.scenario, edited)
    if (scenario === state.scenario) return state
    const isSameStep = label !== null && label === state.lastEdit
    const past = isSameStep ? state.past : withStep(state)
    return { scenario, past, future: [], lastEdit: label, ...reconcile(state, scenario) }
  })
}

/** Another document in place of the one that is there; a step of the history, too. */
export function open(store: PageStore, scenario: Scenario, document: DocumentRef): void {
  store.setState((state) => ({
    scenario: sharingParts(state.scenario, scenario),
    document,
    past: withStep(state),
    future: [],
    lastEdit: null,
    problems: {},
    ...reconcile(state, scenario),
  }))
}

/** The document goes on under another identity. */
export function openAs(
  store: PageStore,
  { from, to }: Readonly<Record<'from' | 'to', string>>,
): void {
  const renamed = <T extends { readonly document: DocumentRef }>(step: T): T =>
    step.document.id === from ? { ...step, document: { id: to, isKept: false } } : step
  store.setState((state) => ({
    document: renamed(state).document,
    past: state.past.map(renamed),
    future: state.future.map(renamed),
  }))
}

const withStep = ({ past, scenario, document }: PageState): readonly HistoryStep[] =>
  [...past, { scenario, document }].slice(-HISTORY_MAX)

/** The next edit is a step of its own, even of the same field. */
export function endStep(store: PageStore): void {
  if (store.getState().lastEdit !== null) store.setState({ lastEdit: null })
}

export function undo(store: PageStore): boolean {
  const { past, future, scenario, document } = store.getState()
  const previous = past.at(-1)
  if (previous === undefined) return false
  stepTo(store, previous, { past: past.slice(0, -1), future: [{ scenario, document }, ...future] })
  return true
}

export function redo(store: PageStore): boolean {
  const { past, future, scenario, document } = store.getState()
  const [next, ...rest] = future
  if (next === undefined) return false
  stepTo(store, next, { past: [...past, { scenario, document }], future: rest })
  return true
}

const stepTo = (
  store: PageStore,
  step: HistoryStep,
  history: Pick<PageState, 'past' | 'future'>,
): void =>
  store.setState((state) => ({
    ...history,
    ...step,
    lastEdit: null,
    problems: {},
    ...reconcile(state, step.scenario),
  }))

/** What is looked at may be gone from the new scenario, and with a lane the dialog that is about it. */
function reconcile(state: PageState, scenario: Scenario): Partial<PageState> {
  const { shownLane, selection } = presentIn(scenario, state)
  const isRenaming = state.dialog === 'rename' && shownLane !== state.shownLane
  return { shownLane, selection, ...(isRenaming ? { dialog: null } : {}) }
}

/** Puts a line above the lanes, and says it. */
export function notify(store: PageStore, notice: Notice): void {
  store.setState({ notice })
  announce(store, notice.text)
}

/** Says a sentence to whoever listens. The same sentence twice is said twice. */
export function announce(store: PageStore, sentence: string): void {
  store.setState(({ announcement }) => ({
    announcement: announcement === sentence ? `${sentence}\u00a0` : sentence,
  }))
}
