/** The auto-scaling group of a target at the playhead: how many instances it has, wants and may have, by lane. */
import { groupSizeAt } from '../../analysis/numbers/scalings.ts'
import { formatFigure } from '../../view/format.ts'
import { usePage } from '../page/page.ts'
import { InspectorSection, LaneTable, useAtPlayhead } from './parts.tsx'

export function ScaledGroup({ group }: { readonly group: string }) {
  const page = usePage()
  const sizes = useAtPlayhead((view, playheadUs) => {
    const trace = page.stages.get(view.lane)?.index?.trace
    return trace === undefined ? null : groupSizeAt(trace, group, playheadUs)
  })
  if (sizes.every((size) => size === null)) return null
  return (
    <InspectorSection title={`Auto-scaling of ${group}, now`}>
      <LaneTable
        caption={`Instances of ${group} at the playhead, by lane`}
        rows={[
          {
            label: 'Desired',
            term: 'auto-scaling',
            values: sizes.map((size) => (size === null ? null : String(size.last.desired))),
          },
          {
            label: 'In service',
            values: sizes.map((size) =>
              size === null ? null : `${size.inService} of ${size.places}`,
            ),
          },
          {
            label: 'Launching',
            values: sizes.map((size) => (size === null ? null : String(size.launching))),
          },
          {
            label: 'Terminating',
            values: sizes.map((size) => (size === null ? null : String(size.terminating))),
          },
          {
            label: 'Metric then',
            values: sizes.map((size) =>
              size === null || Number.isNaN(size.last.metric)
                ? null
                : formatFigure(size.last.metric),
            ),
          },
        ]}
      />
    </InspectorSection>
  )
}
