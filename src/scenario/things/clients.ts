/** Clients: populations of people or programs that ask from one place, how often, for what and how patiently. */
import * as v from 'valibot'
import type { ArrivalSpec } from '../../arrivals/index.ts'
import {
  choice,
  count,
  duration,
  type KnobValues,
  text as knobText,
  number,
  ratio,
} from '../../base/knobs.ts'
import type { DistributionSpec } from '../../distributions/index.ts'
import { BLOCK_FORM, blockOf } from '../../model/addressBlocks.ts'
import { DURATION_MAX_MS } from '../../model/time.ts'
import { keyed, path, pick, section, some, struct, upTo } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { entriesOf, idOf, oneOf, text } from '../document/knobSchema.ts'
import { listed, show } from '../document/problem.ts'
import type { Report } from '../document/report.ts'
import type { Dns } from './dns.ts'
import type { Network } from './network.ts'

const POPULATIONS_MAX = 32
const REQUEST_KINDS_MAX = 256
const HEADERS_MAX = 10

export const CLIENT = {
  addresses: count({
    label: 'Client addresses',
    help: 'How many different clients the requests come from. Users of a closed loop have one each.',
    unit: 'addresses',
    min: 1,
    max: 1_000_000,
    default: 1000,
    isLog: true,
  }),
  timeoutMs: duration({
    label: 'Client timeout',
    help: 'How long a client waits for an answer to one attempt before it gives up.',
    min: 1,
    max: DURATION_MAX_MS,
    default: 10_000,
    isLog: true,
  }),
  dnsCache: choice({
    label: 'Address kept',
    help: 'How long a client keeps the address that it got. Asked anew: each new connection takes one of those that its resolver holds. TTL: one address as long as the answer lasts. For ever: the first one (a JVM with networkaddress.cache.ttl=-1).',
    options: [
      { id: 'none', label: 'Asked anew' },
      { id: 'ttl', label: 'For the TTL' },
      { id: 'forever', label: 'For ever' },
    ],
    default: 'none',
  }),
} as const

export const CONNECTIONS = {
  keepAliveMs: duration({
    label: 'Keep-alive',
    help: 'How long an idle connection stays open for the next request; 0 opens one for every request.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 15_000,
  }),
  perAddress: count({
    label: 'Connections per client',
    help: 'How many a client opens at most at one time; further requests wait at the client.',
    unit: 'connections',
    min: 1,
    max: 10_000,
    default: 6,
    isLog: true,
  }),
  maxAgeMs: duration({
    label: 'Oldest connection',
    help: 'A client sends no further request on a connection that has been open for so long, and opens another; 0 keeps connections however old they are.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 0,
  }),
  ageJitter: ratio({
    label: 'Jitter of the age',
    help: 'How much earlier a connection may already be too old, drawn for each: without it those that were opened together end together.',
    default: 0,
  }),
} as const

/** Who they are, for balancers that ask. */
export const IDENTITY = {
  knownRatio: ratio({
    label: 'Can log in',
    help: 'Share of the clients who have an account, and so a session or a token; the others never get one.',
    default: 1,
  }),
  role: knobText({
    label: 'Role',
    help: 'What the identity provider says of those who are logged in; targets may admit one role only.',
    min: 0,
    max: 32,
    pattern: /^[A-Za-z0-9-]*$/,
    allowed: 'a word, or nothing',
    default: '',
  }),
} as const

export const RETRY = {
  attemptsMax: count({
    label: 'Attempts',
    help: 'How often a request is tried at most; 1 means no retries. Retried: 5xx, refused, gave up.',
    unit: 'attempts',
    min: 1,
    max: 20,
    default: 1,
  }),
  backoffMs: duration({
    label: 'Backoff',
    help: 'The pause before the second attempt; it doubles with each further one.',
    min: 0,
    max: 600_000,
    default: 50,
  }),
  jitter: ratio({
    label: 'Jitter',
    help: 'How much of each pause is random: 0 none of it, 1 all of it.',
    default: 1,
  }),
  budget: choice({
    label: 'Retry budget',
    help: 'Whether retries are limited to a share of the requests, or stop while too many attempts fail (gRPC), or only by the attempts of each request.',
    options: [
      { id: 'ratio', label: 'A share' },
      { id: 'bucket', label: 'A bucket' },
      { id: 'none', label: 'None' },
    ],
    default: 'ratio',
  }),
  budgetRatio: ratio({
    label: 'Retries earned',
    help: 'How many retries a request earns; 0.2 allows one in five requests, beyond a reserve of ten.',
    default: 0.2,
  }),
  bucketMax: count({
    label: 'Tokens',
    help: 'How many tokens the bucket holds. A failed attempt takes one; there are retries while it is more than half full (gRPC: maxTokens).',
    unit: 'tokens',
    min: 1,
    max: 1000,
    default: 10,
    isLog: true,
  }),
  bucketRatio: ratio({
    label: 'Tokens earned',
    help: 'How much of a token a good answer gives back (gRPC: tokenRatio).',
    default: 0.1,
  }),
} as const

