/** Which settings can be swept: every number of the scenario panel, with a range around what it is set to. */
import type { NumberKnob } from '../../base/knobs.ts'
import type { Range } from '../../base/steps.ts'
import { scenarioKey } from '../../scenario/document/canonical.ts'
import { type Varied, withVaried } from '../../scenario/edits/vary.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import { displayOf, tidy, toBrief } from '../scenarioPanel/display.ts'
import { fieldOfRow } from '../scenarioPanel/rowKeys.ts'
import type { KnobRow, PanelRow } from '../scenarioPanel/rowParts.ts'
import { panelSections } from '../scenarioPanel/rows.ts'

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
}

export const sweptSettings = (scenario: Scenario): readonly SweptSetting[] =>
  panelSections(scenario).flatMap(({ title, rows, more }) =>
    [...rows, ...more].flatMap((row) => {
      const setting = settingOf(row, title)
      return setting === null ? [] : [setting]
    }),
  )

/** Null of what is no number, and of how many runs there are: the sweep asks for that itself. */
function settingOf(row: PanelRow, section: string): SweptSetting | null {
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
    varied:
      row.kind === 'count'
        ? { kind: 'count', group: row.group }
        : { kind: 'value', places: base.places },
    ownLetters: others
      .filter(({ isOwn }) => isOwn)
      .map(({ position }) => LANE_LETTERS.charAt(position)),
  }
}

const STEPS = 7
/** From so small a part of the value to so many times it. */
const REACH = 2

/** From half of it to twice as much, within what is allowed. */
export function rangeAround({ knob, value }: SweptSetting): Range {
  const middle = value || knob.default || Math.min(knob.max, Math.max(1, knob.min))
  const from = Math.max(knob.min, tidy(knob, middle / REACH))
  const to = Math.min(knob.max, tidy(knob, Math.max(middle * REACH, knob.isInteger ? from + 1 : 0)))
  return { from, to, count: STEPS, isLog: false, isWhole: knob.isInteger }
}

/** `320 /s`, `7`. */
export const sayValue =
  ({ knob }: SweptSetting) =>
  (value: number): string =>
    `${toBrief(knob, value)} ${displayOf(knob).unit}`.trim()

/** Equal keys, equal points: of everything but what the setting is set to now. */
export function sweepKey(scenario: Scenario, { varied, knob }: SweptSetting): string {
  // Targets that go take their faults along, so a scenario with fewer is another one.
  const edited = varied.kind === 'value' ? withVaried(scenario, varied, knob.min) : null
  const same = edited?.ok === true ? edited.scenario : scenario
  const lanes = laneIds(same).map(({ id }) => scenarioKey(resolveLane(same, id)))
  return JSON.stringify([varied, lanes])
}
