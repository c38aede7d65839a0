import { actionWords } from '../../actions/index.ts'
import { workBeganUs } from '../../analysis/numbers/workBegan.ts'
import { explainAttempt } from '../../engine/explain.ts'
import { type AttemptName, formatAttempt, parseAttempt } from '../../model/name.ts'
import { CAUSE_TEXTS } from '../../model/outcome.ts'
import { own } from '../../scenario/document/json.ts'
import { actionsOf, DEFAULT_RULE } from '../../scenario/forwarding.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { routedIn } from '../../scenario/routing.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { TracedAttempt } from '../../trace/attempt.ts'
import {
  dealtSentences,
  type Explanation,
  failOpenSentence,
  type PickQuestion,
  partText,
  workerSentence,
} from '../../trace/explanation.ts'
import { findAttempt } from '../../trace/findAttempt.ts'
import type { Trace } from '../../trace/schema.ts'
import { edited, laneNamed } from '../choose.ts'
import type { Command, Line } from '../command.ts'
import { Failure, WrongUse } from '../failures.ts'
import { formatMs, table } from '../format.ts'
import { EXIT } from '../io.ts'
import { findRecordings, openSource, SOURCES } from '../source.ts'

export const explain: Command = {
  name: 'explain',
  usage: 'FILE|LINK|- --request NAME | --at MS',
  summary: 'Says why a request went where it went: what its node knew, scored and drew.',
  details: `A request is named population/user/ordinal, as in \`run --trace\`; user is 0 in an open loop.
${SOURCES}`,
  examples: [
    'explain one-slow-target --lane B --at 14250',
    'explain shop.json --request users/0/12 --attempt 2',
  ],
  words: { min: 1, max: 1 },
  options: {
    lane: { value: 'LANE', help: 'The lane, by letter or id; the base if left out.' },
    at: { value: 'MS', help: 'The first pick at or after this moment.' },
    request: { value: 'NAME', help: 'This request.' },
    attempt: { value: 'K', help: 'Which attempt of the request; the first if left out.' },
    seed: { value: 'SEED', help: 'Another seed.' },
    set: { value: 'PATH=VALUE', isMultiple: true, help: 'Change a value, in JSON; repeatable.' },
    dataset: { value: 'LOG', isMultiple: true, help: 'A recording that a link only names.' },
    json: { help: 'Print what the node knew as JSON.' },
  },
  async run(line, io) {
    const question = questionOf(line)
    const opened = await openSource(line.words[0] as string, io)
    const scenario = edited(opened.scenario, line)
    const lane = resolveLane(scenario, laneNamed(scenario, line.value('lane') ?? 'A').id)
    const recordings = await findRecordings({ ...opened, scenario }, line.values('dataset'), io)
    const story =
      question.attempt === null
        ? []
        : storyIn(lane, io.simulate(lane, recordings), question.attempt)
    const explanation = explainAttempt(lane, recordings, question, [])
    if (explanation === null && question.attempt === null) {
      throw new Failure('No node picks a target at that moment or later. Choose an earlier one.')
    }
    if (line.has('json')) io.out(JSON.stringify(explanation, null, 2))
    else io.out([...story, pickText(explanation)].join('\n\n'))
    return EXIT.ok
  },
}

function questionOf(line: Line): PickQuestion {
  const [at, request] = [line.value('at'), line.value('request')]
  if ((at === undefined) === (request === undefined)) {
    throw new WrongUse('explain needs either --request NAME or --at MS. Give one of them.')
  }
  if (request === undefined) {
    if (line.has('attempt')) {
      throw new WrongUse('--attempt is about a request, and --at names none. Remove one of them.')
    }
    const atMs = Number(at)
    if (at?.trim() === '' || !Number.isFinite(atMs) || atMs < 0) {
      throw new WrongUse(`--at is ${at}; it must be milliseconds from the start. Correct it.`)
    }
    return { attempt: null, atUs: Math.round(atMs * 1000) }
  }
  const name = parseAttempt(request)
  if (name === null) {
    throw new WrongUse(
      `--request is ${request}; it must be population/user/ordinal, such as users/0/12. Correct it.`,
    )
  }
  const attempt = line.value('attempt')
  if (attempt === undefined) return { attempt: name, atUs: 0 }
  if (!/^[1-9]\d?$/.test(attempt)) {
    throw new WrongUse(`--attempt is ${attempt}; it must be a whole number from 1. Correct it.`)
  }
  return { attempt: { ...name, attempt: Number(attempt) }, atUs: 0 }
}

