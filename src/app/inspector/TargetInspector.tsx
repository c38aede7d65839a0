/** A target: what one can do to it at the playhead, how it is, how each node sees it, and its settings. */
import { useMemo } from 'react'
import { faultsOf } from '../../faults/index.ts'
import { own } from '../../scenario/document/json.ts'
import { formatFigure, formatMs, formatPercent } from '../../view/format.ts'
import { faultAtPlayhead, restoreTarget } from '../actions/faults.ts'
import { usePage, usePageState } from '../page/page.ts'
import { keyOfRow } from '../scenarioPanel/rowKeys.ts'
import { laneDocuments } from '../scenarioPanel/rowParts.ts'
import { kindRows, targetRows } from '../scenarioPanel/rows.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import { haveZones } from '../selectors/crossing.ts'
import { faultsOn } from '../selectors/faults.ts'
import { WordButton } from '../ui/Button.tsx'
import { healthIn, targetAtPlayhead } from './atPlayhead.ts'
import { InspectorSection, InspectorTitle, LaneTable, useAtPlayhead } from './parts.tsx'
import { ScaledGroup } from './ScaledGroup.tsx'
import css from './TargetInspector.module.css'

const { verbs, hint } = css

export function TargetInspector({ id }: { readonly id: string }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const moments = useAtPlayhead((view) => targetAtPlayhead(page.stages.get(view.lane), id))
  // Lanes may differ in who checks it.
  const nodes = [...new Set(moments.flatMap((each) => each?.health.map(({ node }) => node) ?? []))]
  const found = Object.entries(scenario.targetGroups).find(([, group]) =>
    Object.hasOwn(group.targets, id),
  )
  if (found === undefined) return null
  const [groupId, group] = found
  return (
    <>
      <InspectorTitle note={`zone ${own(group.targets, id)?.zone}, group ${groupId}`}>
        {id}
      </InspectorTitle>
      <Verbs id={id} />
      <InspectorSection title="Now">
        <LaneTable
          caption={`${id} at the playhead, by lane`}
          rows={[
            { label: 'State', values: moments.map((each) => each?.state ?? null) },
            {
              label: 'In service',
              term: 'slot',
              values: moments.map((each) => each?.inService ?? null),
            },
            {
              label: 'Waiting',
              term: 'wait',
              values: moments.map((each) => each?.waiting ?? null),
            },
            {
              label: 'Load, 2.5 s',
              term: 'load',
              values: moments.map((each) => each?.load ?? null),
            },
            {
              label: 'Connections',
              term: 'connection',
              values: moments.map((each) => each?.connections ?? null),
            },
          ]}
        />
      </InspectorSection>
      <InspectorSection title="Health as each node sees it">
        <LaneTable
          caption={`Health of ${id} by node and lane`}
          rows={nodes.map((node) => ({
            label: `node ${node}`,
            values: moments.map((each) => healthIn(each?.health, 'node', node)),
          }))}
        />
      </InspectorSection>
      <ScaledGroup group={groupId} />
      <WholeRun id={id} />
      <Settings id={id} group={groupId} />
    </>
  )
}

function WholeRun({ id }: { readonly id: string }) {
  const lanes = usePageState((state) => state.lanes)
  const scenario = usePageState((state) => state.scenario)
  const reports = useAtPlayhead((view) =>
    lanes
      .get(view.lane)
      ?.pictureMeasured?.numbers?.report.targets.find((target) => target.id === id),
  )
  return (
    <InspectorSection title="Whole run, after warm-up">
      <LaneTable
        caption={`${id} over the whole run, by lane`}
        rows={[
          {
            label: 'Attempts',
            term: 'attempt',
            values: reports.map((each) => (each ? formatFigure(each.attempts) : null)),
          },
          ...(haveZones(scenario)
            ? [
                {
                  label: 'From other zones',
                  term: 'crossing' as const,
                  values: reports.map((each) =>
                    each && each.attempts > 0 ? formatPercent(each.crossed / each.attempts) : null,
                  ),
                },
              ]
            : []),
          {
            label: 'Busy',
            term: 'busy',
            values: reports.map((each) => (each ? formatPercent(each.utilisation) : null)),
          },
          {
            label: 'p50 at target',
            term: 'p50',
            values: reports.map((each) => (each ? formatMs(each.latencyP50Ms) : null)),
          },
          {
            label: 'p99 at target',
            term: 'p99',
            values: reports.map((each) => (each ? formatMs(each.latencyP99Ms) : null)),
          },
          {
            label: '5xx',
            term: 'error',
            values: reports.map((each) => (each ? formatFigure(each.errors) : null)),
          },
        ]}
      />
    </InspectorSection>
  )
}

const targetFaults = faultsOf('targets')

function Verbs({ id }: { readonly id: string }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const [active] = useAtPlayhead((_, playheadUs) => {
    const on = { target: id, atMs: playheadUs / 1000, lane: null }
    return faultsOn(scenario, on).map((fault) => own(scenario.faults, fault)?.kind)
  })
  const isHurt = (active ?? []).length > 0
  return (
    <>
      <fieldset className={verbs} aria-label={`Do to ${id} at the playhead`}>
        {targetFaults.map(({ id: kind, verb, label, summary }) => {
          const isOn = active?.includes(kind) === true
          return (
            <WordButton
              key={kind}
              look="outlined"
              title={isOn ? `${id} has this fault already. Restore ends it.` : summary}
              // Not disabled, which would take the focus away from who has just pressed it.
              aria-disabled={isOn}
              onClick={() => {
                if (!isOn) faultAtPlayhead(page, kind, id)
              }}
            >
              {verb ?? label}
            </WordButton>
          )
        })}
        <WordButton
          look="outlined"
          aria-disabled={!isHurt}
          onClick={() => {
            if (isHurt) restoreTarget(page, id)
          }}
        >
          Restore
        </WordButton>
      </fieldset>
      <p className={hint}>
        {isHurt ? 'Something is wrong with it now.' : 'At the playhead, in every lane, for 10 s.'}
      </p>
    </>
  )
}

function Settings({ id, group }: { readonly id: string; readonly group: string }) {
  const scenario = usePageState((state) => state.scenario)
  const lanes = useMemo(() => laneDocuments(scenario), [scenario])
  return (
    <InspectorSection title="Settings">
      {[...kindRows(lanes, group, [id]), ...targetRows(lanes, group, [id])].map((row) => (
        <SettingRow key={keyOfRow(row)} row={row} />
      ))}
    </InspectorSection>
  )
}
