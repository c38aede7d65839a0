/** A fault: what it does, when, and to whom; all of it can be changed. */

import type { Knobs } from '../../base/knobs.ts'
import { captionOf, faultByKind } from '../../faults/index.ts'
import { type Json, own } from '../../scenario/document/json.ts'
import { namesFor } from '../../scenario/names.ts'
import { endEdit } from '../actions/edit.ts'
import { deleteFault, setFaultValue } from '../actions/faults.ts'
import { usePage, usePageState } from '../page/page.ts'
import { KnobControl } from '../scenarioPanel/KnobControl.tsx'
import type { KnobRow } from '../scenarioPanel/rowParts.ts'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Trash } from '../ui/icons.tsx'
import css from './FaultInspector.module.css'
import { InspectorSection, InspectorTitle } from './parts.tsx'

const { reference, referenceLabel } = css

export function FaultInspector({ id }: { readonly id: string }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const problems = usePageState((state) => state.problems)
  const fault = own(scenario.faults, id)
  if (fault === undefined) return null
  const definition = faultByKind(fault.kind)
  const values = fault as unknown as Readonly<Record<string, Json>>
  return (
    <>
      <InspectorTitle note={definition.summary}>{captionOf(fault)}</InspectorTitle>
      <InspectorSection title={definition.label}>
        {Object.entries(definition.knobs as Knobs).map(([name, knob]) => {
          if (knob.type === 'table' || knob.type === 'member') return null
          if (knob.type === 'reference') {
            const things = namesFor(scenario, knob.to)
            return (
              <div key={name} className={reference}>
                <span className={referenceLabel}>{knob.label}</span>
                <Choice
                  label={knob.label}
                  options={things.map((thing) => ({ id: thing, label: thing }))}
                  value={String(values[name])}
                  onChange={(thing) => setFaultValue(page, id, { [name]: thing })}
                />
              </div>
            )
          }
          const place = ['faults', id, name]
          const row: KnobRow = {
            kind: 'knob',
            label: knob.label,
            knob: withinRun(knob, scenario.durationMs),
            value: values[name] as KnobRow['value'],
            places: [place],
            lane: null,
            differs: [],
          }
          return (
            <KnobControl
              key={name}
              row={row}
              problem={problems[place.join('.')]}
              onSet={(_, value) => setFaultValue(page, id, { [name]: value })}
              onEnd={() => endEdit(page)}
            />
          )
        })}
      </InspectorSection>
      <InspectorSection title="Source">
        <p>{definition.source}</p>
      </InspectorSection>
      <WordButton look="outlined" onClick={() => deleteFault(page, id)}>
        <Trash /> Delete this fault
      </WordButton>
    </>
  )
}

/** A fault begins and ends in the run: a slider need not reach further. */
const withinRun = (knob: KnobRow['knob'], durationMs: number): KnobRow['knob'] =>
  knob.type === 'number' && knob.unit === 'ms' && knob.max > durationMs
    ? { ...knob, max: durationMs, isLog: false }
    : knob
