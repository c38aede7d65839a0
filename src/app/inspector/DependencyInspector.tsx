/** What stands behind the targets: how full it is at the playhead, what became of its calls, and its settings. */
import { useMemo } from 'react'
import type { CallCounts } from '../../trace/schema.ts'
import { formatCount, formatFigure, formatPercent } from '../../view/format.ts'
import { usePage, usePageState } from '../page/page.ts'
import { keyOfRow } from '../scenarioPanel/rowKeys.ts'
import { laneDocuments } from '../scenarioPanel/rowParts.ts'
import { dependencyRows } from '../scenarioPanel/rows.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import {
  InspectorSection,
  InspectorTitle,
  type LaneRow,
  LaneTable,
  useAtPlayhead,
} from './parts.tsx'

export function DependencyInspector() {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const rows = useMemo(() => dependencyRows(laneDocuments(scenario)), [scenario])
  const moments = useAtPlayhead((view) => {
    const stage = page.stages.get(view.lane)
    if (stage?.layout?.dependency == null) return null
    const { callsBusy, callsWaiting, callsSpeed } = stage.frame
    return {
      busy: `${formatCount(callsBusy)} of ${formatCount(stage.layout.dependency.slots)}`,
      waiting: formatCount(callsWaiting),
      state: callsSpeed === 0 ? 'out' : 'working',
    }
  })
  const counts = useAtPlayhead((view) => {
    const trace = page.stages.get(view.lane)?.index?.trace
    const calls = trace?.meta.counts.calls
    return trace === undefined || calls == null ? null : { ...calls, endedUs: trace.meta.endedUs }
  })
  return (
    <>
      <InspectorTitle note="called by all targets that call">Behind the targets</InspectorTitle>
      <InspectorSection title="Now">
        <LaneTable
          caption="What stands behind the targets at the playhead, by lane"
          rows={[
            { label: 'State', values: moments.map((each) => each?.state ?? null) },
            { label: 'In service', values: moments.map((each) => each?.busy ?? null) },
            { label: 'Waiting', values: moments.map((each) => each?.waiting ?? null) },
          ]}
        />
      </InspectorSection>
      <InspectorSection title="Whole run">
        <LaneTable caption="Calls over the whole run, by lane" rows={countRows(counts)} />
      </InspectorSection>
      <InspectorSection title="Settings">
        {rows.map((row) => (
          <SettingRow key={keyOfRow(row)} row={row} />
        ))}
      </InspectorSection>
    </>
  )
}

type Counted = CallCounts & { readonly endedUs: number }

function countRows(counts: readonly (Counted | null)[]): readonly LaneRow[] {
  const of = (label: string, words: (calls: Counted) => string): LaneRow => ({
    label,
    values: counts.map((calls) => (calls === null ? null : words(calls))),
  })
  return [
    of('Calls', ({ made }) => formatCount(made)),
    of('Answered', ({ answered }) => formatCount(answered)),
    of('Failed', ({ refused }) => formatCount(refused)),
    of('Given up', ({ timedOut }) => formatCount(timedOut)),
    of('Busy', ({ servingUs, slots, endedUs }) => formatPercent(servingUs / slots / endedUs)),
    of('Waiting', ({ waitingUs, endedUs }) => formatFigure(waitingUs / endedUs)),
  ]
}
