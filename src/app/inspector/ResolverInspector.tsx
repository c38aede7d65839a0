/** A resolver of the DNS: the answer that it holds in each lane, for how much longer, and what can be set about it. */
import { useMemo } from 'react'
import { answersAt, type JudgedAnswer } from '../../analysis/numbers/dnsAnswers.ts'
import { own } from '../../scenario/document/json.ts'
import { RECORD, RESOLVER } from '../../scenario/things/dns.ts'
import { formatSeconds } from '../../view/format.ts'
import { usePage, usePageState } from '../page/page.ts'
import { checkRows } from '../scenarioPanel/dnsRows.ts'
import { keyOfRow } from '../scenarioPanel/rowKeys.ts'
import { knobRows, laneDocuments } from '../scenarioPanel/rowParts.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import { resolverAtPlayhead } from './atPlayhead.ts'
import { InspectorSection, InspectorTitle, LaneTable, useAtPlayhead } from './parts.tsx'

export function ResolverInspector({ id }: { readonly id: string }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const lanes = useMemo(() => laneDocuments(scenario), [scenario])
  const moments = useAtPlayhead((view) => resolverAtPlayhead(page.stages.get(view.lane), id))
  // Of a lane whose DNS checks nothing there is nothing to say.
  const judged = useAtPlayhead((view) => {
    const stage = page.stages.get(view.lane)
    const checks = lanes.find(({ lane }) => lane === view.lane)?.document.dns.records ?? {}
    if (stage?.index == null || !Object.values(checks).some(({ check }) => check.isOn)) return null
    return answersAt(stage.index.trace, stage.frame.tUs)
  })
  const names = new Set(judged.flatMap((each) => each?.map((answer) => answer.names) ?? []))
  const resolver = own(scenario.dns.resolvers, id)
  if (resolver === undefined) return null
  const settings = [
    ...Object.keys(scenario.dns.records).flatMap((record) => [
      ...knobRows(lanes, RECORD, ['dns', 'records', record]),
      ...checkRows(lanes, record),
    ]),
    ...knobRows(lanes, RESOLVER, ['dns', 'resolvers', id]),
  ]
  return (
    <>
      <InspectorTitle note={`asked by clients at ${resolver.place}, who get what it holds`}>
        Resolver {id}
      </InspectorTitle>
      <InspectorSection title="Now">
        <LaneTable
          caption={`What resolver ${id} holds, by lane`}
          rows={[
            {
              label: 'Answer',
              values: moments.map((each) =>
                each === null ? null : (each.answer?.join(' ') ?? 'none yet'),
              ),
            },
            {
              label: 'TTL left',
              values: moments.map((each) =>
                each === null || each.answer === null ? null : formatSeconds(each.leftUs),
              ),
            },
            {
              label: 'Has asked',
              values: moments.map((each) => (each === null ? null : `${each.asked}×`)),
            },
          ]}
        />
      </InspectorSection>
      {names.size > 0 && (
        <InspectorSection title="What DNS thinks of each answer">
          <LaneTable
            caption="Whether DNS holds each answer to be good, by lane"
            rows={[...names].map((name) => ({
              label: name,
              values: judged.map((each) => wordsOf(each?.find((answer) => answer.names === name))),
            }))}
          />
        </InspectorSection>
      )}
      <InspectorSection title="Settings">
        {settings.map((row) => (
          <SettingRow key={keyOfRow(row)} row={row} />
        ))}
      </InspectorSection>
    </>
  )
}

function wordsOf(answer: JudgedAnswer | undefined): string | null {
  if (answer === undefined) return null
  return answer.badSinceUs === null ? 'good' : `bad since ${formatSeconds(answer.badSinceUs)}`
}
