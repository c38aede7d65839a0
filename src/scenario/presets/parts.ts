/**
 * The pieces that presets share: one region in Europe, its clients' way there, a balancer in three
 * zones.
 */

/**
 * Three zones; 40 ms between clients and nodes, 2 ms within a zone and 3 ms across, one way. Real zones are closer;
 * at 1 s = 25 ms these legs last 80 and 120 ms on screen, just long enough to be seen.
 */
export const EUROPE = {
  regions: { 'eu-west': { zones: { a: {}, b: {}, c: {} } } },
  network: {
    sameZone: { kind: 'constant', ms: 2 },
    crossZone: { kind: 'constant', ms: 3 },
    fromClients: { eu: { 'eu-west': { kind: 'lognormal', meanMs: 40, cv: 0.2 } } },
  },
} as const

/** The resolver of the examples, which were published when all resolvers began with nothing. */
export const COLD_ISP = { isp: { place: 'eu', startsCold: true } } as const

/** One name that stands for the nodes of the balancer `web`. */
export const NAMED_WEB = {
  resolvers: COLD_ISP,
  records: { shop: { answers: { web: { balancer: 'web' } } } },
} as const

/** A node in each zone, all forwarding to the group `web`. */
export const WEB = {
  web: {
    region: 'eu-west',
    zones: ['a', 'b', 'c'],
    listeners: { https: { otherwise: { groups: { web: {} } } } },
  },
} as const

/** One node, so that nobody else decides beside it. */
export const WEB_ALONE = { web: { ...WEB.web, zones: ['a'] } } as const

/** `web-1` to `web-n`, dealt to the zones a, b, c in runs of two. */
export function targets(
  count: number,
  settings: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const zones = ['a', 'b', 'c']
  const members = Array.from({ length: count }, (_, i): [string, unknown] => [
    `web-${i + 1}`,
    { zone: zones[Math.floor(i / 2) % zones.length], ...settings },
  ])
  return Object.fromEntries(members)
}

/** So many resolvers at a place, of all ages when the run begins. */
export const resolversAt = (place: string, count: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${place}-${i + 1}`, { place }]))

/** Clients that are nearer than those of EUROPE: most of their time is the target's. */
export const NEAR_EUROPE = {
  ...EUROPE,
  network: {
    ...EUROPE.network,
    fromClients: { eu: { 'eu-west': { kind: 'lognormal', meanMs: 15, cv: 0.2 } } },
  },
} as const

const near = { kind: 'lognormal', meanMs: 15, cv: 0.2 } as const
const far = { kind: 'lognormal', meanMs: 45, cv: 0.2 } as const

/** Two regions of two zones, and clients near each. */
export const TWO_REGIONS = {
  regions: {
    'eu-west': { zones: { a: {}, b: {} } },
    'us-east': { zones: { d: {}, e: {} } },
  },
  network: {
    sameZone: { kind: 'constant', ms: 2 },
    crossZone: { kind: 'constant', ms: 3 },
    fromClients: {
      eu: { 'eu-west': near, 'us-east': far },
      us: { 'eu-west': far, 'us-east': near },
    },
  },
} as const

const balancerIn = (region: string, zones: readonly string[]) => ({
  region,
  zones,
  listeners: WEB.web.listeners,
})

export const A_BALANCER_EACH = {
  'eu-west': balancerIn('eu-west', ['a', 'b']),
  'us-east': balancerIn('us-east', ['d', 'e']),
} as const

/** `web-a1` to `web-e2`. */
export const TWO_IN_EACH_ZONE = Object.fromEntries(
  ['a', 'b', 'd', 'e'].flatMap((zone) =>
    [1, 2].map((n) => [`web-${zone}${n}`, { zone, slots: 4 }]),
  ),
)

/** Clients that are hashed by their addresses before one node, and `web-5` that is out from 20 to 40 s. */
export const losingWeb5 = (
  algorithm: Readonly<Record<string, string>>,
  size: {
    readonly perSecond: number
    readonly addresses: number
    readonly count: number
    readonly slots: number
  },
) => ({
  durationMs: 60_000,
  warmUpMs: 5000,
  ...NEAR_EUROPE,
  clients: {
    browsers: {
      place: 'eu',
      arrivals: { kind: 'poisson', perSecond: size.perSecond },
      requests: { page: { demand: { kind: 'lognormal', meanMs: 30, cv: 1 } } },
      addresses: size.addresses,
      addressRange: '10.20.0.0/16',
    },
  },
  dns: NAMED_WEB,
  balancers: WEB_ALONE,
  targetGroups: {
    web: {
      algorithm,
      health: { intervalMs: 1000, timeoutMs: 500 },
      targets: targets(size.count, { slots: size.slots }),
    },
  },
  faults: { out: { kind: 'deregistration', target: 'web-5', atMs: 20_000, forMs: 20_000 } },
})
