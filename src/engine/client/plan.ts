/** Client populations as planned: who sends what, when, and how patient it is. */
import type { PreparedArrivals, RecordedArrivals } from '../../arrivals/define.ts'
import { arrivalCells, prepareArrivals } from '../../arrivals/index.ts'
import { assert } from '../../base/assert.ts'
import { deriveKey, type Key } from '../../base/draws.ts'
import type { Asked } from '../../conditions/define.ts'
import { type AddressBlock, planBlock } from '../../model/addresses.ts'
import type { Recording, Recordings } from '../../model/recording.ts'
import { usFromMs } from '../../model/time.ts'
import { askedBy, bareRequest } from '../../scenario/routing.ts'
import type { Population as PopulationSpec } from '../../scenario/things/clients.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Names } from '../../trace/schema.ts'
import { type Delay, delayOf } from '../delay.ts'
import type { Resolver, Route, Site } from '../indices.ts'
import type { Surge } from './surges.ts'

export interface PlannedRequest {
  /** Index into `names.paths`. */
  readonly path: number
  /** Sum of the weights up to and with this one, over all: the mix is drawn from it. */
  readonly upTo: number
  readonly demand: Delay
  readonly bytes: number
}

export interface RecordedRequests extends Pick<RecordedArrivals, 'demandMs'> {
  readonly recording: Recording
}

export interface PlannedPopulation {
  readonly id: string
  readonly key: Key
  readonly arrivals: PreparedArrivals
  /** How many cells its arrival process remembers. */
  readonly cells: number
  /** What is asked for where requests are those of a recording; else they are drawn from `requests`. */
  readonly recorded: RecordedRequests | null
  readonly requests: readonly PlannedRequest[]
  /** Index into `names.paths` of the first of its paths. */
  readonly firstPath: number
  /** Where its addresses begin in the global numbering, and how many they are. */
  readonly addressBase: number
  readonly addresses: number
  /** From which addresses its clients come. */
  readonly block: AddressBlock
  readonly keepAliveUs: number
  readonly perAddress: number
  /** How old a connection may become; Infinity: as old as it likes. */
  readonly maxAgeUs: number
  readonly ageJitter: number
  readonly timeoutUs: number
  readonly retry: PopulationSpec['retry']
  readonly site: Site
  readonly place: string
  /** Resolvers of its place with cumulative shares. */
  readonly resolvers: readonly { readonly resolver: Resolver; readonly upTo: number }[]
  /** The record that it asks for, and its route to the first of that record's entries; the others follow. */
  readonly record: number
  readonly dnsCache: PopulationSpec['dnsCache']
  /** Share of its clients who can log in, and what is said of them then. */
  readonly knownRatio: number
  readonly role: string
  readonly firstRoute: Route
  /** When its first request may come and when its last: a surge has a beginning and an end. */
  readonly startUs: number
  readonly endUs: number
  readonly isSurge: boolean
}

export interface Surroundings {
  readonly seed: Key
  readonly recordings: Recordings
  readonly surges: readonly Surge[]
  readonly siteOf: (name: string) => Site
  /** Plans the routes from a place of clients to the entries of a record: the first of them. */
  readonly routesFrom: (place: string, record: number) => Route
}

/** Populations in the order of the scenario, then the surges, each a stream of its own. */
export function planPopulations(lane: LaneScenario, around: Surroundings): PlannedPopulation[] {
  let addressBase = 0
  let pathBase = 0
  const planned: PlannedPopulation[] = []
  const add = (id: string, spec: PopulationSpec, surge: Surge | null, firstPath: number): void => {
    const population = planPopulation(lane, around, { id, spec, surge, firstPath, addressBase })
    addressBase += population.addresses
    planned.push(population)
  }
  const firstPaths = new Map<string, number>()
  for (const [id, spec] of Object.entries(lane.clients)) {
    firstPaths.set(id, pathBase)
    add(id, spec, null, pathBase)
    pathBase +=
      planned.at(-1)?.recorded?.recording.paths.length ?? Object.keys(spec.requests).length
  }
  for (const surge of around.surges) {
    const firstPath = firstPaths.get(surge.population)
    assert(firstPath !== undefined, 'a validated surge names a population')
    add(surge.id, lane.clients[surge.population], surge, firstPath)
  }
  return planned
}

