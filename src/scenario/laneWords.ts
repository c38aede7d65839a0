/**
 * What a lane does differently from the base, in a few words that stand after "with": `least outstanding requests`,
 * `a retry budget of 10 % instead of 100 %`, `checks every 1 s instead of 5 s`. Never its title alone, which may
 * say anything.
 */
import { type Change, type Difference, differencesOf } from './describe.ts'
import { laneIds, laneTitle, ownTitle } from './lanes.ts'
import type { Scenario } from './types.ts'

/** More differences than this are counted. */
const TOLD_MAX = 2

export function laneWords(scenario: Scenario, lane: string | null): string {
  const told = differencesOf(scenario, lane)
  if (told.length === 0) return inSentence(laneTitle(scenario, lane))
  // Several rules may say the same.
  const phrases = [...new Set(told.map(phraseOf))]
  if (phrases.length <= TOLD_MAX) return phrases.join(' and ')
  const title = ownTitle(scenario, lane)
  const letter = laneIds(scenario).find(({ id }) => id === lane)?.letter
  const name = title === '' ? `lane ${letter}` : title
  return `${inSentence(name)} (${told.length} differences)`
}

/** Phrases of settings whose label says too little out of its place, by the end of their path. */
const PHRASES: readonly (readonly [RegExp, (change: Change) => string])[] = [
  [
    /^balancers\.[^.]+\.kind$/,
    ({ from, to }) => `layer ${digitIn(to)} instead of ${digitIn(from)}`,
  ],
  [
    /\.targets\.[^.]+\.keepAliveMs$/,
    ({ from, to }) => `idle connections closed after ${to} instead of ${from}`,
  ],
  [/\.algorithm$/, ({ to }) => inSentence(to)],
  [/\.health\.intervalMs$/, ({ from, to }) => `checks every ${to} instead of ${from}`],
  [/\.health\.timeoutMs$/, ({ from, to }) => `checks that time out after ${to} instead of ${from}`],
  [
    /\.health\.unhealthyAfter$/,
    ({ from, to }) => `${figureOf(to)} failed checks in a row instead of ${figureOf(from)}`,
  ],
  [
    /\.health\.healthyAfter$/,
    ({ from, to }) => `${figureOf(to)} passed checks in a row instead of ${figureOf(from)}`,
  ],
  [/\.health\.unnamedBelow$/, ({ from, to }) => `a DNS threshold of ${to} instead of ${from}`],
  [/\.health\.panicBelow$/, ({ from, to }) => `a panic threshold of ${to} instead of ${from}`],
  [
    /^dependency\.limit$/,
    ({ from, to }) => `room for ${to} that wait instead of ${figureOf(from)}`,
  ],
  [/^balancers\.[^.]+\.workers$/, ({ from, to }) => `${to} a node instead of ${figureOf(from)}`],
  [
    /^balancers\.[^.]+\.workersShare$/,
    ({ from, to }) => `workers that share ${inSentence(to)} instead of ${inSentence(from)}`,
  ],
  [
    /^balancers\.[^.]+\.work\.(?:request|connection)\.(?:ms|meanMs)$/,
    ({ path, from, to }) =>
      `${to} of work for a ${path.includes('.connection.') ? 'connection' : 'request'} instead of ${from}`,
  ],
  [/\.sessionMs$/, ({ from, to }) => `sessions of ${to} instead of ${from}`],
  [
    /\.ejection\.maxFails$/,
    ({ from, to }) => `max_fails ${figureOf(to)} instead of ${figureOf(from)}`,
  ],
  [/\.slowStartMs$/, ({ to }) => `slow start over ${to}`],
  [/\.retry\.budgetRatio$/, ({ from, to }) => `a retry budget of ${to} instead of ${from}`],
  [
    /^faults\.[^.]+$/,
    ({ label, from, to }) =>
      from === 'none' || to === 'none'
        ? generalPhrase(label, from, to)
        : `the fault “${inSentence(to)}” in place of “${inSentence(from)}”`,
  ],
  [/\.retry\.attemptsMax$/, ({ from, to }) => `at most ${to} instead of ${figureOf(from)}`],
]

function phraseOf({ change, things }: Difference): string {
  const { path, label, from, to } = change
  const special = PHRASES.find(([end]) => end.test(path))
  return `${special === undefined ? generalPhrase(label, from, to) : special[1](change)}${placeOf(things)}`
}

function generalPhrase(label: string, from: string, to: string): string {
  const name = inSentence(label)
  if (to === 'on' || to === 'off') return `${name} ${to}`
  if (from === 'none') return to === 'there' ? `one more ${name}` : `a ${name} (${inSentence(to)})`
  if (to === 'none') return `one ${name} less${from === 'there' ? '' : ` (${inSentence(from)})`}`
  const plain = (value: string): string =>
    value.endsWith(` ${name}`) ? figureOf(value) : inSentence(value)
  return `${name} ${plain(to)} instead of ${plain(from)}`
}

/** `7` of `7 (HTTP)`. */
const digitIn = (value: string): string => /\d/.exec(value)?.[0] ?? value

/** `8` of `8 slots`. */
const figureOf = (value: string): string => value.split(' ')[0] as string

const placeOf = (things: readonly string[]): string =>
  things.length === 0
    ? ''
    : things.length === 1
      ? ` at ${things[0]}`
      : ` at ${things.length} targets`

/** A name inside a sentence: `Least outstanding` loses its capital; `NGINX` and `P2C` keep theirs. */
const inSentence = (name: string): string =>
  /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
