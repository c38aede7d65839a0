/**
 * Rows of the scenario panel, and how one comes from a knob: what it is called, where it stands, and what it is set to
 * in every lane. There is one way for all of them, so whatever has a control can differ between lanes.
 */
import { assert } from '../../base/assert.ts'
import type { ChoiceKnob, FlagKnob, Knob, Knobs, NumberKnob, TableKnob } from '../../base/knobs.ts'
import type { DistributionSpec } from '../../distributions/index.ts'
import { type Json, own } from '../../scenario/document/json.ts'
import type { Counted } from '../../scenario/edits/counted.ts'
import { type Family, type FamilyName, families, memberOf } from '../../scenario/families.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import type { LaneScenario, Scenario } from '../../scenario/types.ts'
import type { PlainValue } from './display.ts'

export type Place = readonly string[]

/** A lane as rows see it. */
export interface LaneDocument {
  /** Key in `lanes`; null is the base. */
  readonly lane: string | null
  readonly position: number
  readonly document: LaneScenario
  /** What it was given of its own; nothing for the base. */
  readonly patch: Json
}

/** All of a scenario, the base first. */
export type Lanes = readonly [LaneDocument, ...LaneDocument[]]

export function laneDocuments(scenario: Scenario): Lanes {
  const [base, ...others] = laneIds(scenario).map(({ id }, position) => ({
    lane: id,
    position,
    document: resolveLane(scenario, id),
    patch: id === null ? {} : (own(scenario.lanes, id)?.patch ?? {}),
  }))
  assert(base !== undefined, 'there is always a base')
  return [base, ...others]
}

/** What a setting is in one lane. */
export interface LaneSetting {
  readonly lane: string | null
  readonly position: number
  /** What most of the places have; null when the lane has none of them. */
  readonly value: PlainValue | null
  /** The places that have it: a change leaves the others alone. */
  readonly places: readonly Place[]
  /** The places that have something else. */
  readonly others: readonly { readonly place: Place; readonly value: PlainValue }[]
  /** Whether the lane has been given a value of its own. */
  readonly isOwn: boolean
}

export interface KnobRow {
  readonly kind: 'knob'
  readonly label: string
  readonly knob: PlainKnob
  /** All places of the setting. */
  readonly places: readonly Place[]
  /** The first one is what the row itself shows and sets: the base, or the one lane that the row is about. */
  readonly lanes: readonly [LaneSetting, ...LaneSetting[]]
}

/** Which member one lane has. */
export interface LaneMember {
  readonly lane: string | null
  readonly position: number
  /** Id of the member; null when the lane has no such place. */
  readonly value: string | null
  readonly isOwn: boolean
  /** The settings of a member that the base has not. */
  readonly rows: readonly PanelRow[]
}

/** One member of a family; setting it replaces the whole union by the member's defaults. */
export interface MemberRow {
  readonly kind: 'member'
  readonly label: string
  readonly help: string
  readonly family: FamilyName
  readonly place: Place
  /** The base's distribution, where it is one. */
  readonly distribution: DistributionSpec | null
  readonly lanes: readonly [LaneMember, ...LaneMember[]]
}

/** A list of numbers, with an editor of its own. */
export interface TableRow {
  readonly kind: 'table'
  readonly label: string
  readonly knob: TableKnob
  readonly place: Place
  /** The lane that it is about; null is the base. */
  readonly lane: string | null
  readonly rows: readonly (readonly number[])[]
}

/** How many targets a group has, or hosts there are: a setting that is no single value of the document. */
export interface CountRow {
  readonly kind: 'count'
  readonly counted: Counted
  readonly row: KnobRow
}

export type PanelRow = KnobRow | MemberRow | TableRow | CountRow

export interface PanelSection {
  readonly id: string
  readonly title: string
  readonly rows: readonly PanelRow[]
  /** Rows that are folded away at first. */
  readonly more: readonly PanelRow[]
}

export type PlainKnob = NumberKnob | ChoiceKnob | FlagKnob

export const isPlain = (knob: Knob): knob is PlainKnob =>
  knob.type === 'number' || knob.type === 'choice' || knob.type === 'flag'

/** One row for each number, choice and flag of `knobs`, which stand at `place`. */
export const knobRows = (lanes: readonly LaneDocument[], knobs: Knobs, place: Place): KnobRow[] =>
  Object.entries(knobs).flatMap(([name, knob]) =>
    isPlain(knob) ? [rowAt(lanes, knob, [[...place, name]])] : [],
  )

