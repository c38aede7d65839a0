/**
 * What is played to real systems and to Ballast: a balancer, the targets behind it, and a script of requests. Loads are
 * such that targets queue and the machine that plays all parts does not.
 */
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import type { Traffic } from './script.ts'

export interface TestbedTarget {
  /** How many requests it works on at one time; further ones wait, first come, first served. */
  readonly slots: number
  readonly weight: number
  /** How many times longer than its script each service takes here. */
  readonly slowness: number
}

/** The process of a target is killed, and another listens in its place; milliseconds from the start. */
export interface Death {
  readonly target: number
  readonly atMs: number
  readonly backMs: number
}

export interface HealthCheck {
  readonly interMs: number
  readonly fall: number
  readonly rise: number
}

/** What NGINX has in place of checks: `max_fails` and `fail_timeout`. */
export interface FailCount {
  readonly maxFails: number
  /** Whole seconds, as NGINX counts them. */
  readonly failTimeoutS: number
}

export interface TestbedLane {
  readonly name: string
  /** For people: what is special about it. */
  readonly about: string
  readonly balancer: 'nginx' | 'haproxy'
  /** Lines of the `upstream` or the `backend`. */
  readonly lines: readonly string[]
  readonly algorithm: AlgorithmSpec
  /** Whether the same arrivals give the same shares, whatever the timing. */
  readonly hasExactShares: boolean
  readonly targets: readonly TestbedTarget[]
  /** How many wait at a target at most; a further one is answered 503. */
  readonly queueLimit: number
  readonly traffic: Traffic
  readonly check: HealthCheck | null
  readonly fails: FailCount | null
  readonly deaths: readonly Death[]
}

/** How often the same script is played to a real system: what differs then is the machine. */
export const RUNS = 3

const UNLIMITED = 100_000
const target = (slots: number, weight = 1, slowness = 1): TestbedTarget => ({
  slots,
  weight,
  slowness,
})

const THREE = [target(2), target(2), target(2)]
const UNEQUAL = [target(4, 4), target(2, 2), target(1, 1)]
const ONE_SLOW = [target(2), target(2), target(2, 1, 4), target(2)]

type Balancer = TestbedLane['balancer']

const turns = (balancer: Balancer) => ({
  lines: balancer === 'nginx' ? [] : ['balance roundrobin'],
  algorithm: { id: 'weighted-round-robin', dialect: balancer } as const,
  hasExactShares: true,
})
const least = (balancer: Balancer) => ({
  lines: balancer === 'nginx' ? ['least_conn;'] : ['balance leastconn'],
  algorithm: { id: 'least-connections', dialect: balancer, bias: 1 } as const,
  hasExactShares: false,
})

const calm = { queueLimit: UNLIMITED, check: null, fails: null, deaths: [] }

const EVEN: Traffic = { name: 'even', requests: 1000, perSecond: 96 }
const WEIGHTED: Traffic = { name: 'weighted', requests: 1000, perSecond: 112 }
const SLOW: Traffic = { name: 'slow', requests: 800, perSecond: 36 }
const TOO_MUCH: Traffic = { name: 'too much', requests: 1000, perSecond: 160 }
const STEADY: Traffic = { name: 'steady', requests: 2120, perSecond: 40 }

const DEATHS = 10
/** Ten deaths, 50 ms apart in where they fall between two checks of 500 ms. */
const deaths: readonly Death[] = Array.from({ length: DEATHS }, (_, i) => ({
  target: 1,
  atMs: 1500 + i * 5150,
  backMs: 1500 + i * 5150 + 2650,
}))

/**
 * Slots for everything that comes, so nothing waits: what requests take beyond their work is what the machine adds. As
 * busy as the other lanes, for a machine that has nothing to do takes longer to wake up.
 */
export const UNQUEUED: readonly TestbedLane[] = (['nginx', 'haproxy'] as const).map((balancer) => ({
  ...calm,
  ...turns(balancer),
  name: `${balancer}-unqueued`,
  about: 'slots for everything',
  balancer,
  targets: [target(1000), target(1000), target(1000)],
  traffic: { name: 'unqueued', requests: 600, perSecond: 60 },
}))

export const LANES: readonly TestbedLane[] = [
  ...(['nginx', 'haproxy'] as const).flatMap((balancer): TestbedLane[] => [
    {
      ...calm,
      ...turns(balancer),
      name: `${balancer}-rotation`,
      about: 'three alike',
      balancer,
      targets: THREE,
      traffic: EVEN,
    },
    {
      ...calm,
      ...turns(balancer),
      name: `${balancer}-weights`,
      about: 'weights 4, 2, 1',
      balancer,
      targets: UNEQUAL,
      traffic: WEIGHTED,
    },
    {
      ...calm,
      ...least(balancer),
      name: `${balancer}-least`,
      about: 'three alike',
      balancer,
      targets: THREE,
      traffic: EVEN,
    },
    {
      ...calm,
      ...turns(balancer),
      name: `${balancer}-slow-rotation`,
      about: 'one of four is four times slower',
      balancer,
      targets: ONE_SLOW,
      traffic: SLOW,
    },
    {
      ...calm,
      ...least(balancer),
      name: `${balancer}-slow-least`,
      about: 'one of four is four times slower',
      balancer,
      targets: ONE_SLOW,
      traffic: SLOW,
    },
    {
      ...calm,
      ...turns(balancer),
      name: `${balancer}-overload`,
      about: 'a quarter too much, six may wait',
      balancer,
      targets: THREE,
      queueLimit: 6,
      traffic: TOO_MUCH,
    },
  ]),
]

/** One target dies ten times; HAProxy finds out by checks, NGINX by the requests that fail. */
const killed = {
  about: 'one of three is killed ten times',
  hasExactShares: false,
  targets: THREE,
  queueLimit: UNLIMITED,
  traffic: STEADY,
  deaths,
}

export const KILLED_HAPROXY: TestbedLane = {
  ...turns('haproxy'),
  ...killed,
  name: 'haproxy-killed',
  balancer: 'haproxy',
  check: { interMs: 500, fall: 3, rise: 2 },
  fails: null,
}

export const KILLED_NGINX: TestbedLane = {
  ...turns('nginx'),
  ...killed,
  name: 'nginx-killed',
  balancer: 'nginx',
  check: null,
  fails: { maxFails: 3, failTimeoutS: 1 },
}

export const ALL: readonly TestbedLane[] = [...UNQUEUED, ...LANES, KILLED_HAPROXY, KILLED_NGINX]
