/**
 * Which rule of a listener a request matches, and why no earlier one: the first whose conditions are all met, in
 * order of priority, else the default. What a request asks for is the same whenever it is sent.
 */
import type { Asked } from '../conditions/define.ts'
import {
  type ConditionSpec,
  conditionWords,
  isMet,
  isVague,
  whyNotMet,
} from '../conditions/index.ts'
import { own } from './document/json.ts'
import type { Keyed } from './document/keyed.ts'
import type { Report } from './document/report.ts'
import { DEFAULT_RULE } from './forwarding.ts'
import { ASKED, type Population, type RequestKind } from './things/clients.ts'
import type { Listener } from './things/listeners.ts'
import { rulesInOrder } from './things/rules.ts'

/** The id of the rule that decides: `otherwise` when no other does. */
export function ruleFor({ rules }: Pick<Listener, 'rules'>, asked: Asked): string {
  const found = rulesInOrder(rules).find(([, { when }]) => firstUnmet(when, asked) === undefined)
  return found?.[0] ?? DEFAULT_RULE
}

/** A rule that was asked before the one that matched. */
export interface PassedRule {
  readonly id: string
  readonly priority: number
  /** The first condition that was not met, as a sentence has it. */
  readonly whyNot: string
}

/** The rules that did not match, in the order in which they were asked. */
export function rulesPassed(
  { rules }: Pick<Listener, 'rules'>,
  asked: Asked,
): readonly PassedRule[] {
  const passed: PassedRule[] = []
  for (const [id, { priority, when }] of rulesInOrder(rules)) {
    const unmet = firstUnmet(when, asked)
    if (unmet === undefined) break
    passed.push({ id, priority, whyNot: whyNotMet(unmet, asked) })
  }
  return passed
}

const firstUnmet = (
  when: Readonly<Record<string, ConditionSpec>>,
  asked: Asked,
): ConditionSpec | undefined => Object.values(when).find((condition) => !isMet(condition, asked))

/** What a request of a kind looks like to a balancer. */
export function askedBy(
  { addressRange }: Pick<Population, 'addressRange'>,
  { method, path, host, headers }: Pick<RequestKind, 'method' | 'path' | 'host' | 'headers'>,
): Asked {
  const [before, query] = splitPath(path)
  return { method, host, path: before, query, headers, from: addressRange }
}

/** Path and query, without the question mark between them. */
export function splitPath(text: string): readonly [string, string] {
  const at = text.indexOf('?')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

export interface Routed {
  readonly rule: string
  readonly passed: readonly PassedRule[]
}

/**
 * How a request came to its rule at a balancer, named by its population (or a surge of it), the id of its kind and its
 * path; null when there is no rule to choose between.
 */
export function routedIn(
  { clients, balancers }: Around,
  request: {
    readonly balancer: string
    readonly population: string
    readonly request: string
    readonly path: string
  },
): Routed | null {
  const [listener] = Object.values(own(balancers, request.balancer)?.listeners ?? {})
  const population = own(clients, request.population.split('+')[0] as string)
  if (listener === undefined || population === undefined) return null
  if (Object.keys(listener.rules).length === 0) return null
  // Recorded requests are of no kind that the scenario knows.
  const kind = own(population.requests, request.request) ?? bareRequest(request.path)
  const asked = askedBy(population, kind)
  return { rule: ruleFor(listener, asked), passed: rulesPassed(listener, asked) }
}

/** A request of which only the path is known, such as one of an access log. */
export const bareRequest = (path: string) =>
  ({ method: 'GET', path, host: ASKED.host.default, headers: {} }) as const

interface Around {
  readonly clients: Keyed<Population>
  readonly balancers: Keyed<{ readonly listeners: Keyed<Listener> }>
}

/** Which rule the requests of a population match is known: no condition splits its range of addresses. */
export function checkRouting({ clients, balancers }: Around, report: Report): void {
  const conditions = Object.values(balancers)
    .flatMap(({ listeners }) => Object.values(listeners))
    .flatMap(({ rules }) => Object.values(rules))
    .flatMap(({ when }) => Object.values(when))
  for (const [id, population] of Object.entries(clients)) {
    const [kind] = Object.values(population.requests)
    if (kind === undefined) continue
    const asked = askedBy(population, kind)
    const vague = conditions.find((condition) => isVague(condition, asked))
    if (vague === undefined) continue
    report(
      ['clients', id, 'addressRange'],
      `is ${asked.from}, which is only partly in what a rule looks at, ${conditionWords(vague)}. Narrow it, or make two populations.`,
    )
  }
}