/** A row that sets all of `places`; of several lanes, or of one alone. */
export function rowAt(
  lanes: readonly LaneDocument[],
  knob: PlainKnob,
  places: readonly Place[],
): KnobRow {
  const [first, ...rest] = lanes.map((lane) => settingIn(lane, places))
  assert(first !== undefined, 'a row is about a lane')
  return { kind: 'knob', label: knob.label, knob, places, lanes: [first, ...rest] }
}

function settingIn(
  { lane, position, document, patch }: LaneDocument,
  places: readonly Place[],
): LaneSetting {
  const found = places.flatMap((place) => {
    const value = valueAt(document, place) as PlainValue | undefined
    return value === undefined ? [] : [{ place, value }]
  })
  const value = mostCommon(found.map((each) => each.value))
  return {
    lane,
    position,
    value,
    places: found.filter((each) => each.value === value).map(({ place }) => place),
    others: found.filter((each) => each.value !== value),
    isOwn: places.some((place) => valueAt(patch, place) !== undefined),
  }
}

/** The first of those that there are most of. */
function mostCommon(values: readonly PlainValue[]): PlainValue | null {
  const counts = new Map<PlainValue, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: PlainValue | null = null
  for (const [value, n] of counts) if (best === null || n > (counts.get(best) ?? 0)) best = value
  return best
}

/** A choice of a member of a family at `place`, and below it the member's own settings. */
export function familyRows(
  lanes: readonly LaneDocument[],
  at: {
    readonly label: string
    readonly family: FamilyName
    readonly place: Place
    /** What the place is for, where the summary of the member does not say it. */
    readonly help?: string
  },
): readonly [MemberRow, ...PanelRow[]] {
  const { label, family, place } = at
  const [base] = lanes
  assert(base !== undefined, 'a row is about a lane')
  const member = memberIn(base, at)
  assert(member !== undefined, 'a valid scenario names members that exist')
  const alike = lanes.filter((lane) => memberIn(lane, at) === member)
  const [first, ...rest] = lanes.map((lane): LaneMember => {
    const ours = memberIn(lane, at)
    const isOther = ours !== undefined && ours !== member
    return {
      lane: lane.lane,
      position: lane.position,
      value: ours?.id ?? null,
      isOwn: valueAt(lane.patch, [...place, families[family].tag]) !== undefined,
      rows: isOther ? rowsOfMember([lane], ours.knobs, place) : [],
    }
  })
  assert(first !== undefined, 'a row is about a lane')
  return [
    {
      kind: 'member',
      label,
      help: at.help === undefined ? member.summary : `${at.help} ${member.summary}`,
      family,
      place,
      distribution:
        family === 'distributions' ? (valueAt(base.document, place) as DistributionSpec) : null,
      lanes: [first, ...rest],
    },
    ...rowsOfMember(alike, member.knobs, place),
  ]
}

function memberIn(
  { document }: LaneDocument,
  { family, place }: { readonly family: FamilyName; readonly place: Place },
) {
  const spec = valueAt(document, place) as Readonly<Record<string, unknown>> | undefined
  return spec === undefined ? undefined : memberOf(families[family] as Family, spec)
}

const rowsOfMember = (lanes: readonly LaneDocument[], knobs: Knobs, place: Place): PanelRow[] =>
  Object.entries(knobs).flatMap(([name, knob]): readonly PanelRow[] => {
    const at = [...place, name]
    if (!lanes.some((lane) => isRead(lane, knob, place))) return []
    if (isPlain(knob)) return [rowAt(lanes, knob, [at])]
    if (knob.type === 'member') {
      return familyRows(lanes, { label: knob.label, family: knob.family as FamilyName, place: at })
    }
    if (knob.type !== 'table') return []
    const { lane = null, document } = lanes[0] ?? {}
    const rows = valueAt(document, at) as TableRow['rows']
    return [{ kind: 'table', label: knob.label, knob, place: at, lane, rows }]
  })

/** Whether a setting means anything in a lane, as it has the choices beside it. */
const isRead = ({ document }: LaneDocument, { where = {} }: Knob, place: Place): boolean =>
  Object.entries(where).every(([beside, options]) =>
    options.includes(String(valueAt(document, [...place, beside]))),
  )

/** What stands at a place of a document; undefined when nothing does. */
export function valueAt(document: unknown, place: Place): unknown {
  let value = document
  for (const key of place) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key]
  return value
}
