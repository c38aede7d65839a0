/**
 * How the experiment was looked at when a link was copied. It is no part of the scenario and
 * changes no result, so what cannot be read here falls back to its default, and the page says so.
 */
import * as v from 'valibot'
import { GOAL_MS } from '../../model/outcome.ts'
import { DURATION_MAX_MS } from '../../model/time.ts'
import type { Json } from '../document/json.ts'
import { isObject, own } from '../document/json.ts'
import { isTakenName } from '../document/plainJson.ts'
import { formatPath, show } from '../document/problem.ts'

const SELECTABLE = [
  'resolver',
  'client',
  'node',
  'target',
  'host',
  'dependency',
  'identity-provider',
  'fault',
] as const

/**
 * What the inspector shows: a thing by its id, or a request by its name and the lane where it was
 * picked.
 */
export type ViewSelection =
  | {
      readonly kind: (typeof SELECTABLE)[number]
      readonly id: string
    }
  | { readonly kind: 'request'; readonly name: string; readonly lane: string }

export interface LinkView {
  readonly playheadMs: number
  /** Simulated milliseconds that pass in one second on screen. */
  readonly speedMs: number
  /** The latency goal: answers that take longer are slow. */
  readonly goalMs: number
  /** The lane in front; '' is the base. */
  readonly lane: string
  readonly selected: ViewSelection | null
  /** The stretch of time over which statistics are taken; null is the whole run after warm-up. */
  readonly brush: { readonly fromMs: number; readonly toMs: number } | null
}

export const DEFAULT_VIEW: LinkView = {
  playheadMs: 0,
  speedMs: 25,
  goalMs: GOAL_MS,
  lane: '',
  selected: null,
  brush: null,
}

const time = v.pipe(v.number(), v.minValue(0), v.maxValue(DURATION_MAX_MS))
const word = v.pipe(v.string(), v.maxLength(200))

const FIELDS: Readonly<Record<keyof LinkView, v.GenericSchema>> = {
  playheadMs: time,
  speedMs: v.pipe(v.number(), v.minValue(0.001), v.maxValue(DURATION_MAX_MS)),
  goalMs: v.pipe(v.number(), v.minValue(0.001), v.maxValue(DURATION_MAX_MS)),
  lane: word,
  selected: v.nullable(
    v.union([
      v.strictObject({
        kind: v.picklist(SELECTABLE),
        id: word,
      }),
      v.strictObject({ kind: v.literal('request'), name: word, lane: word }),
    ]),
  ),
  brush: v.nullable(
    v.pipe(
      v.strictObject({ fromMs: time, toMs: time }),
      v.check(({ fromMs, toMs }) => fromMs < toMs),
    ),
  ),
}

/** The view as far as it can be read, and a sentence for everything that could not be. */
export function readView(input: Json | undefined): {
  readonly view: LinkView
  readonly notices: readonly string[]
} {
  if (input === undefined) return { view: DEFAULT_VIEW, notices: [] }
  if (!isObject(input)) {
    return { view: DEFAULT_VIEW, notices: [`view is ${show(input)}; it was left out.`] }
  }
  const read: Record<string, unknown> = { ...DEFAULT_VIEW }
  const notices: string[] = []
  for (const [name, value] of Object.entries(input)) {
    const path = formatPath(['view', name])
    if (isTakenName(name) || !Object.hasOwn(FIELDS, name)) {
      notices.push(`${path} is unknown; it was left out.`)
      continue
    }
    const parsed = v.safeParse(FIELDS[name as keyof LinkView], own(input, name))
    if (parsed.success) read[name] = parsed.output
    else notices.push(`${path} is ${show(value)}, which it cannot be; its default is used.`)
  }
  return { view: read as unknown as LinkView, notices: notices.slice(0, 10) }
}

/** What differs from the default, in order. */
export function writeView(view: LinkView): Json {
  const fields = Object.keys(FIELDS) as (keyof LinkView)[]
  const told = fields.filter(
    (name) => JSON.stringify(view[name]) !== JSON.stringify(DEFAULT_VIEW[name]),
  )
  return Object.fromEntries(told.map((name) => [name, view[name] as Json]))
}
