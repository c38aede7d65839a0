/** A balancer node: its zone, its algorithm in each lane and what that knows, and how it sees every target. */

import { SIGNAL_TEXTS } from '../../algorithms/define.ts'
import { algorithms } from '../../algorithms/index.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { isBlind } from '../../scenario/things/balancers.ts'
import { usePage, usePageState } from '../page/page.ts'
import { healthIn, nodeAtPlayhead } from './atPlayhead.ts'
import { ConnectionTable } from './ConnectionTable.tsx'
import { LastChoice } from './LastChoice.tsx'
import { Listener } from './Listener.tsx'
import { InspectorSection, InspectorTitle, LaneTable, useAtPlayhead } from './parts.tsx'

/** At layer 4. */
const FLOW_HASH = {
  picksBy: 'hash of a connection',
  knows: 'no requests',
}

export function NodeInspector({ id }: { readonly id: string }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const moments = useAtPlayhead((view) => nodeAtPlayhead(page.stages.get(view.lane), id))
  const members = useAtPlayhead((view) => {
    const resolved = resolveLane(scenario, view.lane)
    return Object.entries(resolved.targetGroups).flatMap(([group, { algorithm }]) => {
      if (isBlind(resolved)) return [{ group, ...FLOW_HASH }]
      const member = algorithms.find(({ id: of }) => of === algorithm.id)
      const knows = member?.reads.map((signal) => SIGNAL_TEXTS[signal]).join(', ')
      return member === undefined ? [] : [{ group, picksBy: member.label, knows }]
    })
  })
  const groups = [...new Set(members.flatMap((each) => each.map(({ group }) => group)))]
  // Lanes may differ in which targets it checks.
  const targets = [...new Set(moments.flatMap((each) => each?.map(({ target }) => target) ?? []))]
  return (
    <>
      <InspectorTitle note="It decides by what it has seen itself, and nothing else.">
        Balancer node {id}
      </InspectorTitle>
      <InspectorSection title="Algorithm">
        <LaneTable
          caption="Algorithm and what it knows, by lane"
          rows={groups.flatMap((group) => {
            const own = members.map((each) => each.find((one) => one.group === group))
            const place = groups.length === 1 ? '' : `, ${group}`
            return [
              { label: `Picks by${place}`, values: own.map((one) => one?.picksBy ?? null) },
              {
                label: `Knows${place}`,
                values: own.map((one) => (one === undefined ? null : one.knows || 'nothing else')),
              },
            ]
          })}
        />
      </InspectorSection>
      <LastChoice node={id} />
      <ConnectionTable node={id} />
      <Listener />
      <InspectorSection title="Health as it sees it, now">
        <LaneTable
          caption={`Health of every target as node ${id} sees it, by lane`}
          rows={targets.map((target) => ({
            label: target,
            values: moments.map((each) => healthIn(each, 'target', target)),
          }))}
        />
      </InspectorSection>
    </>
  )
}
