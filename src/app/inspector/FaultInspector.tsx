/** A fault: what it does, when, and to whom; all of it can be changed. */
import { useMemo } from 'react'
import type { Knobs } from '../../base/knobs.ts'
import { changesRegistrations } from '../../faults/define.ts'
import { captionOf, effectsOf, faultByKind } from '../../faults/index.ts'
import { type Json, own } from '../../scenario/document/json.ts'
import { namesFor } from '../../scenario/names.ts'
import { deleteFault, setFaultValue } from '../actions/faults.ts'
import { usePage, usePageState } from '../page/page.ts'
import { isPlain, laneDocuments, type PlainKnob, rowAt } from '../scenarioPanel/rowParts.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import { faultWords } from '../selectors/faultStory.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Trash } from '../ui/icons.tsx'
import { Term } from '../ui/Term.tsx'
import { DeployStep } from './DeployStep.tsx'
import css from './FaultInspector.module.css'
import { InspectorSection, InspectorTitle } from './parts.tsx'

const { reference, referenceLabel, noticed } = css

export function FaultInspector({ id }: { readonly id: string }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const lanes = useMemo(() => laneDocuments(scenario), [scenario])
  const fault = own(scenario.faults, id)
  if (fault === undefined) return null
  const definition = faultByKind(fault.kind)
  const values = fault as unknown as Readonly<Record<string, Json>>
  return (
    <>
      <InspectorTitle note={definition.summary}>{captionOf(fault)}</InspectorTitle>
      <Noticed id={id} />
      {effectsOf(fault).some(changesRegistrations) && <DeployStep />}
      <InspectorSection title={definition.label}>
        {Object.entries(definition.knobs as Knobs).map(([name, knob]) => {
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
          if (!isPlain(knob)) return null
          const row = rowAt(lanes, withinRun(knob, scenario.durationMs), [['faults', id, name]])
          return <SettingRow key={name} row={row} />
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

/** How long each lane's health checks took; nothing for a fault that no check can see. */
function Noticed({ id }: { readonly id: string }) {
  const views = usePageState(selectViews)
  const lanes = usePageState((state) => state.lanes)
  const told = views.map((view) => ({ view, words: faultWords(lanes, view.lane, id) }))
  if (told.every(({ words }) => words === '')) return null
  return (
    <InspectorSection title={<Term of="noticed">How long it took to notice</Term>}>
      <ul className={noticed} data-testid="noticed">
        {told.map(({ view, words }) => (
          <li key={view.key}>
            <LaneTag position={view.position} size="small" />
            <span>{words || 'not in this lane'}</span>
          </li>
        ))}
      </ul>
    </InspectorSection>
  )
}

/** A fault begins and ends in the run: a slider need not reach further. */
const withinRun = (knob: PlainKnob, durationMs: number): PlainKnob =>
  knob.type === 'number' && knob.unit === 'ms' && knob.max > durationMs
    ? { ...knob, max: durationMs, isLog: false }
    : knob
