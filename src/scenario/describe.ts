/** A lane in words for people: what it does differently from the base. */
import { assert } from '../base/assert.ts'
import { percentText } from '../base/percentText.ts'
import type { Json } from './document/json.ts'
import { asJson, isObject, type JsonObject, own } from './document/json.ts'
import type { Meta } from './document/knobSchema.ts'
import { isSame } from './document/mergePatch.ts'
import { formatPath } from './document/problem.ts'
import { laneShape, memberShape, type Shape, type Struct, shapeBelow } from './document/shape.ts'
import { baseOf, resolveLane } from './lanes.ts'
import type { Scenario } from './types.ts'

export interface Change {
  readonly path: string
  /** What the setting is called: `Slots`. */
  readonly label: string
  /**
   * The value in the base and in the lane, ready to be read: `8`, `5 s`, `10 %`, `Round robin`, `none`.
   */
  readonly from: string
  readonly to: string
}

/** Every difference of the lane from the base, in the order of the document; empty for the base. */
export function describePatch(scenario: Scenario, lane: string | null): readonly Change[] {
  const changes: Change[] = []
  const [from, to] = [asJson(baseOf(scenario)), asJson(resolveLane(scenario, lane))]
  collect({ shape: laneShape, from, to, keys: [] }, changes)
  return changes
}

/** What a lane does differently: one change, or the same one at several targets. */
export interface Difference {
  readonly change: Change
  /** The targets that have it; empty for what is about no single target. */
  readonly things: readonly string[]
  /** All places of it. */
  readonly paths: readonly string[]
}

/** What a lane does differently. Six targets with the same new slots are one difference. */
export function differencesOf(scenario: Scenario, lane: string | null): readonly Difference[] {
  const found = new Map<string, { change: Change; things: string[]; paths: string[] }>()
  for (const change of describePatch(scenario, lane)) {
    const setting = change.path.replace(/\.targets\.[^.]+/, '.targets')
    const key = JSON.stringify([setting, change.label, change.from, change.to])
    const same = found.get(key) ?? { change, things: [], paths: [] }
    found.set(key, same)
    same.paths.push(change.path)
    const thing = /\.targets\.([^.]+)\./.exec(change.path)?.[1]
    if (thing !== undefined) same.things.push(thing)
  }
  return [...found.values()]
}

interface Pair {
  readonly shape: Shape
  readonly from: Json | undefined
  readonly to: Json | undefined
  readonly keys: readonly string[]
}

function collect(pair: Pair, changes: Change[]): void {
  const { shape, from, to, keys } = pair
  if (isSame(from, to)) return
  const below = isObject(from) && isObject(to) ? namesBelow(shape, from, to) : null
  if (below === null) {
    changes.push({
      path: formatPath(keys),
      label: shape.meta.label,
      from: inWords(shape, from),
      to: inWords(shape, to),
    })
    return
  }
  const before = changes.length
  for (const name of below) {
    const inner = shapeBelow(shape, from, name)
    assert(inner !== undefined, 'a scenario has the fields of its shape')
    const [a, b] = [own(from as JsonObject, name), own(to as JsonObject, name)]
    collect({ shape: inner, from: a, to: b, keys: [...keys, name] }, changes)
  }
  if (changes.length > before) return
  // The members are the same and the text is not, so their order is what differs.
  const order = (value: Json | undefined) => Object.keys(value as JsonObject).join(', ')
  const label = `Order of ${shape.meta.label.toLowerCase()}`
  changes.push({ path: formatPath(keys), label, from: order(from), to: order(to) })
}

/** The names under which the two can be compared; null when they are to be told as a whole. */
function namesBelow(shape: Shape, from: JsonObject, to: JsonObject): readonly string[] | null {
  if (shape.kind === 'leaf') return null
  if (shape.kind === 'keyed') return [...new Set([...Object.keys(from), ...Object.keys(to)])]
  if (shape.kind === 'union' && shape.tagOf(from) !== shape.tagOf(to)) return null
  const struct: Struct | undefined = shape.kind === 'struct' ? shape : memberShape(shape, from)
  return struct === undefined ? null : [...struct.fields.keys()]
}

function inWords(shape: Shape, value: Json | undefined): string {
  const { optionLabels } = shape.meta
  if (value === undefined) return 'none'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'number') return numberInWords(shape.meta, value)
  if (typeof value === 'string') return optionLabels?.[value] ?? value
  if (Array.isArray(value)) {
    const isShort = value.every((item) => typeof item === 'string')
    return isShort ? value.join(', ') : `${value.length} rows`
  }
  if (shape.kind !== 'union' || !isObject(value)) return 'there'
  const tag = shape.tagOf(value) ?? ''
  return optionLabels?.[tag] ?? `${tag} ${String(own(value, tag) ?? '')}`.trim()
}

const DAY_MS = 86_400_000

const days = (count: number): string =>
  `${Number(count.toPrecision(9))} ${count === 1 ? 'day' : 'days'}`

/** As on the controls: seconds from one second on, shares in percent. */
function numberInWords({ unit, allowed }: Meta, value: number): string {
  if (unit === undefined) return String(value)
  if (unit === '') return allowed === SHARE ? `${percentText(value)} %` : String(value)
  if (unit === 'ms' && value >= DAY_MS) return days(value / DAY_MS)
  if (unit === 'ms' && value >= 1000) return `${Number((value / 1000).toPrecision(9))} s`
  return unit === '×' || unit === '/s' ? `${value}${unit}` : `${value} ${unit}`
}

/** What is allowed of a number without a unit that is a part of a whole. */
const SHARE = '0 to 1'
