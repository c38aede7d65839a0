/** A population of clients: where it is, and everything that can be set about it. */
import { useMemo } from 'react'
import { own } from '../../scenario/document/json.ts'
import { usePageState } from '../page/page.ts'
import { keyOfRow } from '../scenarioPanel/rowKeys.ts'
import { laneDocuments } from '../scenarioPanel/rowParts.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import { populationRows } from '../scenarioPanel/trafficRows.ts'
import { InspectorSection, InspectorTitle } from './parts.tsx'

export function ClientInspector({ id }: { readonly id: string }) {
  const scenario = usePageState((state) => state.scenario)
  const lanes = useMemo(() => laneDocuments(scenario), [scenario])
  const population = own(scenario.clients, id)
  if (population === undefined) return null
  const { rows, more } = populationRows(lanes, id)
  return (
    <>
      <InspectorTitle note={`clients at ${population.place}`}>{id}</InspectorTitle>
      <InspectorSection title="Settings">
        {[...rows, ...more].map((row) => (
          <SettingRow key={keyOfRow(row)} row={row} />
        ))}
      </InspectorSection>
    </>
  )
}
