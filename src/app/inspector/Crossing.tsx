/** Where a node's attempts went, by the zone of their targets: what did not stay in its own has crossed to another. */
import { own } from '../../scenario/document/json.ts'
import { formatPercent } from '../../view/format.ts'
import { usePageState } from '../page/page.ts'
import { haveZones } from '../selectors/crossing.ts'
import { InspectorSection, LaneTable, useAtPlayhead } from './parts.tsx'

/** Nothing where zones cannot be crossed. */
export function Crossing({ node }: { readonly node: string }) {
  const lanes = usePageState((state) => state.lanes)
  const scenario = usePageState((state) => state.scenario)
  const reports = useAtPlayhead(({ lane }) =>
    lanes.get(lane)?.pictureMeasured?.numbers?.report.crossing.nodes.find(({ id }) => id === node),
  )
  const zone = reports.find((each) => each !== undefined)?.zone
  const region = Object.values(scenario.regions).find(({ zones }) => own(zones, zone ?? ''))
  if (zone === undefined || region === undefined || !haveZones(scenario)) return null
  const sharesTo = (holds: (to: string) => boolean): readonly (string | null)[] =>
    reports.map((each) => {
      const sum = (of: typeof holds): number =>
        each?.to.reduce((all, to) => (of(to.zone) ? all + to.attempts : all), 0) ?? 0
      const sent = sum(() => true)
      return sent === 0 ? null : formatPercent(sum(holds) / sent)
    })
  const others = Object.keys(region.zones).filter((each) => each !== zone)
  return (
    <InspectorSection title="Whereto it sent, after warm-up">
      <LaneTable
        caption={`Share of the attempts of node ${node} that went to targets of each zone, by lane`}
        rows={[
          { label: `Its zone, ${zone}`, values: sharesTo((to) => to === zone) },
          ...others.map((each) => ({
            label: `Zone ${each}`,
            values: sharesTo((to) => to === each),
          })),
          { label: 'Crossing', term: 'crossing', values: sharesTo((to) => to !== zone) },
        ]}
      />
    </InspectorSection>
  )
}
