/** A request: how long it took in every lane, where the time went, and why it went where it went. */

import { useMemo } from 'react'
import { loginUs } from '../../analysis/numbers/loginOf.ts'
import { workBeganUs } from '../../analysis/numbers/workBegan.ts'
import { parseAttempt } from '../../model/name.ts'
import { CAUSE_TEXTS } from '../../model/outcome.ts'
import type { TracedAttempt } from '../../trace/attempt.ts'
import { findAttempt, requestAttempts } from '../../trace/findAttempt.ts'
import type { Trace } from '../../trace/schema.ts'
import { workerOf } from '../../trace/workers.ts'
import { formatCount, formatFigure } from '../../view/format.ts'
import { usePageState } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import { type LaneView, selectViews } from '../selectors/laneViews.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import { InspectorSection, InspectorTitle, type LaneRow, LaneTable } from './parts.tsx'
import css from './RequestInspector.module.css'
import { Waterfall } from './Waterfall.tsx'
import { WhichRule } from './WhichRule.tsx'
import { Why } from './Why.tsx'

const { twins, twin, took, unitText, outcomeText } = css

export function RequestInspector({ name, lane }: { readonly name: string; readonly lane: LaneId }) {
  const lanes = usePageState((state) => state.lanes)
  const views = usePageState(selectViews)
  const own = views.find((view) => view.lane === lane) ?? views[0]
  const found = useMemo(
    () =>
      views.map((view) => {
        const trace = lanes.get(view.lane)?.pictureMeasured?.trace
        return {
          view,
          ...factsIn(trace, name),
          attempts: trace === undefined ? [] : requestAttempts(trace, name),
        }
      }),
    [views, lanes, name],
  )
  const asked = useMemo(
    () => found.flatMap(({ view, facts }) => (facts === null ? [] : [{ view, facts }])),
    [found],
  )
  const shown = found.find(({ view }) => view.lane === own?.lane)
  const request = parseAttempt(name)
  if (request === null || shown === undefined) return null
  const { facts, attempts } = shown
  const number = formatCount(request.ordinal)
  if (facts === null) {
    return (
      <InspectorTitle note="It does not happen in this lane's run as it is now.">
        Request {number}
      </InspectorTitle>
    )
  }
  const note = `${facts.method} ${facts.path} from ${facts.name.population}, node ${facts.node ?? 'none'}`
  return (
    <>
      <InspectorTitle note={note}>Request {number}</InspectorTitle>
      <Twins found={found} />
      <InspectorSection title="Where the time went">
        <Waterfall facts={facts} loggedInUs={shown.loggedInUs} workBeganUs={shown.workBeganUs} />
      </InspectorSection>
      <WhichRule facts={facts} lane={shown.view.lane} />
      <InspectorSection title={facts.target === null ? 'Why no target' : 'Why this target'}>
        <Why facts={asked} lane={lane} />
      </InspectorSection>
      <InspectorSection
        title={attempts.length === 1 ? 'One attempt' : `${attempts.length} attempts`}
      >
        <LaneTable caption="Attempts, outcome and connections by lane" rows={attemptRows(found)} />
      </InspectorSection>
    </>
  )
}

interface Found {
  readonly view: LaneView
  readonly facts: TracedAttempt | null
  readonly attempts: readonly TracedAttempt[]
  readonly worker: string | null
}

/** Which worker it was is said where a node has several. */
const attemptRows = (found: readonly Found[]): readonly LaneRow[] => [
  {
    label: 'Attempts',
    values: found.map((each) => String(each.attempts.length)),
  },
  { label: 'Status', values: found.map((each) => statusWords(each.facts)) },
  { label: 'Written by', values: found.map((each) => each.facts?.author ?? null) },
  {
    label: 'To node, connection',
    values: found.map((each) => connectionWords(each.facts?.connection)),
  },
  ...(found.some(({ worker }) => worker !== null)
    ? [
        {
          label: 'Worker',
          term: 'worker' as const,
          values: found.map(({ worker }) => worker),
        },
      ]
    : []),
  {
    label: 'To target, connection',
    values: found.map((each) => connectionWords(each.facts?.targetConnection)),
  },
]

const Twins = ({ found }: { readonly found: readonly Found[] }) => (
  <ul className={twins} aria-label="The same request in every lane">
    {found.map(({ view, facts: each }) => (
      <li key={view.key} className={twin}>
        <LaneTag position={view.position} />
        <span className={took}>
          {each === null ? '–' : formatFigure(tookMs(each))}
          <span className={unitText}>ms</span>
        </span>
        <span>{each?.target ?? 'no target'}</span>
        <span className={outcomeText} data-bad={each !== null && isBad(each)}>
          {each === null ? 'not there' : outcomeWords(each)}
        </span>
      </li>
    ))}
  </ul>
)

const tookMs = (facts: TracedAttempt): number =>
  Math.round(((facts.endUs ?? facts.sentUs) - facts.firstUs) / 100) / 10

const isBad = (facts: TracedAttempt): boolean => facts.failure !== 'none'

function outcomeWords(facts: TracedAttempt): string {
  if (facts.outcome === 'continued') return 'tried again'
  if (facts.cause !== 'none') return CAUSE_TEXTS[facts.cause]
  return facts.outcome
}

const statusWords = (facts: TracedAttempt | null): string | null =>
  facts === null ? null : facts.status === 0 ? 'none' : String(facts.status)

const connectionWords = (id: number | null | undefined): string | null =>
  id == null ? null : formatCount(id)

/** The attempt in a trace, when its client logged in on the way, and which worker of its node had it, from when on. */
function factsIn(
  trace: Trace | undefined,
  name: string,
): {
  readonly facts: TracedAttempt | null
  readonly loggedInUs: number | null
  readonly workBeganUs: number | null
  readonly worker: string | null
} {
  const facts = trace === undefined ? null : findAttempt(trace, name)
  if (trace === undefined || facts === null)
    return { facts, loggedInUs: null, workBeganUs: null, worker: null }
  return {
    facts,
    loggedInUs: loginUs(trace, facts),
    workBeganUs: workBeganUs(trace, facts),
    worker: workerWords(trace, facts),
  }
}

function workerWords(trace: Trace, { node, connection }: TracedAttempt): string | null {
  const workers = trace.meta.names.nodes.find(({ id }) => id === node)?.workers ?? 1
  const worker = workers === 1 || connection === null ? null : workerOf(trace, connection)
  return worker === null ? null : `${worker + 1} of ${workers}`
}
