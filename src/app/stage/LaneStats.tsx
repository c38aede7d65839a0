/** The five numbers of a lane, where it is about zones six, and below each what it means or how it compares with the base. */
import { useMemo } from 'react'
import { resolveLane } from '../../scenario/lanes.ts'
import { usePageState } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import { areAboutZones } from '../selectors/crossing.ts'
import { areComparable, isUpToDate } from '../selectors/laneViews.ts'
import { Term } from '../ui/Term.tsx'
import { OLD_AFTER_MS, useLasting } from '../ui/useLasting.ts'
import css from './LaneStats.module.css'
import { type Against, crossingOf, statsOf } from './laneFigures.ts'

const { stats, stat, label, figure, unitText, line } = css

export function LaneStats({ lane }: { readonly lane: LaneId }) {
  const own = usePageState((state) => state.lanes.get(lane))
  const base = usePageState((state) => state.lanes.get(null))
  const areOfOneScenario = usePageState(areComparable)
  const report = own?.pictureMeasured?.numbers?.report ?? null
  const against: Against =
    lane === null
      ? 'itself'
      : areOfOneScenario
        ? (base?.pictureMeasured?.numbers?.report ?? 'unknown')
        : 'unknown'
  const position = usePageState(({ scenario }) =>
    lane === null ? 0 : 1 + Object.keys(scenario.lanes).indexOf(lane),
  )
  const certainty = usePageState((state) => state.certainty)
  const sureLane = certainty?.lanes[position]
  const sure =
    certainty === null || sureLane === undefined ? null : { lane: sureLane, count: certainty.count }
  const scenario = usePageState((state) => state.scenario)
  const isAboutZones = useMemo(() => areAboutZones(scenario), [scenario])
  const price = useMemo(() => resolveLane(scenario, lane).network.crossing, [scenario, lane])
  const all = [
    ...statsOf(report, against, sure),
    ...(isAboutZones ? [crossingOf(report, against, { sure, price })] : []),
  ]
  const isOld = useLasting(report !== null && !isUpToDate(own), OLD_AFTER_MS)
  return (
    <dl
      className={stats}
      data-old={isOld}
      data-wide={isAboutZones}
      data-testid={`stats-${lane ?? 'base'}`}
    >
      {all.map((each) => (
        <div key={each.label} className={stat}>
          <dt className={label}>
            <Term of={each.term} note={isOld ? 'It is of the settings before.' : each.note}>
              {each.label}
            </Term>
          </dt>
          <dd className={figure} data-bounds={each.bounds}>
            {each.figure}
            <span className={unitText}>{each.unit}</span>
          </dd>
          <dd className={line} data-tone={each.tone}>
            {each.line}
          </dd>
        </div>
      ))}
    </dl>
  )
}