function planPopulation(
  lane: LaneScenario,
  around: Surroundings,
  one: {
    readonly id: string
    readonly spec: PopulationSpec
    readonly surge: Surge | null
    readonly firstPath: number
    readonly addressBase: number
  },
): PlannedPopulation {
  const { id, spec, surge, firstPath, addressBase } = one
  const own = prepareArrivals(spec.arrivals)
  const recorded = planRecorded(own, around.recordings)
  // A surge is a stream beside the population's own, of the same requests.
  const arrivals = surge === null ? own : surgeArrivals(surge)
  const record = 0
  return {
    id,
    key: deriveKey(around.seed, 'population', id),
    arrivals,
    cells: arrivalCells(surge === null ? spec.arrivals.kind : 'poisson'),
    recorded,
    requests: planRequests(spec, firstPath),
    firstPath,
    addressBase,
    addresses:
      arrivals.loop === 'closed' ? arrivals.users : (recorded?.recording.clients ?? spec.addresses),
    block: planBlock(spec.addressRange),
    keepAliveUs: usFromMs(spec.connections.keepAliveMs),
    perAddress: spec.connections.perAddress,
    maxAgeUs: usFromMs(spec.connections.maxAgeMs) || Number.POSITIVE_INFINITY,
    ageJitter: spec.connections.ageJitter,
    timeoutUs: usFromMs(spec.timeoutMs),
    retry: spec.retry,
    site: around.siteOf(spec.place),
    place: spec.place,
    resolvers: planResolvers(lane, spec.place),
    record,
    dnsCache: spec.dnsCache,
    ...spec.identity,
    firstRoute: around.routesFrom(spec.place, record),
    startUs: surge?.startUs ?? 0,
    endUs: surge?.endUs ?? Number.POSITIVE_INFINITY,
    isSurge: surge !== null,
  }
}

const surgeArrivals = ({ perSecond }: Surge): PreparedArrivals =>
  prepareArrivals({ kind: 'poisson', perSecond })

function planRecorded(own: PreparedArrivals, recordings: Recordings): RecordedRequests | null {
  if (own.loop !== 'recorded') return null
  const recording = recordings[own.recording]
  assert(recording !== undefined, 'the recording that the scenario replays was given')
  return { recording, demandMs: own.demandMs }
}

function planRequests(spec: PopulationSpec, firstPath: number): PlannedRequest[] {
  const kinds = Object.values(spec.requests)
  const total = kinds.reduce((sum, kind) => sum + kind.weight, 0)
  let upTo = 0
  return kinds.map((kind, i) => {
    upTo += kind.weight
    return {
      path: firstPath + i,
      upTo: upTo / total,
      demand: delayOf(kind.demand),
      bytes: kind.responseBytes,
    }
  })
}

function planResolvers(lane: LaneScenario, place: string): PlannedPopulation['resolvers'] {
  const here = Object.values(lane.dns.resolvers)
    .map((one, index) => ({ resolver: index as Resolver, share: one.share, place: one.place }))
    .filter((one) => one.place === place)
  const total = here.reduce((sum, one) => sum + one.share, 0)
  let upTo = 0
  return here.map(({ resolver, share }) => {
    upTo += share
    return { resolver, upTo: upTo / total }
  })
}

export type PathName = Omit<Names['paths'][number], 'rules'>

interface AskedFor {
  readonly paths: readonly PathName[]
  /** What a balancer sees of a request for each of them. */
  readonly asked: readonly Asked[]
}

/** The paths of all populations, in the order of their numbers. */
export function askedIn(lane: LaneScenario, recordings: Recordings): AskedFor {
  const all = Object.values(lane.clients).flatMap((population) =>
    kindsOf(population, recordings).map(({ id, kind }) => ({
      path: { id, method: kind.method, path: kind.path },
      asked: askedBy(population, kind),
    })),
  )
  return { paths: all.map(({ path }) => path), asked: all.map(({ asked }) => asked) }
}

/** What a population asks for: what its scenario says, or the paths of a recording, which has no more of a request. */
function kindsOf(population: PopulationSpec, recordings: Recordings) {
  const arrivals = prepareArrivals(population.arrivals)
  if (arrivals.loop !== 'recorded') {
    return Object.entries(population.requests).map(([id, kind]) => ({ id, kind }))
  }
  const paths = recordings[arrivals.recording]?.paths ?? []
  return paths.map((path) => ({ id: path, kind: bareRequest(path) }))
}
