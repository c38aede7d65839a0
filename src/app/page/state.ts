/**
 * What the page remembers: the scenario and its history, what the lanes answered, and how they are looked at.
 * `PERSISTENCE` says of every field where it may be kept; a new field does not compile until someone decides.
 */

import type { Certainty } from '../../analysis/replications/certainty.ts'
import type { MetricId } from '../../analysis/replications/metrics.ts'
import type { SweptPoint } from '../../analysis/replications/sweep.ts'
import type { Range } from '../../base/steps.ts'
import type { Recordings } from '../../model/recording.ts'
import type { LanePicture } from '../../runtime/laneClient.ts'
import type { Varying } from '../../scenario/edits/inputs.ts'
import type { LaneRef } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { KeptDocument } from '../documents/archive.ts'

/** Key of a lane in the scenario; null is the base, lane A. */
export type LaneId = LaneRef['id']

/** Something on the stage that the inspector shows, in every lane. */
export type Selection =
  | { readonly kind: 'resolver'; readonly id: string }
  | { readonly kind: 'dependency' | 'identity-provider'; readonly id: string }
  | { readonly kind: 'client'; readonly id: string }
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'target' | 'host'; readonly id: string }
  /** `population/user/ordinal#attempt`, and the lane in which it was picked. */
  | { readonly kind: 'request'; readonly name: string; readonly lane: LaneId }
  | { readonly kind: 'fault'; readonly id: string }

/** What one lane has to show. */
export interface LaneState {
  /**
   * The newest picture that has its numbers, of a run that is over; it stays while the next one is simulated.
   * What canvases draw is the runner's `pictureToDraw`, which comes earlier: without numbers, or as part of a run.
   */
  readonly pictureMeasured: LanePicture | null
  /** The key of the lane's scenario as it is now: where the picture has another, it is of the scenario before. */
  readonly wantedKey: string
  /** Why the newest run failed, as a sentence. */
  readonly failure: string | null
}

/** One line above the lanes, with at most one thing to do about it. */
export interface Notice {
  readonly tone: 'plain' | 'error'
  readonly text: string
  readonly offer: Offer | null
  /** More to be known about it, folded away at first. */
  readonly details?: readonly NoticeDetail[]
}

export interface NoticeDetail {
  /** A sentence. */
  readonly text: string
  /** Where in the scenario it can be changed; null when it is only said. */
  readonly path: string | null
}

/** Access logs that are being read. */
export interface LogReading {
  readonly name: string
  /** Share of the bytes, 0 to 1. */
  readonly ratio: number
}

/** What the page can do about what a notice says. */
export type Offer =
  | { readonly kind: 'default' }
  /** Load the page again. */
  | { readonly kind: 'reload' }
  /** Simulate again what could not be. */
  | { readonly kind: 'simulate' }
  /** Save the scenario as a file. */
  | { readonly kind: 'save' }
  /** Say what the lines of a log hold, and read it again. */
  | { readonly kind: 'log-format' }
  /** Put back a document that was deleted. */
  | { readonly kind: 'restore'; readonly document: KeptDocument }

export type ThemeChoice = 'system' | 'light' | 'dark'
export type DialogName =
  | 'help'
  | 'gallery'
  | 'share'
  | 'rename'
  | 'documents'
  | 'rules'
  | 'table'
  | 'title'
  | 'certainty'
  | 'trust'
  | 'sweep'
  | 'sensitivity'
  | 'attempts'
  | 'log-format'
  | 'algorithm'
export type SheetName = 'scenario' | 'editor'
/** A list of numbers in the scenario of a lane. */
export interface TablePlace {
  readonly lane: LaneId
  readonly place: readonly string[]
}

/** The lanes at many values of one setting. */
export interface SweepPlan {
  /** The setting, by the path of its row. */
  readonly field: string
  readonly varied: Varying
  readonly scenario: Scenario
  /** Of the scenario: see `experimentKey`. */
  readonly key: string
  /** Those of the wish, and what was looked at more closely. */
  readonly values: readonly number[]
  readonly wish: SweepWish
}

/** What a sweep was asked for. */
export interface SweepWish extends Range {
  /** Of each lane at each value. */
  readonly runs: number
}

/** Which figure of a sweep is on show, and what each is to be below or above. */
export interface SweepLook {
  readonly metric: MetricId
  /** Null for none. */
  readonly goals: Readonly<Partial<Record<MetricId, number | null>>>
}

/** How far a sweep is. */
export interface SweepState {
  readonly plan: SweepPlan
  /** In the order of their values. */
  readonly points: readonly SweptPoint[]
  /** Runs. */
  readonly done: number
  readonly of: number
  /** About how long the rest takes; null until that is known. */
  readonly leftMs: number | null
  readonly isRunning: boolean
  /** Why it has stopped, as a sentence. */
  readonly problem: string | null
  /** Values that the setting cannot have, each with a sentence. */
  readonly refused: readonly { readonly at: number; readonly why: string }[]
  /** Of the scenarios that it belongs to: its own, and those that were opened from it. */
  readonly keys: readonly string[]
}

/** A picture that can be shown as a table. */
export type PictureName = 'stage' | 'compare'

