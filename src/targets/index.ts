/** The kinds of target, in the order of the menu. A new one is a file beside this one and a line here. */
import type { TargetKind } from './define.ts'
import { instance } from './instance.ts'

export const targetKinds = [instance] as const

export type TargetKindId = (typeof targetKinds)[number]['id']

export const targetKindById = (id: TargetKindId): TargetKind =>
  targetKinds.find((member) => member.id === id) as TargetKind
