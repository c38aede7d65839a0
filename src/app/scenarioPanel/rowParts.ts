/** Rows of the scenario panel, and how one comes from a knob: what it is called, where it stands, what it is set to. */
import { assert } from '../../base/assert.ts'
import type { ChoiceKnob, FlagKnob, Knob, Knobs, NumberKnob } from '../../base/knobs.ts'
import { type Family, type FamilyName, families, memberOf } from '../../scenario/families.ts'
import type { LaneScenario, Scenario } from '../../scenario/types.ts'

export type Place = readonly string[]

export interface KnobRow {
  readonly kind: 'knob'
  readonly label: string
  readonly knob: NumberKnob | ChoiceKnob | FlagKnob
  readonly value: number | string | boolean
  /** All of these places are set together; the first one is where it is read. */
  readonly places: readonly Place[]
  /** The lane whose scenario it sets; null is the base. */
  readonly lane: string | null
  /** Which lanes have a value of their own, by position; empty when all have the base's. */
  readonly differs: readonly number[]
}

/** One member of a family; setting it replaces the whole union by the member's defaults. */
export interface MemberRow {
  readonly kind: 'member'
  readonly label: string
  readonly help: string
  /** What names the member: `kind`, or `id` of an algorithm. */
  readonly tag: Family['tag']
  readonly options: Family['members']
  readonly value: string
  readonly place: Place
  readonly lane: string | null
  /** Position of the lane that the row is about, when there is one row a lane. */
  readonly letter: number | null
}

export interface TargetCountRow {
  readonly kind: 'targets'
  readonly group: string
  readonly value: number
}

export type PanelRow = KnobRow | MemberRow | TargetCountRow

export const isPlain = (knob: Knob): knob is KnobRow['knob'] =>
  knob.type === 'number' || knob.type === 'choice' || knob.type === 'flag'

/** One row for each number, choice and flag of `knobs`, which stand at `place`. */
export const knobRows = (scenario: Scenario, knobs: Knobs, place: Place): KnobRow[] =>
  Object.entries(knobs).flatMap(([name, knob]) =>
    isPlain(knob) ? [rowAt(scenario, knob, { places: [[...place, name]] })] : [],
  )

export function rowAt(
  scenario: Scenario,
  knob: KnobRow['knob'],
  { places }: { readonly places: readonly Place[] },
): KnobRow {
  const place = places[0] ?? []
  const value = valueAt(scenario, place) as KnobRow['value']
  const differs = lanesWithOwn(scenario, places)
  return { kind: 'knob', label: knob.label, knob, value, places, lane: null, differs }
}

/** A choice of a member of a family at `place`, and below it the member's own knobs. */
export function familyRows(
  document: LaneScenario,
  at: {
    readonly label: string
    readonly family: FamilyName
    readonly place: Place
    /** The lane whose document it is, when there is one row a lane. */
    readonly of?: { readonly lane: string | null; readonly position: number }
  },
): readonly [MemberRow, ...KnobRow[]] {
  const { place, of } = at
  const lane = of?.lane ?? null
  const { tag, members }: Family = families[at.family]
  const spec = valueAt(document, place) as Readonly<Record<string, unknown>>
  const member = memberOf({ tag, members }, spec)
  assert(member !== undefined, 'a valid scenario names members that exist')
  const row: MemberRow = {
    kind: 'member',
    label: at.label,
    help: member.summary,
    tag,
    options: members,
    value: member.id,
    place,
    lane,
    letter: of?.position ?? null,
  }
  const knobs = Object.entries(member.knobs).flatMap(([name, knob]): KnobRow[] => {
    if (!isPlain(knob)) return []
    const value = spec[name] as KnobRow['value']
    const places = [[...place, name]]
    return [{ kind: 'knob', label: knob.label, knob, value, places, lane, differs: [] }]
  })
  return [row, ...knobs]
}

/** What stands at a place of a document; undefined when nothing does. */
export function valueAt(document: unknown, place: Place): unknown {
  let value = document
  for (const key of place) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key]
  return value
}

/** Positions of the lanes whose patch says something about one of the places; with the base, if there are any. */
function lanesWithOwn(scenario: Scenario, places: readonly Place[]): readonly number[] {
  const own = Object.values(scenario.lanes).flatMap(({ patch }, i) =>
    places.some((place) => valueAt(patch, place) !== undefined) ? [i + 1] : [],
  )
  return own.length === 0 ? [] : [0, ...own]
}
