/** A host: how many of its cores are at work at the playhead and over the run, who is on it, and its settings. */
import { useMemo } from 'react'
import { own } from '../../scenario/document/json.ts'
import { HOST } from '../../scenario/things/hosts.ts'
import { formatCount, formatFigure, formatPercent } from '../../view/format.ts'
import { isOut } from '../../view/paint/isOut.ts'
import { faultAtPlayhead } from '../actions/faults.ts'
import { usePage, usePageState } from '../page/page.ts'
import { keyOfRow } from '../scenarioPanel/rowKeys.ts'
import { knobRows, laneDocuments } from '../scenarioPanel/rowParts.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import type { ShownStage } from '../stage/stages.ts'
import { WordButton } from '../ui/Button.tsx'
import { Term } from '../ui/Term.tsx'
import { InspectorSection, InspectorTitle, LaneTable, useAtPlayhead } from './parts.tsx'
import css from './TargetInspector.module.css'

const { verbs, hint } = css

export function HostInspector({ id }: { readonly id: string }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const moments = useAtPlayhead((view) => hostAtPlayhead(page.stages.get(view.lane), id))
  const rows = useMemo(() => knobRows(laneDocuments(scenario), HOST, ['hosts', id]), [scenario, id])
  const host = own(scenario.hosts, id)
  // Lanes may differ in who is on it.
  const containers = [...new Set(moments.flatMap((each) => [...(each?.inService.keys() ?? [])]))]
  return (
    <>
      <InspectorTitle note={host === undefined ? 'host' : `host in zone ${host.zone}`}>
        {id}
      </InspectorTitle>
      {host !== undefined && (
        <>
          <fieldset className={verbs} aria-label={`Do to ${id} at the playhead`}>
            <WordButton look="outlined" onClick={() => faultAtPlayhead(page, 'host-outage', id)}>
              Take down
            </WordButton>
          </fieldset>
          <p className={hint}>At the playhead, in every lane, for 10 s.</p>
        </>
      )}
      <InspectorSection title="Now">
        <LaneTable
          caption={`${id} at the playhead, by lane`}
          rows={[
            { label: 'State', values: moments.map((each) => each?.state ?? null) },
            {
              label: 'Slots at work',
              term: 'slots at work',
              values: moments.map((each) => each?.working ?? null),
            },
            { label: 'Cores', term: 'host', values: moments.map((each) => each?.cores ?? null) },
            {
              label: 'Each gets of one',
              term: 'short of cores',
              values: moments.map((each) => each?.share ?? null),
            },
          ]}
        />
      </InspectorSection>
      <InspectorSection title={<Term of="container">Containers, in service</Term>}>
        <LaneTable
          caption={`Containers on ${id} at the playhead, by lane`}
          rows={containers.map((container) => ({
            label: container,
            values: moments.map((each) => each?.inService.get(container) ?? null),
          }))}
        />
      </InspectorSection>
      <WholeRun id={id} />
      <InspectorSection title="Settings">
        {rows.map((row) => (
          <SettingRow key={keyOfRow(row)} row={row} />
        ))}
      </InspectorSection>
    </>
  )
}

interface HostAtPlayhead {
  readonly state: 'working' | 'out'
  readonly working: string
  readonly cores: string
  /** What a slot gets of a core. */
  readonly share: string
  /** By container. */
  readonly inService: ReadonlyMap<string, string>
}

/** Null when the stage has not been drawn, or has no such host. */
function hostAtPlayhead(stage: ShownStage | undefined, id: string): HostAtPlayhead | null {
  const box = stage?.layout?.hosts.find((one) => one.id === id)
  if (stage?.layout == null || box === undefined) return null
  const { frame, layout } = stage
  const isGone = box.containers.every((target) => isOut({ layout, frame }, target))
  // How many are at work is looked at now and then: what has gone does nothing from its first moment on.
  const working = isGone ? 0 : (frame.hostWork[box.index] as number)
  const slotsOf = (t: number): string => {
    const slots = stage.index?.trace.meta.names.targets[t]?.slots ?? 0
    return `${formatCount(frame.serving[t] as number)} of ${formatCount(slots)}`
  }
  return {
    state: isGone ? 'out' : 'working',
    working: formatCount(working),
    cores: formatCount(box.cores),
    share: isGone ? '–' : formatPercent(Math.min(1, box.cores / Math.max(1, working))),
    inService: new Map(box.containers.map((t) => [layout.targets[t]?.id ?? '', slotsOf(t)])),
  }
}

function WholeRun({ id }: { readonly id: string }) {
  const lanes = usePageState((state) => state.lanes)
  const reports = useAtPlayhead((view) =>
    lanes.get(view.lane)?.pictureMeasured?.numbers?.report.hosts.find((host) => host.id === id),
  )
  return (
    <InspectorSection title="Whole run">
      <LaneTable
        caption={`${id} over the whole run, by lane`}
        rows={[
          {
            label: 'Cores busy',
            values: reports.map((each) => (each ? formatPercent(each.utilisation) : null)),
          },
          {
            label: 'Short of cores',
            term: 'short of cores',
            values: reports.map((each) => (each ? formatPercent(each.shortRatio) : null)),
          },
          {
            label: 'Work took',
            term: 'slowed by its host',
            values: reports.map((each) => (each ? `${formatFigure(each.slowdown)}×` : null)),
          },
        ]}
      />
    </InspectorSection>
  )
}
