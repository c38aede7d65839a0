/** DNS: the resolvers that clients ask, and the records that say what a name resolves to. */
import * as v from 'valibot'
import { count, duration, flag, type KnobValues, number } from '../../base/knobs.ts'
import { DURATION_MAX_MS } from '../../model/time.ts'
import { FITS_ANY, FITS_NOT, FITS_PLACE } from '../../policies/define.ts'
import { type PolicySpec, policyByKind } from '../../policies/index.ts'
import { keyed, section, some, struct, upTo } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { thingOf } from '../document/kinds.ts'
import { entriesOf, idOf, labelled } from '../document/knobSchema.ts'
import { show } from '../document/problem.ts'
import { mustExist, type Report } from '../document/report.ts'
import { type Named, namesOf, placesOfClients } from '../names.ts'
import { PLACES_MAX } from './network.ts'

const RESOLVERS_MAX = 64
const RECORDS_MAX = 1
const ANSWERS_MAX = 32

export const RESOLVER = {
  share: number({
    label: 'Share',
    help: 'Its share of the clients at its place, relative to the other resolvers there.',
    unit: '',
    min: 0,
    max: 1_000_000,
    default: 1,
  }),
  startsCold: flag({
    label: 'Cold at the start',
    help: 'Begins with an empty cache: all such resolvers ask when their first clients do, and their answers expire together. Otherwise each begins with an answer of a random age.',
    default: false,
  }),
  holdsMs: duration({
    label: 'Holds at least',
    help: 'How long it keeps an answer even if the TTL is shorter: some resolvers do not obey. 0: it does.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 0,
  }),
} as const

export const RECORD = {
  ttlMs: duration({
    label: 'TTL',
    help: 'How long a resolver keeps an answer before it asks again.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 60_000,
  }),
} as const

/** DNS watches answers itself. Defaults are those of Amazon Route 53. */
export const RECORD_CHECK = {
  isOn: flag({
    label: 'DNS checks health',
    help: 'Whether DNS looks at each answer itself, and finds out some time after it fails. Off, it knows at once what the nodes of a balancer know (a model of an alias that evaluates health), so failover is faster than with checks; of targets that it answers with it then knows nothing.',
    default: false,
  }),
  intervalMs: duration({
    label: 'DNS checks every',
    help: 'From one look of a checker at an answer to its next; checkers are not in step (Route 53: 30 or 10 s).',
    min: 1000,
    max: 300_000,
    default: 30_000,
    isLog: true,
  }),
  threshold: count({
    label: 'Looks in a row',
    help: 'How many looks in a row must agree before a checker changes its mind, either way (Route 53: 3).',
    unit: 'looks',
    min: 1,
    max: 10,
    default: 3,
  }),
  checkers: count({
    label: 'Checkers',
    help: 'How many look, from several places. An answer is good while more than 18 % of them say so.',
    unit: 'checkers',
    min: 1,
    max: 64,
    default: 16,
  }),
} as const

/** What policies look at, each at what concerns it. */
export const ANSWER = {
  weight: count({
    label: 'Weight',
    help: 'By the policy Weighted: its share of the answers; 0 only while no other is good.',
    unit: '',
    min: 0,
    max: 255,
    default: 1,
  }),
  isSecondary: flag({
    label: 'Secondary',
    help: 'By the policy Failover: given only while no primary answer is good.',
    default: false,
  }),
} as const

export interface Resolver extends KnobValues<typeof RESOLVER> {
  readonly place: string
}

/** What a name resolves to: the nodes of a balancer, or one target (without a balancer). */
export type DnsAnswer = ({ readonly balancer: string } | { readonly target: string }) &
  KnobValues<typeof ANSWER> & {
    /** By the policy Geolocation: whose clients get it; none: those who have no answer of their own. */
    readonly places: Keyed<Readonly<Record<string, never>>>
  }

export interface DnsRecord extends KnobValues<typeof RECORD> {
  /** How it chooses among its answers. */
  readonly policy: PolicySpec
  readonly check: KnobValues<typeof RECORD_CHECK>
  readonly answers: Keyed<DnsAnswer>
}

export interface Dns {
  readonly resolvers: Keyed<Resolver>
  readonly records: Keyed<DnsRecord>
}

