/** A large scenario as people draw it, and the parts of which scenarios for `cost.mjs` are made. */

/** @param {number} ms */
export const constant = (ms) => ({ kind: 'constant', ms })
/** @param {number} meanMs */
export const exponential = (meanMs) => ({ kind: 'exponential', meanMs })
/** @param {number} perSecond */
export const poisson = (perSecond) => ({ kind: 'poisson', perSecond })

const REGIONS = ['west', 'east']
const GROUPS = [0, 1, 2, 3]
const CHOOSING = ['round-robin', 'least-outstanding', 'power-of-choices', 'hash-ring']

/** @param {string} region */
const threeZones = (region) => ['a', 'b', 'c'].map((zone) => `${region}-${zone}`)

/** What a course draws: 5,000 requests a second in all, each to the nearer region and there by its path. */
export const LARGE = {
  regions: Object.fromEntries(
    REGIONS.map((region) => [
      region,
      { zones: Object.fromEntries(threeZones(region).map((zone) => [zone, {}])) },
    ]),
  ),
  network: {
    sameZone: constant(0.5),
    crossZone: constant(1),
    fromClients: {
      us: { west: constant(10), east: constant(40) },
      eu: { west: constant(50), east: constant(12) },
    },
  },
  clients: Object.fromEntries(
    ['us', 'eu'].map((place) => [
      place,
      {
        place,
        addresses: 2000,
        arrivals: poisson(2500),
        requests: Object.fromEntries(
          GROUPS.map((g) => [`r${g}`, { path: `/${g}/`, demand: exponential(30) }]),
        ),
      },
    ]),
  ),
  dns: {
    resolvers: { us: { place: 'us' }, eu: { place: 'eu' } },
    records: {
      shop: {
        policy: { kind: 'latency' },
        answers: Object.fromEntries(REGIONS.map((region) => [region, { balancer: region }])),
      },
    },
  },
  balancers: Object.fromEntries(
    REGIONS.map((region) => [
      region,
      {
        region,
        zones: threeZones(region),
        listeners: {
          http: {
            protocol: 'http',
            rules: Object.fromEntries(
              GROUPS.slice(1).map((g) => [
                `p${g}`,
                {
                  priority: g,
                  when: { path: { kind: 'path-pattern', values: [`/${g}/*`] } },
                  action: { groups: { [`${region}${g}`]: {} } },
                },
              ]),
            ),
            otherwise: { groups: { [`${region}0`]: {} } },
          },
        },
      },
    ]),
  ),
  targetGroups: Object.fromEntries(
    REGIONS.flatMap((region) =>
      GROUPS.map((g) => [
        `${region}${g}`,
        {
          algorithm: { id: CHOOSING[g] },
          targets: Object.fromEntries(
            Array.from({ length: g < 2 ? 8 : 7 }, (_, i) => [
              `${region}${g}-${i}`,
              { zone: threeZones(region)[i % 3], slots: 8 },
            ]),
          ),
        },
      ]),
    ),
  ),
}
