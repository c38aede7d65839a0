/** Why an attempt went where it went: the sentence of its algorithm, and what each lane's node knew of every target. */
import { dealtSentences, failOpenSentence, workerSentence } from '../../trace/explanation.ts'
import type { LaneId } from '../page/state.ts'
import { Considered } from './Considered.tsx'
import { Knowledge } from './Knowledge.tsx'
import { type Answer, type Asked, useExplanations } from './useExplanations.ts'
import css from './Why.module.css'

const { because } = css

export function Why({ facts, lane }: { readonly facts: readonly Asked[]; readonly lane: LaneId }) {
  const answers = useExplanations(facts)
  if (answers === null) return <p>Asking the node…</p>
  const own = answers.find(({ view }) => view.lane === lane)
  return (
    <>
      <p className={because} data-testid="because">
        {becauseWords(own)}
      </p>
      <Considered answers={answers} />
      <Knowledge answers={answers} />
    </>
  )
}

export function becauseWords(answer: Answer | undefined): string {
  const explanation = answer?.explanation ?? null
  if (explanation === null) return 'It never came to a node that could choose.'
  const { because: why } = explanation
  return [
    workerSentence(explanation),
    ...dealtSentences(explanation),
    why,
    failOpenSentence(explanation),
  ]
    .filter(Boolean)
    .join(' ')
}
