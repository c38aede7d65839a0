/** What nodes say of some requests: asked when these change, one round at a time, and then only the newest. */
import { useEffect, useRef, useState } from 'react'
import type { TracedAttempt } from '../../trace/attempt.ts'
import type { Explanation } from '../../trace/explanation.ts'
import { type Page, usePage } from '../page/page.ts'
import type { LaneView } from '../selectors/laneViews.ts'

export interface Asked {
  readonly view: LaneView
  readonly facts: TracedAttempt
}

export interface Answer extends Asked {
  /** Null when the request never came to a node that could choose. */
  readonly explanation: Explanation | null
}

interface Round {
  /** Null when nobody listens any more. */
  wanted: readonly Asked[] | null
  isUnderWay: boolean
}

/** Null before the first answers. A request is asked about while the answers to those before it are still shown. */
export function useExplanations(asked: readonly Asked[]): readonly Answer[] | null {
  const page = usePage()
  const [answers, setAnswers] = useState<readonly Answer[] | null>(null)
  const round = useRef<Round>({ wanted: null, isUnderWay: false })
  useEffect(() => {
    const { current } = round
    current.wanted = asked
    if (!current.isUnderWay) void answer(page, current, setAnswers)
    return () => {
      current.wanted = null
    }
  }, [page, asked])
  return answers
}

/** Scrubbing asks faster than a worker answers: what was wanted meanwhile is passed over. */
async function answer(
  page: Page,
  round: Round,
  tell: (answers: readonly Answer[]) => void,
): Promise<void> {
  round.isUnderWay = true
  let last: readonly Asked[] | null = null
  while (round.wanted !== null && round.wanted !== last) {
    last = round.wanted
    const answers = await Promise.all(last.map((each) => answerOne(page, each)))
    if (round.wanted !== null) tell(answers)
  }
  round.isUnderWay = false
}

async function answerOne(page: Page, { view, facts }: Asked): Promise<Answer> {
  const { name, sentUs, finishUs } = facts
  const question = { attempt: name, atUs: sentUs, untilUs: finishUs }
  return { view, facts, explanation: await page.runner.ask(view.lane, 'explain', question) }
}
