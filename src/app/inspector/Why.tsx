/** Why an attempt went where it went: what each lane's node knew of every target, and the sentence of its algorithm. */
import { useEffect, useState } from 'react'
import type { TracedAttempt } from '../../trace/attempt.ts'
import { type Candidate, type Explanation, failOpenSentence } from '../../trace/explanation.ts'
import { formatFigure } from '../../view/format.ts'
import { usePage } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import css from './Why.module.css'

const { because, table, chosen, out } = css

interface Asked {
  readonly view: LaneView
  readonly facts: TracedAttempt
}

interface Answer {
  readonly view: LaneView
  readonly explanation: Explanation | null
}

export function Why({ facts, lane }: { readonly facts: readonly Asked[]; readonly lane: LaneId }) {
  const page = usePage()
  const [answers, setAnswers] = useState<readonly Answer[] | null>(null)
  useEffect(() => {
    let isWanted = true
    const asked = facts.map(async ({ view, facts: { name, sentUs } }) => ({
      view,
      explanation: await page.runner.explain(view.lane, name, sentUs),
    }))
    void Promise.all(asked).then((all) => {
      if (isWanted) setAnswers(all)
    })
    return () => {
      isWanted = false
    }
  }, [page, facts])
  if (answers === null) return <p>Asking the node…</p>
  const own = answers.find(({ view }) => view.lane === lane)?.explanation ?? null
  const known = answers.flatMap(({ view, explanation }) =>
    explanation === null ? [] : [{ view, explanation }],
  )
  const targets = known[0]?.explanation.candidates.map(({ target }) => target) ?? []
  return (
    <>
      <p className={because} data-testid="because">
        {own === null ? 'It never came to a node that could choose.' : own.because}
        {own?.isFailOpen === true && ` ${failOpenSentence(own)}`}
      </p>
      {known.length > 0 && (
        <table className={table}>
          <caption className="visually-hidden">What each lane’s node knew of every target</caption>
          <thead>
            <tr>
              <th scope="col">As the node knew it</th>
              {known.map(({ view, explanation }) => (
                <th key={view.key} scope="col">
                  {view.letter}, {headOf(explanation)}
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
      )}
    </>
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
  const isChosen = explanation.chosen === target
  if (!candidate.isUsable) return <td className={out}>{candidate.health}</td>
  return (
    <td className={isChosen ? chosen : undefined}>
      {figureOf(explanation, candidate)}
      {isChosen && (figureOf(explanation, candidate) === '' ? 'chosen' : ' chosen')}
    </td>
  )
}

/** What the algorithm compares by, else the first thing that it knows. */
function headOf({ scoreLabel, scoreUnit, candidates }: Explanation): string {
  if (scoreLabel !== null) return scoreUnit ? `${scoreLabel} (${scoreUnit})` : scoreLabel
  return Object.keys(candidates[0]?.known ?? {})[0] ?? 'choice'
}

function figureOf({ scoreLabel }: Explanation, candidate: Candidate): string {
  const value = scoreLabel === null ? Object.values(candidate.known)[0] : candidate.score
  return value == null ? '' : formatFigure(value)
}