/** How it went, and by which rule. */
function storyIn(lane: LaneScenario, trace: Trace, name: AttemptName): readonly string[] {
  const attempt = attemptIn(trace, name)
  return [storyOf(attempt, workBeganUs(trace, attempt)), ...ruleText(lane, attempt)]
}

function attemptIn(trace: Trace, name: AttemptName): TracedAttempt {
  const text = formatAttempt(name)
  const attempt = findAttempt(trace, text)
  if (attempt?.name.attempt === name.attempt) return attempt
  throw new Failure(`${text} does not occur in this lane. Name one that does.`)
}

/** Which rule it matched and why no earlier one; nothing where there is but the default. */
function ruleText(lane: LaneScenario, attempt: TracedAttempt): readonly string[] {
  const { rule, request, path, name, balancer } = attempt
  if (rule === null || balancer === null) return []
  const routed = routedIn(lane, { balancer, population: name.population, request, path })
  if (routed === null) return []
  const action = own(actionsOf(lane, rule), balancer)
  const does = action === undefined ? '' : `: ${actionWords(action)}`
  const passed = routed.passed.map(({ id, priority, whyNot }) => [String(priority), id, whyNot])
  const words = `It matched rule ${rule === DEFAULT_RULE ? 'otherwise, the default' : rule}${does}.`
  return [[words, ...(passed.length === 0 ? [] : [table(passed, '  ')])].join('\n')]
}

/** How the attempt went, stamp by stamp. */
function storyOf(attempt: TracedAttempt, workBeganUs: number | null): string {
  const { sentUs } = attempt
  const stamps: readonly (readonly [string, number | null])[] = [
    ['sent by the client', sentUs],
    [`at the node ${attempt.node ?? ''}`.trimEnd(), attempt.nodeUs],
    ['taken up by its worker there', attempt.routedUs === null ? null : workBeganUs],
    ['sent on by its worker', attempt.routedUs],
    [`at the target ${attempt.target ?? ''}`.trimEnd(), attempt.targetUs],
    ['service began', attempt.startUs],
    ['service ended', attempt.serviceEndUs],
    ['back at the node', attempt.backUs],
    ['over for the client', attempt.endUs],
  ]
  const rows = stamps.flatMap(([label, us]) =>
    us === null
      ? []
      : [[label, `${(us / 1000).toFixed(3)} ms`, `+${formatMs((us - sentUs) / 1000)}`]],
  )
  const status = attempt.status === 0 ? 'no status' : `status ${attempt.status}`
  const words = `${status} by ${attempt.author}, ${attempt.outcome}; ${CAUSE_TEXTS[attempt.cause]}`
  return `${formatAttempt(attempt.name)}: ${words}\n${table(rows, '  ')}`
}

function pickText(explanation: Explanation | null): string {
  if (explanation === null) return 'No node picked a target for it.'
  const { candidates, scoreLabel, scoreUnit, chosen } = explanation
  const failOpen = failOpenSentence(explanation)
  const worker = workerSentence(explanation)
  const signals = [...new Set(candidates.flatMap(({ known }) => Object.keys(known)))]
  const memories = [...new Set(candidates.flatMap(({ remembered }) => Object.keys(remembered)))]
  const rows = candidates.map((candidate) => [
    candidate.target === chosen ? '>' : ' ',
    candidate.target,
    candidate.isUsable ? candidate.health : `${candidate.health}, not usable`,
    ...signals.map((name) => `${name} ${figure(candidate.known[name])}`),
    ...memories.map((name) => `${name} ${figure(candidate.remembered[name])}`),
    ...(scoreLabel === null
      ? []
      : [`${scoreLabel} ${figure(candidate.score)} ${scoreUnit ?? ''}`.trimEnd()]),
  ])
  return [
    `At ${(explanation.atUs / 1000).toFixed(3)} ms node ${explanation.node} picked ${chosen ?? 'nobody'} (${explanation.algorithm}).`,
    ...(worker === null ? [] : [worker]),
    ...narrowedWords(explanation),
    ...dealtSentences(explanation),
    explanation.because,
    ...(failOpen === null ? [] : [failOpen]),
    table(rows, '  '),
  ].join('\n')
}

/** Whom each narrowing took away, or how it deals requests out. */
const narrowedWords = ({ narrowed }: Explanation): readonly string[] =>
  narrowed.flatMap(({ label, away, dealt }) =>
    dealt === null
      ? away.length === 0
        ? []
        : [`${label}: without ${away.join(', ')}.`]
      : [`${label}: ${dealt.parts.map(partText).join('; ')}.`],
  )

const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? 'unknown' : String(Math.round(value * 1000) / 1000)
