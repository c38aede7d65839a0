/**
 * What is remembered of clients: of each population, and of each of its addresses. Settings that every request asks
 * for are copied here from the plan.
 */
import type { Attempts } from '../attempt/attempts.ts'
import { type Column, Columns, float64, float64From, int32, int32From, none } from '../columns.ts'
import type { Stacks } from '../connection/connections.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type {
  Address,
  Attempt,
  Connection,
  Cookie,
  Entry,
  Group,
  Population,
  Registration,
  Route,
} from '../indices.ts'
import { Lists } from '../list.ts'
import type { Plan } from '../plan.ts'
import type { PlannedPopulation } from './plan.ts'

/**
 * Retries that a population may make before its budget has earned any (as in Finagle's RetryBudget;
 * model).
 */
const RETRY_RESERVE = 10
/** A budget does not grow beyond this, however long nothing fails. */
const TOKENS_MAX = RETRY_RESERVE * 10

export class ClientState extends Columns {
  // Of populations.
  /** The key for draws. */
  readonly key0: Column<Population>
  readonly key1: Column<Population>
  readonly keepAliveUs: Column<Population>
  readonly timeoutUs: Column<Population>
  readonly perAddress: Column<Population>
  readonly attemptsMax: Column<Population>
  readonly firstRoute: Column<Population, Route>
  /** 1 when its users wait for an answer before they ask again. */
  readonly isClosed: Column<Population>
  /** Number that the next request of its stream gets. */
  readonly nextOrdinal: Column<Population>
  /** Retries that it may make now, how many that can become, and how much of one a request earns. */
  readonly retryTokens: Column<Population>
  readonly retryTokensMax: Column<Population>
  readonly budgetRatio: Column<Population>
  /** 1 where they are tokens of a bucket, and how much of one a good answer gives back. */
  readonly hasBucket: Column<Population>
  readonly bucketRatio: Column<Population>
  /** Attempts that wait for an answer, oldest first. */
  readonly awaiting: Lists<Population, Attempt>
  /** What the arrival processes remember, side by side. */
  readonly processes: Float64Array

  // Of addresses.
  /** Idle connections, and how many are open. */
  readonly idle: Stacks<Address>
  readonly open: Column<Address>
  /** How many it has opened so far: the draws of a connection have its number. */
  readonly opened: Column<Address>
  /** By address and group, where any has cookies: the registration that the client's names, and until when. */
  readonly cookie: Column<Cookie, Registration>
  readonly cookieUntilUs: Column<Cookie>
  private readonly cookies: number
  /** Attempts that wait for a connection, oldest first. */
  readonly queued: Lists<Address, Attempt>
  /** Of the users of a closed loop: number that the next request gets. */
  readonly userOrdinal: Column<Address>
  /** Where any client keeps an address: which one, and until when. */
  readonly keepsEntries: boolean
  readonly entry: Column<Address, Entry>
  readonly entryUntilUs: Column<Address>

  /** Where anybody logs in: until when a client has a session; 0 before its first. */
  readonly sessionUntilUs: Column<Address>

  /** Entries of the event queue: the next arrival, the oldest timeout, the user who thinks. */
  readonly arrivals: EntryRange
  readonly timeouts: EntryRange
  readonly users: EntryRange

  /** Windows on `processes`, one a population. */
  private readonly windows: readonly Float64Array[]

  constructor(
    {
      populations,
      groups,
      hasCookies,
      provider,
    }: Pick<Plan, 'populations' | 'groups' | 'hasCookies' | 'provider'>,
    entries: Entries,
    attempts: Attempts,
  ) {
    super()
    const size = populations.length
    const addresses = populations.reduce((sum, one) => sum + one.addresses, 0)
    const isClosed = populations.map(({ arrivals }) => (arrivals.loop === 'closed' ? 1 : 0))
    this.key0 = int32From(populations.map(({ key }) => key.k0))
    this.key1 = int32From(populations.map(({ key }) => key.k1))
    this.keepAliveUs = float64From(populations.map((one) => one.keepAliveUs))
    this.timeoutUs = float64From(populations.map((one) => one.timeoutUs))
    this.perAddress = int32From(populations.map((one) => one.perAddress))
    this.attemptsMax = int32From(populations.map(({ retry }) => retry.attemptsMax))
    this.firstRoute = int32From(populations.map((one) => one.firstRoute))
    this.isClosed = int32From(isClosed)
    this.nextOrdinal = float64(size)
    const budgets = populations.map(({ retry }) => tokensOf(retry))
    this.retryTokens = float64From(budgets.map(({ first }) => first))
    this.retryTokensMax = float64From(budgets.map(({ max }) => max))
    this.budgetRatio = float64From(
      populations.map(({ retry }) => (retry.budget === 'bucket' ? 0 : retry.budgetRatio)),
    )
    this.hasBucket = int32From(populations.map(({ retry }) => (retry.budget === 'bucket' ? 1 : 0)))
    this.bucketRatio = float64From(populations.map(({ retry }) => retry.bucketRatio))
    this.awaiting = new Lists<Population, Attempt>(size, attempts.inTimeouts)
    this.processes = new Float64Array(populations.reduce((sum, { cells }) => sum + cells, 0))
    let from = 0
    this.windows = populations.map(({ cells }) => {
      from += cells
      return this.processes.subarray(from - cells, from)
    })
    this.idle = none<Address, Connection>(addresses)
    this.open = int32(addresses)
    this.opened = int32(addresses)
    this.cookies = hasCookies ? groups.length : 0
    this.cookie = none<Cookie, Registration>(addresses * this.cookies)
    this.cookieUntilUs = float64(addresses * this.cookies)
    this.queued = new Lists<Address, Attempt>(addresses, attempts.inQueue)
    this.userOrdinal = float64(addresses)
    this.keepsEntries = populations.some(({ dnsCache }) => dnsCache !== 'none')
    this.entry = none<Address, Entry>(this.keepsEntries ? addresses : 0)
    this.entryUntilUs = float64(this.keepsEntries ? addresses : 0)
    this.sessionUntilUs = float64(provider === null ? 0 : addresses)
    this.arrivals = entries.reserve(size)
    this.timeouts = entries.reserve(size)
    this.users = entries.reserve(isClosed.includes(1) ? addresses : 0)
  }

  cookieOf(address: Address, group: Group): Cookie {
    return (address * this.cookies + group) as Cookie
  }

  /** What the arrival process of a population remembers. */
  processOf(population: Population): Float64Array {
    return this.windows[population]
  }
}

/** With how many tokens a population begins, and how many there may be. */
function tokensOf({ budget, bucketMax }: PlannedPopulation['retry']) {
  if (budget === 'bucket') return { first: bucketMax, max: bucketMax }
  if (budget === 'ratio') return { first: RETRY_RESERVE, max: TOKENS_MAX }
  return { first: Number.POSITIVE_INFINITY, max: Number.POSITIVE_INFINITY }
}
