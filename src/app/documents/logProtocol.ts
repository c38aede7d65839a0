/** What the page and the worker that reads access logs say to each other. */
import type { Recording } from '../../model/recording.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { NoticeDetail } from '../page/state.ts'

export type LogOutcome =
  | {
      readonly ok: true
      readonly recording: Recording
      readonly scenario: Scenario
      readonly opening: { readonly opensAtMs: number; readonly speedMs: number }
      /** What was read, in a sentence. */
      readonly text: string
      /** What was left out and what was assumed. */
      readonly details: readonly NoticeDetail[]
    }
  | { readonly ok: false; readonly text: string }

export interface ToLogWorker {
  readonly files: readonly File[]
  /** What each line holds, as NGINX or Apache declares it; empty when the reader is to find out. */
  readonly logFormat: string
}

export type FromLogWorker =
  | { readonly kind: 'progress'; readonly ratio: number }
  | { readonly kind: 'outcome'; readonly outcome: LogOutcome }
