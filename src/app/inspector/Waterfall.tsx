/** The stretches of an attempt as bars on one axis, with a line at the playhead. */
import { useEffect, useRef } from 'react'
import type { TracedAttempt } from '../../trace/attempt.ts'
import { formatMs } from '../../view/format.ts'
import { usePage } from '../page/page.ts'
import css from './Waterfall.module.css'
import { waterfallRows } from './waterfallRows.ts'

const { waterfall, rowLine, label, track, bar, figure, now } = css

export function Waterfall({
  facts,
  loggedInUs,
  workBeganUs,
}: {
  readonly facts: TracedAttempt
  /** See `waterfallRows`. */
  readonly loggedInUs: number | null
  readonly workBeganUs: number | null
}) {
  const page = usePage()
  const line = useRef<HTMLSpanElement>(null)
  const rows = waterfallRows(facts, loggedInUs, workBeganUs)
  const fromUs = facts.firstUs
  const toUs = Math.max(fromUs + 1, ...rows.map((row) => row.toUs))
  const placeOf = (us: number): number => (100 * (us - fromUs)) / (toUs - fromUs)
  useEffect(
    () =>
      page.playback.onFrame(({ playheadUs }) => {
        if (line.current === null) return
        const isInside = playheadUs >= fromUs && playheadUs <= toUs
        line.current.hidden = !isInside
        line.current.style.left = `${(100 * (playheadUs - fromUs)) / (toUs - fromUs)}%`
      }),
    [page, fromUs, toUs],
  )
  return (
    <div className={waterfall}>
      <dl>
        {rows.map((row) => (
          <div key={row.label} className={rowLine}>
            <dt className={label}>{row.label}</dt>
            <dd className={track}>
              <span
                className={bar}
                data-tone={row.tone}
                style={{
                  left: `${placeOf(row.fromUs)}%`,
                  width: `${placeOf(row.toUs) - placeOf(row.fromUs)}%`,
                }}
              />
            </dd>
            <dd className={figure}>{formatMs((row.toUs - row.fromUs) / 1000)}</dd>
          </div>
        ))}
      </dl>
      <div className={track} aria-hidden="true" data-overlay="true">
        <span ref={line} className={now} hidden />
      </div>
    </div>
  )
}
