/** The one store of the page: framework-free, with the history of the scenario. Components read it through `usePage`. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { sharingParts } from '../../scenario/document/structuralSharing.ts'
import { DEFAULT_VIEW } from '../../scenario/link/linkView.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { Notice, PageState } from './state.ts'

export type PageStore = StoreApi<PageState>

/** Steps of undo that are kept. */
const HISTORY_MAX = 200

/** What a link that says nothing about them asks for: slow enough to see the legs of a request. */
export const { speedMs: SPEED_MS, goalMs: GOAL_MS } = DEFAULT_VIEW

export const createPageStore = (scenario: Scenario, kept: Partial<PageState> = {}): PageStore =>
  createStore<PageState>(() => ({
    scenario,
    past: [],
    future: [],
    lastEdit: null,
    recordings: {},
    problems: {},
    lanes: new Map(),
    running: new Map(),
    isPlaying: false,
    speedMs: SPEED_MS,
    goalMs: GOAL_MS,
    selection: null,
    shownLane: null,
    theme: 'system',
    dialog: null,
    sheet: null,
    isFaultMenuOpen: false,
    isInspectorFocusDue: false,
    asTable: { stage: false, compare: false },
    part: null,
    notice: null,
    logReading: null,
    soughtField: null,
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
    const past = isSameStep ? state.past : [...state.past, state.scenario].slice(-HISTORY_MAX)
    return { scenario, past, future: [], lastEdit: label, ...reconcile(state, scenario) }
  })
}

/** The next edit is a step of its own, even of the same field. */
export function endStep(store: PageStore): void {
  if (store.getState().lastEdit !== null) store.setState({ lastEdit: null })
}

export function undo(store: PageStore): boolean {
  const { past, scenario, future } = store.getState()
  const previous = past.at(-1)
  if (previous === undefined) return false
  store.setState((state) => ({
    scenario: previous,
    past: past.slice(0, -1),
    future: [scenario, ...future],
    lastEdit: null,
    problems: {},
    ...reconcile(state, previous),
  }))
  return true
}

export function redo(store: PageStore): boolean {
  const { past, scenario, future } = store.getState()
  const [next, ...rest] = future
  if (next === undefined) return false
  store.setState((state) => ({
    scenario: next,
    past: [...past, scenario],
    future: rest,
    lastEdit: null,
    problems: {},
    ...reconcile(state, next),
  }))
  return true
}

/** What is looked at may be gone from the new scenario. */
function reconcile(state: PageState, scenario: Scenario): Partial<PageState> {
  const hasLane = state.shownLane === null || Object.hasOwn(scenario.lanes, state.shownLane)
  return {
    ...(hasLane ? {} : { shownLane: null }),
    ...(isThere(state, scenario) ? {} : { selection: null }),
  }
}

function isThere({ selection }: PageState, scenario: Scenario): boolean {
  if (selection === null) return true
  const { id } = 'id' in selection ? selection : { id: '' }
  switch (selection.kind) {
    case 'fault':
      return Object.hasOwn(scenario.faults, id)
    case 'target':
      return Object.values(scenario.targetGroups).some((group) => Object.hasOwn(group.targets, id))
    case 'client':
      return Object.hasOwn(scenario.clients, id)
    case 'node':
    case 'request':
      return true
  }
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
