/** Which settings can be swept: every number of the scenario panel, with a range around what it is set to. */

import type { NumberKnob } from '../../base/knobs.ts'
import type { Range } from '../../base/steps.ts'
import type { Varied } from '../../scenario/edits/vary.ts'
import { idleWords } from '../../scenario/idle.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import type { LaneScenario, Scenario } from '../../scenario/types.ts'
import { tidy } from '../scenarioPanel/display.ts'
import { fieldOfRow } from '../scenarioPanel/rowKeys.ts'
import type { KnobRow, PanelRow } from '../scenarioPanel/rowParts.ts'
import { panelSections } from '../scenarioPanel/rows.ts'
import { VALUES } from './sweepKnobs.ts'

export interface SweptSetting {
  readonly field: string
  readonly label: string
  /** The section of the panel in which it stands. */
  readonly section: string
  readonly knob: NumberKnob
  /** As the base has it. */
  readonly value: number
  readonly varied: Varied
  /** Lanes that have a value of their own, which a sweep leaves alone. */
  readonly ownLetters: readonly string[]
  /** Why it changes nothing as things stand; null where it may. */
  readonly idle: string | null
}

export function sweptSettings(scenario: Scenario): readonly SweptSetting[] {
  const lanes = laneIds(scenario).map(({ id }) => resolveLane(scenario, id))
  return panelSections(scenario).flatMap(({ title, rows, more }) =>
    [...rows, ...more].flatMap((row) => {
      const setting = settingOf(row, title, lanes)
      return setting === null ? [] : [setting]
    }),
  )
}

/** Null of what is no number, and of how many runs there are: the sweep asks for that itself. */
function settingOf(
  row: PanelRow,
  section: string,
  all: readonly LaneScenario[],
): SweptSetting | null {
  if (row.kind !== 'knob' && row.kind !== 'count') return null
  const field = fieldOfRow(row)
  const own: KnobRow = row.kind === 'count' ? row.row : row
  const { knob, label, lanes } = own
  const [base, ...others] = lanes
  if (knob.type !== 'number' || base.value === null || field.startsWith('replications.')) {
    return null
  }
  return {
    field,
    label,
    section,
    knob,
    value: Number(base.value),
    varied: row.kind === 'count' ? row.counted : { kind: 'value', places: base.places },
    ownLetters: others
      .filter(({ isOwn }) => isOwn)
      .map(({ position }) => LANE_LETTERS.charAt(position)),
    idle: idleWords(all, field.split('.')),
  }
}

/** From so small a part of the value to so many times it. */
const REACH = 2
/** What is off is tried up to so much, where its range is wider: ten seconds, ten requests. */
const FROM_OFF: Readonly<Record<string, number>> = { ms: 10_000 }
const FROM_OFF_ELSE = 10
/** So many whole numbers are all tried. */
const ALL_MAX = 12

/** From half of it to twice as much; from 0 on of what is 0; within what is allowed. */
export function rangeAround({ knob, value }: SweptSetting): Range {
  const steps = { count: VALUES.default, isLog: false, isWhole: knob.isInteger }
  if (value === 0) {
    const to = knob.default > 0 ? REACH * knob.default : (FROM_OFF[knob.unit] ?? FROM_OFF_ELSE)
    return { ...steps, from: 0, to: Math.min(knob.max, to) }
  }
  const from = Math.max(knob.min, tidy(knob, value / REACH))
  const to = Math.min(knob.max, tidy(knob, Math.max(value * REACH, knob.isInteger ? from + 1 : 0)))
  // Of few whole numbers none is passed over.
  const all = to - from + 1
  return { ...steps, from, to, count: knob.isInteger && all <= ALL_MAX ? all : steps.count }
}
