/**
 * What an auto-scaling policy is: how many instances a group is to have, by what a metric says of them. A policy knows no
 * engine: at the end of each period it is shown one data point, says on which side of its alarms that is, and, once
 * so many points in a row are on one side, how many instances it asks for. Bounds, launches and terminations are the
 * engine's.
 */
import type { Knobs, KnobValues, Member } from '../base/knobs.ts'

/** What a policy sees at the end of a period. */
export interface DataPoint {
  /** The metric, on average over the instances that count: those that are in service and warm. */
  readonly value: number
  /** How many count. */
  readonly measured: number
  /** How many the group is to have, those that still launch or warm up included. */
  readonly desired: number
}

/** Above the alarm that adds instances, below the one that removes them, or between the two. */
export const ABOVE = 1
export const BELOW = -1
export const BETWEEN = 0
export type Side = typeof ABOVE | typeof BELOW | typeof BETWEEN

export interface ScalingPolicy<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  /** What it decides by; left out by one that leaves the number of instances as it is. */
  readonly scaling?: {
    readonly side: (knobs: KnobValues<Ks>, value: number) => Side
    /** How many instances it asks for, of a point on one of the sides. */
    readonly desired: (knobs: KnobValues<Ks>, point: DataPoint, side: Side) => number
  }
}

/** What only the engine asks a policy for: the page is built without it (`vite.config.ts`). */
export const ENGINE_ONLY = ['source', 'scaling'] as const satisfies readonly (keyof ScalingPolicy)[]

/** What everybody may ask of a policy. */
export type ScalingPolicyFacts = Omit<ScalingPolicy, (typeof ENGINE_ONLY)[number]>

export const defineScalingPolicy = <const Id extends string, const Ks extends Knobs>(
  definition: ScalingPolicy<Id, Ks>,
): ScalingPolicy<Id, Ks> => definition
