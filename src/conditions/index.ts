/** The conditions, in the order of the menu. A new one is a file beside this one and a line here. */
import type { Knobs, KnobValues, SpecOf } from '../base/knobs.ts'
import type { Asked, Condition } from './define.ts'
import { hostHeader } from './hostHeader.ts'
import { httpHeader } from './httpHeader.ts'
import { pathPattern } from './pathPattern.ts'
import { queryString } from './queryString.ts'
import { requestMethod } from './requestMethod.ts'
import { sourceAddress } from './sourceAddress.ts'

export const conditions = [
  pathPattern,
  hostHeader,
  requestMethod,
  httpHeader,
  queryString,
  sourceAddress,
] as const

/** A condition as a scenario writes it: its kind and a value for each of its knobs. */
export type ConditionSpec = SpecOf<'kind', (typeof conditions)[number]>

/** The condition of that kind, ready to be given a spec of the same kind. */
export const conditionByKind = (kind: ConditionSpec['kind']): Condition =>
  conditions.find((member) => member.id === kind) as unknown as Condition

const valuesOf = (spec: ConditionSpec): KnobValues<Knobs> => spec as unknown as KnobValues<Knobs>

/** Whether a request meets it. */
export const isMet = (spec: ConditionSpec, asked: Asked): boolean =>
  conditionByKind(spec.kind).matches(valuesOf(spec), asked)

/** Whether a population meets it with some of its addresses and not with others: which rule is then not known. */
export const isVague = (spec: ConditionSpec, asked: Asked): boolean =>
  conditionByKind(spec.kind).isVague?.(valuesOf(spec), asked) ?? false

/** What it asks for: `path /api/*`. */
export const conditionWords = (spec: ConditionSpec): string =>
  conditionByKind(spec.kind).words(valuesOf(spec))

/** Why a request does not meet it. */
export const whyNotMet = (spec: ConditionSpec, asked: Asked): string =>
  conditionByKind(spec.kind).whyNot(valuesOf(spec), asked)

/** The patterns in it. */
export const patternsOf = (spec: ConditionSpec): readonly string[] =>
  conditionByKind(spec.kind).patterns(valuesOf(spec))