export const REQUEST = {
  weight: number({
    label: 'Weight',
    help: 'Its share of the requests, relative to the others.',
    unit: '',
    min: 0,
    max: 1_000_000,
    default: 1,
  }),
  method: choice({
    label: 'Method',
    help: 'The HTTP method.',
    options: [
      { id: 'GET', label: 'GET' },
      { id: 'HEAD', label: 'HEAD' },
      { id: 'POST', label: 'POST' },
      { id: 'PUT', label: 'PUT' },
      { id: 'PATCH', label: 'PATCH' },
      { id: 'DELETE', label: 'DELETE' },
    ],
    default: 'GET',
  }),
  responseBytes: count({
    label: 'Size of the answer',
    help: 'Counted on connections; it costs no time.',
    unit: 'bytes',
    min: 0,
    max: 1_000_000_000,
    default: 10_000,
    isLog: true,
  }),
} as const

/** What only rules look at. */
export const ASKED = {
  host: knobText({
    label: 'Host',
    help: 'For which site the request is; only conditions of rules look at it.',
    min: 1,
    max: 128,
    pattern: /^[A-Za-z0-9_.-]+$/,
    allowed: 'a host such as shop.example',
    default: 'shop.example',
  }),
} as const

export const SOURCE = {
  addressRange: knobText({
    label: 'Address range',
    help: 'From where its connections come: conditions of rules look at it, and algorithms that hash addresses. A range smaller than the clients is a NAT.',
    min: 2,
    max: 49,
    pattern: BLOCK_FORM,
    allowed: 'a block of addresses such as 203.0.113.0/24',
    default: '203.0.113.0/24',
  }),
} as const

export interface RequestKind extends KnobValues<typeof REQUEST>, KnobValues<typeof ASKED> {
  /** With its query, if it has one. */
  readonly path: string
  readonly demand: DistributionSpec
  readonly headers: Keyed<string>
}

export interface Population extends KnobValues<typeof CLIENT>, KnobValues<typeof SOURCE> {
  readonly place: string
  readonly arrivals: ArrivalSpec
  readonly requests: Keyed<RequestKind>
  readonly connections: KnobValues<typeof CONNECTIONS>
  readonly retry: KnobValues<typeof RETRY>
  readonly identity: KnobValues<typeof IDENTITY>
}

const headerValue = text({
  label: 'Header',
  help: 'What the header says; only conditions of rules look at it.',
  min: 1,
  max: 200,
  form: { pattern: /^[\x20-\x7e]+$/, allowed: 'a text' },
})

const requestKind = struct('Request', {
  ...pick(REQUEST, ['weight', 'method']),
  path: v.optional(path('Path', 'The path that the client asks for.'), '/'),
  demand: v.optional(oneOf('distributions', 'Demand'), { kind: 'exponential', meanMs: 20 }),
  ...pick(REQUEST, ['responseBytes']),
  ...entriesOf(ASKED),
  headers: v.optional(keyed('Headers', 'Header', upTo(HEADERS_MAX), headerValue), {}),
})

const population = struct('Clients', {
  place: idOf('Place', 'Where these clients are.', 'origins'),
  arrivals: oneOf('arrivals', 'Arrivals'),
  requests: v.optional(keyed('Requests', 'Request', some(REQUEST_KINDS_MAX), requestKind), {
    page: {},
  }),
  ...entriesOf(CLIENT),
  connections: section('Connections', CONNECTIONS),
  retry: section('Retries', RETRY),
  identity: section('Identity', IDENTITY),
  ...entriesOf(SOURCE),
})

/** @internal */
export const clients = keyed('Clients', 'Client population', some(POPULATIONS_MAX), population)

interface Around {
  readonly clients: Keyed<Population>
  readonly network: Network
  readonly dns: Dns
}

/** Clients reach the system: there is a way from their place, and a resolver at it. */
export function checkClients(lane: Around, report: Report): void {
  const { fromClients } = lane.network
  const resolvers = Object.values(lane.dns.resolvers)
  for (const [id, { place, requests, addressRange }] of Object.entries(lane.clients)) {
    if (blockOf(addressRange) === null) {
      report(
        ['clients', id, 'addressRange'],
        `is ${show(addressRange)}, which is no block of addresses. Write one such as 203.0.113.0/24.`,
      )
    }
    if (!Object.hasOwn(fromClients, place)) {
      report(
        ['clients', id, 'place'],
        `is ${show(place)}; it must be a place in network.fromClients: ${listed(Object.keys(fromClients)) || 'there is none'}. Add the latency from there.`,
      )
    }
    if (!resolvers.some((resolver) => resolver.place === place && resolver.share > 0)) {
      report(
        ['clients', id, 'place'],
        `is ${show(place)}; it must have a resolver with a share above 0. Add one to dns.resolvers with this place.`,
      )
    }
    if (Object.values(requests).every(({ weight }) => weight === 0)) {
      report(['clients', id, 'requests'], 'have only weights of 0; one must be above 0. Raise one.')
    }
  }
}