/** Which document the scenario is. Opening something begins another; edits do not. */
export interface DocumentRef {
  readonly id: string
  /** Kept as it stands, because nothing else has it; a link or an example is kept from its first edit on. */
  readonly isKept: boolean
}

export interface HistoryStep {
  readonly scenario: Scenario
  readonly document: DocumentRef
}
/** What the middle of the page shows: the lanes, the charts that compare them, or both. */
export type Part = 'stage' | 'compare' | 'both'

export interface PageState {
  readonly scenario: Scenario
  readonly document: DocumentRef
  readonly past: readonly HistoryStep[]
  readonly future: readonly HistoryStep[]
  /** Edits with the same label and no pause between them are one step of the history. */
  readonly lastEdit: string | null
  readonly recordings: Recordings
  /** What was wrong with the newest edit of a field, by its path. The old value keeps running. */
  readonly problems: Readonly<Record<string, string>>
  readonly lanes: ReadonlyMap<LaneId, LaneState>
  /** What many runs say of the lanes as they are; null until they say anything. */
  readonly certainty: Certainty | null
  /** What a sweep has found so far; null before the first. */
  readonly sweep: SweepState | null
  /** The same with each input smaller and larger. */
  readonly sensitivity: SweepState | null
  readonly sweepLook: SweepLook
  /** Lanes that are being simulated, and how far they are: 0 to 1. */
  readonly running: ReadonlyMap<LaneId, number>
  readonly isPlaying: boolean
  /** Simulated milliseconds that pass in one second here. */
  readonly speedMs: number
  /** Answers that take longer are slow. */
  readonly goalMs: number
  readonly selection: Selection | null
  /** The lane that a narrow page shows, and that keys act on. */
  readonly shownLane: LaneId
  readonly theme: ThemeChoice
  readonly dialog: DialogName | null
  readonly sheet: SheetName | null
  /** What the dialog of tables edits. */
  readonly table: TablePlace | null
  /** The setting that the dialog of sweeps begins with, by the path of its row; null for the one before. */
  readonly sweptField: string | null
  /** Of which algorithm the dialog of algorithms tells, by its id. */
  readonly toldAlgorithm: string
  /** The lane whose differences from the base are listed below its head. */
  readonly openDifferences: string | null
  /** Whether the editor of the whole scenario stands where the charts are. */
  readonly isEditing: boolean
  readonly isFaultMenuOpen: boolean
  /** The inspector should take the focus when it opens, because a key opened it. */
  readonly isInspectorFocusDue: boolean
  /** Which pictures are shown as tables. */
  readonly asTable: Readonly<Record<PictureName, boolean>>
  /** What the middle of the page is to show; null leaves it to the room that there is. */
  readonly part: Part | null
  readonly notice: Notice | null
  /** Null while no log is read. */
  readonly logReading: LogReading | null
  /** The setting that the panel should show, by its path, because something asked for it. */
  readonly soughtField: string | null
  /** What happens at the moment that was stepped to; it is shown as long as the playhead stands there. */
  readonly stepped: { readonly atUs: number; readonly words: string } | null
  /** The newest sentence for the live region. */
  readonly announcement: string
}

/** What is on show at an entry of the browser's history. */
export type Snapshot = Pick<
  PageState,
  'scenario' | 'document' | 'selection' | 'shownLane' | 'speedMs' | 'goalMs'
> & { readonly playheadUs: number }

type KeptIn = 'link' | 'localStorage' | 'indexedDB' | 'memory'

/**
 * Where each field may be kept. The playhead is no field: `playback.ts` owns it, and the link carries it.
 */
export const PERSISTENCE = {
  scenario: ['link', 'indexedDB'],
  document: ['indexedDB'],
  past: ['memory'],
  future: ['memory'],
  lastEdit: ['memory'],
  recordings: ['indexedDB'],
  problems: ['memory'],
  lanes: ['memory'],
  certainty: ['memory'],
  sweep: ['indexedDB'],
  sensitivity: ['indexedDB'],
  sweepLook: ['memory'],
  running: ['memory'],
  isPlaying: ['memory'],
  speedMs: ['link', 'localStorage'],
  goalMs: ['link'],
  selection: ['link'],
  shownLane: ['link'],
  theme: ['localStorage'],
  dialog: ['memory'],
  sheet: ['memory'],
  table: ['memory'],
  sweptField: ['memory'],
  toldAlgorithm: ['memory'],
  openDifferences: ['memory'],
  isEditing: ['memory'],
  isFaultMenuOpen: ['memory'],
  isInspectorFocusDue: ['memory'],
  asTable: ['memory'],
  part: ['localStorage'],
  notice: ['memory'],
  logReading: ['memory'],
  soughtField: ['memory'],
  stepped: ['memory'],
  announcement: ['memory'],
} as const satisfies Readonly<Record<keyof PageState, readonly KeptIn[]>>

/** The fields that may be kept in one place. Whoever keeps them there has to say how, for each of them. */
export type FieldsPersistedIn<Place extends KeptIn> = {
  [Field in keyof PageState]: Place extends (typeof PERSISTENCE)[Field][number] ? Field : never
}[keyof PageState]
