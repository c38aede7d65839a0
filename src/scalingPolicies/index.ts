/** The auto-scaling policies, in the order of the menu. A new one is a file beside this one and a line here. */
import type { Knobs, SpecOf } from '../base/knobs.ts'
import type { ScalingPolicy, ScalingPolicyFacts } from './define.ts'
import { fixed } from './fixed.ts'
import { simpleScaling } from './simpleScaling.ts'
import { stepScaling } from './stepScaling.ts'
import { targetTracking } from './targetTracking.ts'
import { unscaled } from './unscaled.ts'

const members = [unscaled, targetTracking, stepScaling, simpleScaling, fixed] as const

export const scalingPolicies: readonly ScalingPolicyFacts[] =
  members as readonly unknown[] as ScalingPolicy[]

/** A policy as a scenario writes it: its kind and a value for each of its knobs. */
export type ScalingSpec = SpecOf<'kind', (typeof members)[number]>

/** With all that it does: for the engine, which has the whole of it. */
export const scalingAtWork = (kind: ScalingSpec['kind']): ScalingPolicy<string, Knobs> =>
  members.find((member) => member.id === kind) as unknown as ScalingPolicy<string, Knobs>

/** Of a group whose targets come and go. */
export type ScaledSpec = Exclude<ScalingSpec, { readonly kind: typeof unscaled.id }>

/** Whether targets come and go by it. */
export const isScaled = (spec: ScalingSpec): spec is ScaledSpec => spec.kind !== unscaled.id
