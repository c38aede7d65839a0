/** The kinds of target, in the order of the menu. A new one is a file beside this one and a line here. */
import type { Knobs, SpecOf } from '../base/knobs.ts'
import { container } from './container.ts'
import type { OnDemand, TargetKind } from './define.ts'
import { functionKind } from './function.ts'
import { instance } from './instance.ts'

export const targetKinds = [instance, container, functionKind] as const

export type TargetKindId = (typeof targetKinds)[number]['id']

/** What a scenario writes of a target's kind, and of its knobs. */
export type TargetKindSpec = SpecOf<'kind', (typeof targetKinds)[number]>

export const targetKindById = (id: TargetKindId): TargetKind<string, Knobs> =>
  targetKinds.find((member) => member.id === id) as unknown as TargetKind<string, Knobs>

/** Its environments; null for a kind that has none. */
export const onDemandOf = (spec: TargetKindSpec): OnDemand | null =>
  targetKindById(spec.kind).onDemand?.(spec as never) ?? null

/** The host that it runs on; null for a kind that shares with nobody. */
export const hostOf = (spec: TargetKindSpec): string | null =>
  targetKindById(spec.kind).runsOn?.(spec as never) ?? null
