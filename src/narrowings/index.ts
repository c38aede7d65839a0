/**
 * The narrowings; in which order a node asks them `plan.ts` says for a balancer and `considered.ts` for a group. A new
 * one is a file beside this one and a line here.
 */
import type { Division, Narrowing } from './define.ts'
import { healthy } from './healthy.ts'
import { ownRegion } from './ownRegion.ts'
import { ownZone } from './ownZone.ts'
import { priorities } from './priorities.ts'
import { registered } from './registered.ts'
import { subset } from './subset.ts'
import { zoneAware } from './zoneAware.ts'

export const narrowings = [
  registered,
  ownRegion,
  ownZone,
  subset,
  healthy,
  priorities,
  zoneAware,
] as const

/** The settings of those that a group is asked for, by where these stand in its document. */
export const NARROWING_SETTINGS = {
  subset: subset.knobs,
  priorities: priorities.knobs,
  zoneAware: zoneAware.knobs,
} as const

export type NarrowingId = (typeof narrowings)[number]['id']

export const narrowingById = (id: NarrowingId): Narrowing | Division =>
  narrowings.find((member) => member.id === id) as unknown as Narrowing | Division
