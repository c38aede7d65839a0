/** A population of clients: where it is, and everything that can be set about it. */
import { own } from '../../scenario/document/json.ts'
import { endEdit } from '../actions/edit.ts'
import { fieldOf, setKnob, setMember } from '../actions/settings.ts'
import { usePage, usePageState } from '../page/page.ts'
import { KnobControl } from '../scenarioPanel/KnobControl.tsx'
import { MemberControl } from '../scenarioPanel/MemberControl.tsx'
import { populationRows } from '../scenarioPanel/trafficRows.ts'
import { InspectorSection, InspectorTitle } from './parts.tsx'

export function ClientInspector({ id }: { readonly id: string }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const problems = usePageState((state) => state.problems)
  const population = own(scenario.clients, id)
  if (population === undefined) return null
  const { rows, more } = populationRows(scenario, id)
  return (
    <>
      <InspectorTitle note={`clients at ${population.place}`}>{id}</InspectorTitle>
      <InspectorSection title="Settings">
        {[...rows, ...more].map((row) => {
          if (row.kind === 'targets') return null
          if (row.kind === 'member') {
            const key = row.place.join('.')
            return (
              <MemberControl key={key} row={row} onChange={(next) => setMember(page, row, next)} />
            )
          }
          const key = fieldOf(row)
          return (
            <KnobControl
              key={key}
              row={row}
              problem={problems[key]}
              onSet={(setting, value) => setKnob(page, setting, value)}
              onEnd={() => endEdit(page)}
            />
          )
        })}
      </InspectorSection>
    </>
  )
}
