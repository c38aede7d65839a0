/** The workers of a node at the playhead: how many connections each has, and on how many of them a request is under way. */
import { workersAt } from '../../analysis/scene/workers.ts'
import { own } from '../../scenario/document/json.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { BALANCER } from '../../scenario/things/balancers.ts'
import { formatCount } from '../../view/format.ts'
import { usePage, usePageState } from '../page/page.ts'
import { Term } from '../ui/Term.tsx'
import css from './ConnectionTable.module.css'
import { connectionsOf } from './openConnections.ts'
import { InspectorSection, LaneTable, useAtPlayhead } from './parts.tsx'

const { quiet } = css

export function Workers({ node }: { readonly node: string }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const lanes = useAtPlayhead(({ lane }, tUs) => {
    const trace = page.stages.get(lane)?.index?.trace
    const number = trace?.meta.names.nodes.findIndex(({ id }) => id === node) ?? -1
    const of = trace?.meta.names.nodes[number]
    if (of === undefined) return null
    const { workersShare } = own(resolveLane(scenario, lane).balancers, of.balancer) ?? {}
    const index = of.workers === 1 ? null : connectionsOf(trace)
    return {
      count: of.workers,
      shared: BALANCER.workersShare.options.find(({ id }) => id === workersShare)?.label ?? null,
      now: index === null ? null : workersAt(index, { node: number, workers: of.workers, tUs }),
    }
  })
  const most = Math.max(1, ...lanes.map((lane) => lane?.count ?? 1))
  if (most === 1) return null
  return (
    <InspectorSection
      title={
        <>
          <Term of="worker">Workers</Term> now
        </>
      }
    >
      <p className={quiet}>
        Connections of clients with a request under way, of those that are open.
      </p>
      <LaneTable
        caption={`Workers of node ${node}, by lane: connections with a request under way, of those that are open`}
        rows={[
          {
            label: 'Share',
            values: lanes.map((lane) => (lane === null || lane.count === 1 ? null : lane.shared)),
          },
          ...Array.from({ length: most }, (_, nth) => ({
            label: `Worker ${nth + 1}`,
            values: lanes.map((lane) => {
              const one = lane?.now?.[nth]
              return one === undefined
                ? null
                : `${formatCount(one.busy)} of ${formatCount(one.open)}`
            }),
          })),
        ]}
      />
    </InspectorSection>
  )
}
