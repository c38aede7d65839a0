import { NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/** What Node.js has unless one sets it. */
const NODE_JS_MS = 5000

/**
 * Targets close a connection that has been idle for 5 s, and nodes, which keep theirs for 60 s, hear of it a passage
 * later. What a node sends from one passage before the close to one after it comes to a closed connection: 502. With 36
 * pairs of node and target, each asked for 0.4 requests a second, and 8 ms between them, that is
 * 36 × 0.4² × e^(-0.4 × 5) × 16 ms = 0.012 a second, ten in the quarter of an hour, out of some 13,000 requests: rare,
 * sporadic, and blamed on everything else. Where targets keep connections for longer than nodes do, it cannot happen. A
 * node that sends again saves what may be repeated, and not the orders.
 */
export const keepAliveRace = definePreset({
  id: 'keep-alive-race',
  topic: 'connections',
  question: 'Where do a few 502 come from?',
  summary: 'A few 502 out of nowhere: targets close idle connections that nodes still believe in.',
  opensAtMs: 131_060,
  document: {
    format: 1,
    title: PRESET_TITLES.keepAliveRace,
    baseTitle: 'Targets keep 5 s, nodes 60 s',
    seed: '1',
    durationMs: 900_000,
    warmUpMs: 20_000,
    regions: { 'eu-west': { zones: { a: {}, b: {}, c: {} } } },
    network: {
      sameZone: { kind: 'constant', ms: 8 },
      crossZone: { kind: 'constant', ms: 8 },
      fromClients: { eu: { 'eu-west': { kind: 'constant', ms: 20 } } },
    },
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 14.4 },
        requests: {
          page: { weight: 2, demand: { kind: 'exponential', meanMs: 10 } },
          order: {
            weight: 1,
            method: 'POST',
            path: '/order',
            demand: { kind: 'exponential', meanMs: 10 },
          },
        },
        addresses: 2000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: { algorithm: { id: 'random' }, targets: targets(12, { keepAliveMs: NODE_JS_MS }) },
    },
    lanes: {
      longer: {
        title: 'Targets keep 65 s',
        patch: {
          targetGroups: {
            web: {
              targets: Object.fromEntries(
                Object.keys(targets(12)).map((id) => [id, { keepAliveMs: 65_000 }]),
              ),
            },
          },
        },
      },
      again: {
        title: 'Nodes send again',
        patch: { balancers: { web: { resends: true } } },
      },
    },
  },
})
