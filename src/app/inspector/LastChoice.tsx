/** How a node chose last, before the playhead, in every lane: it follows the playhead. */
import { useMemo, useState } from 'react'
import { lastPicked } from '../../analysis/scene/lastPicked.ts'
import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import { formatAttempt } from '../../model/name.ts'
import { attemptAt } from '../../trace/findAttempt.ts'
import type { Trace } from '../../trace/schema.ts'
import { formatCount } from '../../view/format.ts'
import { select } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { momentWords } from '../page/timeWords.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import { WordButton } from '../ui/Button.tsx'
import { Considered } from './Considered.tsx'
import { Knowledge } from './Knowledge.tsx'
import { InspectorSection, useAtPlayhead } from './parts.tsx'
import { useExplanations } from './useExplanations.ts'
import css from './Why.module.css'
import { becauseWords } from './Why.tsx'

const { choices, because } = css

/** A row of the trace of a lane. */
interface Pick {
  readonly view: LaneView
  readonly trace: Trace
  readonly row: number
}

export function LastChoice({ node }: { readonly node: string }) {
  const page = usePage()
  const lanes = usePageState((state) => state.lanes)
  const found = useAtPlayhead((view, tUs) =>
    // Of the whole run, as its worker has it: a part of the next one may be on show already.
    pickBefore(lanes.get(view.lane)?.pictureMeasured?.index, { view, node, tUs }),
  ).filter((pick) => pick !== null)
  const [picks, setPicks] = useState(found)
  if (!isSame(picks, found)) setPicks(found)
  const asked = useMemo(
    () =>
      picks.flatMap(({ view, trace, row }) => {
        const facts = attemptAt(trace, row)
        return facts === null ? [] : [{ view, facts }]
      }),
    [picks],
  )
  const answers = useExplanations(asked)
  return (
    <InspectorSection title="Its last choice before the playhead">
      {asked.length === 0 && <p className={because}>It has sent nothing on yet.</p>}
      {asked.length > 0 && answers === null && <p className={because}>Working it out…</p>}
      {asked.length > 0 && answers !== null && (
        <>
          <ul className={choices} data-testid="last-choice">
            {answers.map((answer) => {
              const { view, facts } = answer
              return (
                <li key={view.key}>
                  <LaneTag position={view.position} size="small" />
                  <span>
                    {becauseWords(answer)}{' '}
                    <WordButton
                      onClick={() =>
                        select(page, {
                          kind: 'request',
                          name: formatAttempt(facts.name),
                          lane: view.lane,
                        })
                      }
                    >
                      Request {formatCount(facts.name.ordinal)},{' '}
                      {momentWords(facts.routedUs ?? facts.nodeUs ?? 0)}
                    </WordButton>
                  </span>
                </li>
              )
            })}
          </ul>
          <Considered answers={answers} />
          <Knowledge answers={answers} />
        </>
      )}
    </InspectorSection>
  )
}

function pickBefore(
  index: TraceIndex | undefined,
  at: { readonly view: LaneView; readonly node: string; readonly tUs: number },
): Pick | null {
  if (index === undefined) return null
  const { view, tUs } = at
  const { trace } = index
  const node = trace.meta.names.nodes.findIndex(({ id }) => id === at.node)
  const row = lastPicked(index, { node, tUs })
  return row === null ? null : { view, trace, row }
}

const isSame = (a: readonly Pick[], b: readonly Pick[]): boolean =>
  a.length === b.length &&
  a.every(({ view, trace, row }, i) => {
    const other = b[i]
    return other?.view === view && other.trace === trace && other.row === row
  })
