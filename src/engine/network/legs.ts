/** The four legs of an attempt's way: what happens at the end of each, and which draws it has. */
import {
  STAGE_RESEND_TO_BACK,
  STAGE_RESEND_TO_CLIENT,
  STAGE_RESEND_TO_NODE,
  STAGE_RESEND_TO_TARGET,
  STAGE_TO_BACK,
  STAGE_TO_CLIENT,
  STAGE_TO_NODE,
  STAGE_TO_TARGET,
} from '../attempt/stages.ts'
import { RANK_ARRIVAL, RANK_COMPLETION } from '../entries.ts'

export interface Leg {
  readonly arrive: number
  readonly resend: number
  readonly rank: number
  /** Its draw; round trips of opening a connection have `draw + 4`, `+ 12`, `+ 20` ..., two for each. */
  readonly draw: number
  /** Whether it always runs along the client's connection. */
  readonly isClientSide: boolean
}

export const TO_NODE: Leg = {
  arrive: STAGE_TO_NODE,
  resend: STAGE_RESEND_TO_NODE,
  rank: RANK_ARRIVAL,
  draw: 0,
  isClientSide: true,
}
/** From a node; without a balancer from the client. */
export const TO_TARGET: Leg = {
  arrive: STAGE_TO_TARGET,
  resend: STAGE_RESEND_TO_TARGET,
  rank: RANK_ARRIVAL,
  draw: 1,
  isClientSide: false,
}
export const TO_BACK: Leg = {
  arrive: STAGE_TO_BACK,
  resend: STAGE_RESEND_TO_BACK,
  rank: RANK_COMPLETION,
  draw: 2,
  isClientSide: false,
}
export const TO_CLIENT: Leg = {
  arrive: STAGE_TO_CLIENT,
  resend: STAGE_RESEND_TO_CLIENT,
  rank: RANK_COMPLETION,
  draw: 3,
  isClientSide: true,
}