const resolver = struct('Resolver', {
  place: idOf('Place', 'Where the clients are that ask it.', 'origins'),
  ...entriesOf(RESOLVER),
})

const ofAnswer = {
  ...entriesOf(ANSWER),
  places: v.optional(keyed('For places', 'Place', upTo(PLACES_MAX), struct('Place', {})), {}),
}

const answer = labelled(
  v.union([
    v.strictObject({
      balancer: idOf('Balancer', 'The balancer whose nodes are the answer.', 'balancers'),
      ...ofAnswer,
    }),
    v.strictObject({
      target: idOf('Target', 'The target that is the answer, without a balancer.', 'targets'),
      ...ofAnswer,
    }),
  ]),
  { label: 'Answer', allowed: '{ "balancer": id } or { "target": id }' },
)

const record = struct('Record', {
  ...entriesOf(RECORD),
  policy: v.optional(thingOf({ family: 'policies', label: 'Policy', kind: 'Policy' }), {}),
  check: section('Health checks of DNS', RECORD_CHECK),
  answers: keyed('Answers', 'Answer', some(ANSWERS_MAX), answer),
})

/** @internal */
export const dns = struct('DNS', {
  resolvers: keyed('Resolvers', 'Resolver', some(RESOLVERS_MAX), resolver),
  records: keyed('Records', 'Record', some(RECORDS_MAX), record),
})

/** How well an answer fits the clients of a place. */
export function fitOf({ places }: Pick<DnsAnswer, 'places'>, place: string): number {
  if (Object.keys(places).length === 0) return FITS_ANY
  return Object.hasOwn(places, place) ? FITS_PLACE : FITS_NOT
}

/** A record answers with balancers that exist or with targets that exist, each once, as its policy can. */
export function checkDns(lane: Named & { readonly dns: Dns }, report: Report): void {
  for (const [id, record] of Object.entries(lane.dns.records)) {
    const keys = ['dns', 'records', id]
    checkAnswers(lane, record, [...keys, 'answers'], report)
    checkPolicy(lane, record, keys, report)
  }
}

function checkAnswers(
  lane: Named,
  { answers }: DnsRecord,
  keys: readonly string[],
  report: Report,
): void {
  const sorts = { balancer: namesOf(lane, 'balancers'), target: namesOf(lane, 'targets') }
  const named = new Set<string>()
  for (const [answerId, given] of Object.entries(answers)) {
    const [field, name] =
      'balancer' in given
        ? (['balancer', given.balancer] as const)
        : (['target', given.target] as const)
    mustExist(name, sorts[field], [...keys, answerId, field], report)
    if (named.has(name)) {
      report(
        [...keys, answerId, field],
        `is ${show(name)} a second time; each answer must differ. Remove one.`,
      )
    }
    named.add(name)
    for (const place of Object.keys(given.places)) {
      mustExist(place, namesOf(lane, 'origins'), [...keys, answerId, 'places', place], report)
    }
  }
  const balancers = Object.values(answers).filter((given) => 'balancer' in given).length
  if (balancers > 0 && balancers < Object.keys(answers).length) {
    report(
      keys,
      'name a balancer and targets; they must name one kind of thing. Remove the others.',
    )
  }
}

function checkPolicy(
  lane: Named,
  { policy, answers }: DnsRecord,
  keys: readonly string[],
  report: Report,
): void {
  const { looksAt, withoutBalancers } = policyByKind(policy.kind)
  const all = Object.values(answers)
  if (withoutBalancers !== undefined && all.some((given) => 'balancer' in given)) {
    report(
      [...keys, 'policy'],
      `is ${policy.kind} and answers with a balancer; ${withoutBalancers}.`,
    )
  }
  if (looksAt === 'role' && all.every(({ isSecondary }) => isSecondary)) {
    report(
      [...keys, 'answers'],
      'are all secondary; one must be primary. Set isSecondary to false.',
    )
  }
  if (looksAt !== 'place') return
  for (const place of placesOfClients(lane)) {
    if (all.some((given) => fitOf(given, place) !== FITS_NOT)) continue
    report(
      [...keys, 'answers'],
      `have none for ${show(place)} and no default; its clients would find no address. Add ${show(place)} to one, or an answer without places.`,
    )
  }
}
