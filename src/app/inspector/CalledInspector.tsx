/** What is called, behind the targets or to log in: how full it is at the playhead, what became of its calls, and its settings. */
import { useMemo } from 'react'
import type { CallCounts } from '../../trace/schema.ts'
import { formatCount, formatFigure, formatPercent } from '../../view/format.ts'
import { usePage, usePageState } from '../page/page.ts'
import { dependencyRows, providerRows } from '../scenarioPanel/calledRows.ts'
import { keyOfRow } from '../scenarioPanel/rowKeys.ts'
import { laneDocuments } from '../scenarioPanel/rowParts.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import {
  InspectorSection,
  InspectorTitle,
  type LaneRow,
  LaneTable,
  useAtPlayhead,
} from './parts.tsx'

const KINDS = {
  dependency: {
    title: 'Behind the targets',
    note: 'called by all targets that call',
    rows: dependencyRows,
    box: 'dependency',
    now: 'behind',
    counts: 'calls',
  },
  'identity-provider': {
    title: 'Identity provider',
    note: 'called three times for a log-in',
    rows: providerRows,
    box: 'provider',
    now: 'identity',
    counts: 'logins',
  },
} as const

export function CalledInspector({ kind }: { readonly kind: keyof typeof KINDS }) {
  const page = usePage()
  const { title, note, rows: rowsOf, box, now, counts: name } = KINDS[kind]
  const scenario = usePageState((state) => state.scenario)
  const rows = useMemo(() => rowsOf(laneDocuments(scenario)), [rowsOf, scenario])
  const moments = useAtPlayhead((view) => {
    const stage = page.stages.get(view.lane)
    const slots = stage?.layout?.[box]?.slots
    if (stage === undefined || slots === undefined) return null
    const { busy, waiting, speed } = stage.frame[now]
    return {
      busy: `${formatCount(busy)} of ${formatCount(slots)}`,
      waiting: formatCount(waiting),
      state: speed === 0 ? 'out' : 'working',
    }
  })
  const counts = useAtPlayhead((view) => {
    const meta = page.stages.get(view.lane)?.index?.trace.meta
    const calls = meta?.counts[name]
    return meta === undefined || calls == null ? null : { ...calls, endedUs: meta.endedUs }
  })
  return (
    <>
      <InspectorTitle note={note}>{title}</InspectorTitle>
      <InspectorSection title="Now">
        <LaneTable
          caption={`${title} at the playhead, by lane`}
          rows={[
            { label: 'State', values: moments.map((each) => each?.state ?? null) },
            { label: 'In service', values: moments.map((each) => each?.busy ?? null) },
            { label: 'Waiting', values: moments.map((each) => each?.waiting ?? null) },
          ]}
        />
      </InspectorSection>
      <InspectorSection title="Whole run, warm-up and all">
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
    of('Not done at the end', ({ unfinished }) => formatCount(unfinished)),
    of('Of all, given up by the caller', ({ timedOut }) => formatCount(timedOut)),
    of('Busy, on average', ({ servingUs, slots, endedUs }) =>
      formatPercent(servingUs / slots / endedUs),
    ),
    of('Waiting, on average', ({ waitingUs, endedUs }) => formatFigure(waitingUs / endedUs)),
  ]
}
