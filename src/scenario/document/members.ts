/** The members of families that stand in a document, found along its shape. */
import type { MemberFacts } from '../../base/knobs.ts'
import { familyOf, memberOf } from '../families.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import type { Report } from './report.ts'
import { type Shape, shapeBelow } from './shape.ts'

export interface FoundMember {
  /** The name of its family. */
  readonly family: string
  readonly member: MemberFacts
  /** What the document says of it. */
  readonly spec: JsonObject
  /** Where it stands. */
  readonly keys: readonly string[]
}

/** All of them in the order of the document; one that stands in another comes before it. */
export function membersIn(
  shape: Shape,
  value: Json,
  keys: readonly string[] = [],
): readonly FoundMember[] {
  if (!isObject(value)) return []
  const inner = Object.entries(value).flatMap(([name, part]) => {
    const below = shapeBelow(shape, value, name)
    return below === undefined ? [] : membersIn(below, part, [...keys, name])
  })
  const { family } = shape.meta
  const member = family === undefined ? undefined : memberOf(familyOf(family), value)
  return family === undefined || member === undefined
    ? inner
    : [...inner, { family, member, spec: value, keys }]
}

/** The rules that a member of a family has for its own knobs. */
export function checkMembers(shape: Shape, value: Json, report: Report): void {
  for (const { member, spec, keys } of membersIn(shape, value)) {
    const sentence = member.check?.(spec as never) ?? null
    if (sentence === null) continue
    const subject = /^[A-Za-z]+/.exec(sentence)?.[0] ?? ''
    if (Object.hasOwn(member.knobs, subject)) {
      report([...keys, subject], sentence.slice(subject.length + 1))
    } else report(keys, `does not fit together. ${sentence}`)
  }
}
