/** A balancer node: its zone, its algorithm in each lane and what that knows, and how it sees every target. */

import { knownWords } from '../../algorithms/define.ts'
import { algorithms } from '../../algorithms/index.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { type Balancer, decidersOf, isBlind } from '../../scenario/things/balancers.ts'
import { usePage, usePageState } from '../page/page.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import { healthIn, nodeAtPlayhead } from './atPlayhead.ts'
import { ConnectionTable } from './ConnectionTable.tsx'
import { Crossing } from './Crossing.tsx'
import { LastChoice } from './LastChoice.tsx'
import { Listener } from './Listener.tsx'
import { InspectorSection, InspectorTitle, LaneTable, useAtPlayhead } from './parts.tsx'
import css from './Why.module.css'
import { Workers } from './Workers.tsx'

const { choices, line } = css

/** At layer 4. */
const FLOW_HASH = {
  picksBy: 'hash of a connection',
  who: 'Knows',
  knows: 'no requests',
  isTold: false,
}

/** The node, or each of its workers where they decide by themselves. */
function whoKnows(balancers: readonly Balancer[]): string {
  const alone = balancers.find((balancer) => decidersOf(balancer) > 1)
  if (alone === undefined) return 'Knows'
  const { workers, workersShare } = alone
  return workersShare === 'counts'
    ? `Its ${workers} workers have their counts in common, and each knows`
    : `Each of its ${workers} workers knows`
}

export function NodeInspector({ id }: { readonly id: string }) {
  const page = usePage()
  const views = usePageState(selectViews)
  const scenario = usePageState((state) => state.scenario)
  const moments = useAtPlayhead((view) => nodeAtPlayhead(page.stages.get(view.lane), id))
  const members = useAtPlayhead((view) => {
    const resolved = resolveLane(scenario, view.lane)
    return Object.entries(resolved.targetGroups).flatMap(([group, { algorithm }]) => {
      if (isBlind(resolved)) return [{ group, ...FLOW_HASH }]
      const who = whoKnows(Object.values(resolved.balancers))
      const member = algorithms.find(({ id: of }) => of === algorithm.id)
      if (member === undefined) return []
      const isTold = (member.hears ?? []).length > 0
      return [{ group, picksBy: member.label, who, knows: knownWords(member), isTold }]
    })
  })
  const areSeveral = members.some((each) => each.length > 1)
  // Lanes may differ in which targets it checks.
  const targets = [...new Set(moments.flatMap((each) => each?.map(({ target }) => target) ?? []))]
  return (
    <>
      <InspectorTitle
        note={
          members.flat().some(({ isTold }) => isTold)
            ? 'It decides by what it has seen itself, and by what targets tell it where its algorithm hears them.'
            : 'It decides by what it has seen itself, and nothing else.'
        }
      >
        Balancer node {id}
      </InspectorTitle>
      <InspectorSection title="Algorithm">
        <ul className={choices} aria-label="Algorithm and what it knows, by lane">
          {members.map((each, position) => (
            <li key={views[position]?.key}>
              <LaneTag position={position} size="small" />
              <span>
                {each.map(({ group, picksBy, who, knows }) => (
                  <span key={group} className={line}>
                    <strong>{picksBy}</strong>
                    {areSeveral && ` in ${group}`}. {who} {knows || 'nothing of the targets'}.
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </InspectorSection>
      <LastChoice node={id} />
      <Workers node={id} />
      <Crossing node={id} />
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
