/**
 * What nodes knew of every target when they chose: by how much the algorithm of each lane compares, side by side, and
 * below that, a lane at a time, all that it reads and remembers.
 */

import { SIGNAL_HEADS, type SignalName } from '../../algorithms/define.ts'
import { algorithms } from '../../algorithms/index.ts'
import { HEALTHS, HEALTHY } from '../../model/health.ts'
import type { Candidate, Explanation } from '../../trace/explanation.ts'
import { formatFigure } from '../../view/format.ts'
import { usePageState } from '../page/page.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import { SpreadPicture } from './SpreadPicture.tsx'
import { spreadingOf } from './spreading.ts'
import type { Answer } from './useExplanations.ts'
import css from './Why.module.css'

const { table, chosen, out, all, scroll } = css

/** With more lanes the table is wider than the inspector, and scrolls. */
const LANES_MAX = 3

interface Known {
  readonly view: LaneView
  readonly explanation: Explanation
}

export function Knowledge({ answers }: { readonly answers: readonly Answer[] }) {
  const known = answers.flatMap(({ view, explanation }) =>
    explanation === null ? [] : [{ view, explanation }],
  )
  if (known.length === 0) return null
  const detailed = known.filter(({ explanation }) => figuresOf(explanation).length > 1)
  return (
    <>
      <Compared known={known} />
      {known.map((each) => (
        <KeySpread key={each.view.key} {...each} />
      ))}
      {detailed.length > 0 && (
        <details className={all}>
          <summary>All that went into it</summary>
          {detailed.map((each) => (
            <All key={each.view.key} {...each} />
          ))}
        </details>
      )}
    </>
  )
}

/** Where the key lies among all keys, in a lane that hashes. */
function KeySpread({ view, explanation }: Known) {
  const scenario = usePageState((state) => state.scenario)
  if (explanation.keyPlace === null) return null
  const spreading = spreadingOf(scenario, view.lane, explanation)
  if (spreading === null) return null
  return (
    <details className={all}>
      <summary>How keys are spread in {view.letter}</summary>
      <SpreadPicture lane={view.lane} spreading={spreading} keyPlace={explanation.keyPlace} />
    </details>
  )
}

/** Targets are rows, lanes are columns: the figure that each compares by. */
function Compared({ known }: { readonly known: readonly Known[] }) {
  const targets = [
    ...new Set(
      known.flatMap(({ explanation }) => explanation.candidates.map(({ target }) => target)),
    ),
  ]
  const byWorker = known.filter(({ explanation }) => explanation.worker !== null).length
  const who = byWorker === 0 ? 'node' : byWorker === known.length ? 'worker' : 'node or worker'
  const title = 'What each lane’s node knew of every target'
  return (
    <section
      className={scroll}
      tabIndex={known.length > LANES_MAX ? 0 : undefined}
      aria-label={title}
    >
      <table className={table}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">As the {who} knew it</th>
            {known.map(({ view, explanation }) => (
              <th key={view.key} scope="col">
                {view.letter}, {comparedBy(explanation)?.head ?? 'choice'}
                {explanation.worker !== null && `, worker ${explanation.worker + 1}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target}>
              <th scope="row">{target}</th>
              {known.map(({ view, explanation }) => (
                <Cell key={view.key} explanation={explanation} target={target} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({
  explanation,
  target,
}: {
  readonly explanation: Explanation
  readonly target: string
}) {
  const candidate = explanation.candidates.find((each) => each.target === target)
  if (candidate === undefined) return <td className={out}>not there</td>
  if (!candidate.isUsable) return <td className={out}>{outWords(explanation, candidate)}</td>
  const isChosen = explanation.chosen === target
  const figure = comparedBy(explanation)?.of(candidate) ?? ''
  return (
    <td className={isChosen ? chosen : undefined}>
      {[figure, isChosen && 'chosen'].filter(Boolean).join(' ')}
    </td>
  )
}

/** One lane: every signal, what is remembered, and the score, of those that could be chosen. */
function All({ view, explanation }: Known) {
  const figures = figuresOf(explanation)
  const title = `All that the node of lane ${view.letter} knew`
  return (
    <section
      className={scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={title}
    >
      <table className={table}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <LaneTag position={view.position} size="small" />
            </th>
            {figures.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {explanation.candidates.map((candidate) => (
            <tr
              key={candidate.target}
              className={explanation.chosen === candidate.target ? chosen : undefined}
            >
              <th scope="row">{candidate.target}</th>
              {candidate.isUsable ? (
                figures.map(({ head, of }) => <td key={head}>{of(candidate)}</td>)
              ) : (
                <td className={out} colSpan={figures.length}>
                  {outWords(explanation, candidate)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Why it could not be chosen: its health, or the narrowing that took a healthy one away. */
function outWords({ narrowed }: Explanation, { target, health }: Candidate): string {
  if (health !== HEALTHS[HEALTHY]) return health
  const by = narrowed.find(({ away }) => away.includes(target))
  if (by === undefined) return 'left out'
  return by.dealt === null ? `not ${by.label.toLowerCase()}` : 'in another part'
}

interface Figure {
  readonly head: string
  readonly of: (candidate: Candidate) => string
}

/** What its targets are compared by; nothing where a key says who it is. */
function comparedBy(explanation: Explanation): Figure | undefined {
  const member = algorithms.find(({ id }) => id === explanation.algorithm)
  const isByKey = explanation.scoreLabel === null && member?.group === 'By key'
  return isByKey ? undefined : figuresOf(explanation)[0]
}

/** The score first, by which it compares; then what it reads and what it remembers. Equal heads are one figure. */
function figuresOf({ scoreLabel, scoreUnit, candidates }: Explanation): readonly Figure[] {
  const [any] = candidates
  const figures: Figure[] = []
  if (scoreLabel !== null) {
    const head = scoreUnit === 'ms' ? `${scoreLabel}, ms` : scoreLabel
    figures.push({ head, of: ({ score }) => figureText(score) })
  }
  for (const name of Object.keys(any?.known ?? {})) {
    figures.push({
      head: SIGNAL_HEADS[name as SignalName] ?? name,
      of: ({ known }) => figureText(known[name]),
    })
  }
  for (const name of Object.keys(any?.remembered ?? {})) {
    figures.push({ head: name, of: ({ remembered }) => figureText(remembered[name]) })
  }
  return figures.filter(({ head }, i) => figures.findIndex((each) => each.head === head) === i)
}

const figureText = (value: number | null | undefined): string =>
  value == null ? '' : formatFigure(value)
