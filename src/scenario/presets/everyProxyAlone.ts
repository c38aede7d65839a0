import { NEAR_EUROPE, targets, WEB_ALONE } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const WORKERS = 8
const THREE_NODES = { zones: ['a', 'b', 'c'] }

/**
 * Twenty servers of one slot at 80 %: 200 requests a second of 80 ms on average, always to the server with the fewest in
 * flight. One worker that counts all of them is the best there is. Of 16 requests in service it sees 16, each of three
 * nodes 5, and each of their 24 workers less than one: who sees nothing in flight anywhere goes round, and so `fewest in
 * flight` becomes `round robin`, each worker at a place of its own. Counts that the workers of a node share make three of
 * the 24 again; nobody makes one of the three nodes.
 */
export const everyProxyAlone = definePreset({
  id: 'every-proxy-alone',
  topic: 'choosing',
  question: 'What does a worker know of the others?',
  summary:
    'Least outstanding counts what its own worker has sent: of many workers each sees next to nothing.',
  opensAtMs: 12_000,
  document: {
    format: 1,
    title: PRESET_TITLES.everyProxyAlone,
    baseTitle: 'One worker',
    seed: '1',
    durationMs: 30_000,
    warmUpMs: 5000,
    ...NEAR_EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 200 },
        requests: { page: { demand: { kind: 'exponential', meanMs: 80 } } },
        addresses: 2000,
        timeoutMs: 60_000,
      },
    },
    dns: {
      resolvers: { one: { place: 'eu' }, two: { place: 'eu' }, three: { place: 'eu' } },
      records: { shop: { answers: { web: { balancer: 'web' } } } },
    },
    balancers: WEB_ALONE,
    targetGroups: {
      web: {
        algorithm: { id: 'least-outstanding' },
        targets: targets(20, { slots: 1, queue: { limit: 1000 } }),
      },
    },
    lanes: {
      nodes: { title: 'Three nodes', patch: { balancers: { web: THREE_NODES } } },
      workers: {
        title: `Of ${WORKERS} workers each`,
        patch: { balancers: { web: { ...THREE_NODES, workers: WORKERS } } },
      },
      counts: {
        title: 'That share counts',
        patch: { balancers: { web: { ...THREE_NODES, workers: WORKERS, workersShare: 'counts' } } },
      },
    },
  },
})
