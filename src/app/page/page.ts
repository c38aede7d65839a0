/** The parts of the page that live as long as it does, and how components reach them. */
import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Archive } from '../documents/archive.ts'
import type { Keeper } from '../documents/keeper.ts'
import type { LaneRunner } from '../simulation/laneRunner.ts'
import type { Stages } from '../stage/stages.ts'
import type { Hover } from './hover.ts'
import type { Playback } from './playback.ts'
import type { PageState } from './state.ts'
import type { PageStore } from './store.ts'

export interface Page {
  readonly store: PageStore
  readonly playback: Playback
  readonly runner: LaneRunner
  readonly hover: Hover
  readonly stages: Stages
  /** What this browser keeps; refused when it keeps nothing. */
  readonly archive: Promise<Archive>
  readonly keeper: Keeper
}

export const PageContext = createContext<Page | null>(null)

export function usePage(): Page {
  const page = use(PageContext)
  if (page === null) throw new Error('A component stands outside of the page')
  return page
}

/** A part of the page's state; the component renders again when it is another one. */
export function usePageState<T>(select: (state: PageState) => T): T {
  return useStore(usePage().store, select)
}
