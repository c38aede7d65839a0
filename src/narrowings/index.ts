/** The narrowings. A new one is a file beside this one and a line here. */
import type { Narrowing } from './define.ts'
import { healthy } from './healthy.ts'
import { ownRegion } from './ownRegion.ts'
import { ownZone } from './ownZone.ts'
import { registered } from './registered.ts'

export const narrowings = [registered, ownRegion, ownZone, healthy] as const

export type NarrowingId = (typeof narrowings)[number]['id']

export const narrowingById = (id: NarrowingId): Narrowing =>
  narrowings.find((member) => member.id === id) as Narrowing
