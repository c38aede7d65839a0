/**
 * The workers of a node at the playhead: how many connections each has, and on how many of them a request is under way; and
 * where they take time how busy each is, and how much it has to do.
 */
import { type WorkerAt, workersAt } from '../../analysis/scene/workers.ts'
import { own } from '../../scenario/document/json.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { BALANCER } from '../../scenario/things/balancers.ts'
import { firstWorkers } from '../../trace/workers.ts'
import { formatCount, formatPercent } from '../../view/format.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { ShownStage } from '../stage/stages.ts'
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
      loads: of.takesTime ? loadsOf(page.stages.get(lane), number) : null,
    }
  })
  const most = Math.max(1, ...lanes.map((lane) => lane?.count ?? 1))
  const takesTime = lanes.some((lane) => lane?.loads != null)
  if (most === 1 && !takesTime) return null
  return (
    <InspectorSection
      title={
        <>
          <Term of="worker">Workers</Term> now
        </>
      }
    >
      {takesTime && <Loads lanes={lanes.map((lane) => lane?.loads ?? null)} node={node} />}
      {most > 1 && <Connections lanes={lanes} node={node} most={most} />}
    </InspectorSection>
  )
}

interface LoadNow {
  readonly share: number
  readonly has: number
}

/** How busy each worker of a node was before the last look, and how many requests it had then. */
function loadsOf(stage: ShownStage | undefined, node: number): readonly LoadNow[] | null {
  if (stage?.index == null) return null
  const { names } = stage.index.trace.meta
  const first = firstWorkers(names)[node] ?? 0
  return Array.from({ length: names.nodes[node]?.workers ?? 0 }, (_, nth) => ({
    share: stage.frame.workerLoad[first + nth] ?? 0,
    has: stage.frame.workerHas[first + nth] ?? 0,
  }))
}

function Loads({
  lanes,
  node,
}: {
  readonly lanes: readonly (readonly LoadNow[] | null)[]
  readonly node: string
}) {
  const most = Math.max(...lanes.map((loads) => loads?.length ?? 0))
  return (
    <>
      <p className={quiet}>
        Share of the last 2.5 s in which each was busy, and the requests that they have.
      </p>
      <LaneTable
        caption={`Workers of node ${node}, by lane: how busy each is, and the requests that they have`}
        rows={[
          ...Array.from({ length: most }, (_, nth) => ({
            label: `Worker ${nth + 1}`,
            values: lanes.map((loads) => {
              const one = loads?.[nth]
              return one === undefined ? null : formatPercent(Math.round(one.share * 100) / 100)
            }),
          })),
          {
            label: 'Requests',
            values: lanes.map((loads) =>
              loads === null ? null : formatCount(loads.reduce((sum, { has }) => sum + has, 0)),
            ),
          },
        ]}
      />
    </>
  )
}

interface WorkersNow {
  readonly count: number
  readonly shared: string | null
  readonly now: readonly WorkerAt[] | null
}

function Connections({
  lanes,
  node,
  most,
}: {
  readonly lanes: readonly (WorkersNow | null)[]
  readonly node: string
  readonly most: number
}) {
  return (
    <>
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
    </>
  )
}
