/**
 * What counts as failed: decided here, of attempts and of requests, and nowhere else. Plain numbers, because it is
 * asked of every row.
 */
import { cause, outcome, VERDICTS, type Verdict } from './outcome.ts'

/** How an attempt failed, as one sees it. `rejected`: turned away without service, or refused. */
export const FAILURES = ['none', 'error', 'rejected', 'gave-up'] as const
export type Failure = (typeof FAILURES)[number]
/** The same as numbers. `gaveUp`: its client stopped waiting. */
export const FAILURE = { none: 0, error: 1, rejected: 2, gaveUp: 3 } as const

const CLIENT_TIMEOUT = cause('client-timeout')
const NO_CONNECTION = cause('no-connection')
const ANSWERED = outcome('answered')
const GAVE_UP = outcome('gave-up')
const REFUSED = outcome('refused')

const verdict = (name: Verdict): number => VERDICTS.indexOf(name)
const ON_TIME = verdict('on-time')
const SLOW = verdict('slow')
const ERROR = verdict('error')
const REJECTED = verdict('rejected')
const GIVEN_UP = verdict('gave-up')
const UNFINISHED = verdict('unfinished')

/** Of an answer. A 429 or 503 without service is a rejection, not an error. */
function answerFailure(status: number, wasServed: boolean): number {
  if (status < 429) return FAILURE.none
  if (status === 429) return FAILURE.rejected
  if (status < 500) return FAILURE.none
  return status === 503 && !wasServed ? FAILURE.rejected : FAILURE.error
}

/** Whether an answer of that status is no service: a failure that its client sees. */
export const isFailedStatus = (status: number): boolean =>
  answerFailure(status, true) !== FAILURE.none

/** Of an attempt, whether another one followed or not. `why` is its cause, `how` the outcome it ended with. */
export function attemptFailure(
  why: number,
  how: number,
  status: number,
  wasServed: boolean,
): number {
  if (why === CLIENT_TIMEOUT) return FAILURE.gaveUp
  if (why === NO_CONNECTION || how === REFUSED) return FAILURE.rejected
  return answerFailure(status, wasServed)
}

/** Of a request that ended with outcome `how`: position in VERDICTS. `isSlow`: it took longer than the goal. */
export function verdictOf(
  how: number,
  status: number,
  isSlow: boolean,
  wasServed: boolean,
): number {
  if (how === GAVE_UP) return GIVEN_UP
  if (how === REFUSED) return REJECTED
  if (how !== ANSWERED) return UNFINISHED
  const failure = answerFailure(status, wasServed)
  if (failure === FAILURE.error) return ERROR
  if (failure === FAILURE.rejected) return REJECTED
  return isSlow ? SLOW : ON_TIME
}

/** Whether a verdict is an answer that the client could use. */
export const isUsable = (verdict: number): boolean => verdict === ON_TIME || verdict === SLOW

/** Whether a verdict is a failure that the client saw. */
export const isFailure = (verdict: number): boolean =>
  verdict === ERROR || verdict === REJECTED || verdict === GIVEN_UP

/** Whether an answer of any status reached the client. */
export const isAnswer = (verdict: number, status: number): boolean =>
  verdict <= ERROR || (verdict === REJECTED && status > 0)
