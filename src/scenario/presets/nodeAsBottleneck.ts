import { NAMED_WEB, NEAR_EUROPE, targets, WEB_ALONE } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/** A full TLS handshake on a core: 350 a second with a key of RSA 2048 (NGINX, 2014), 2,000 with ECDSA (NGINX, 2016). */
const RSA_MS = 2.857
const ECDSA_MS = 0.5
/** A request over HTTPS and its answer: 40,207 a second of 1 KB (NGINX, 2017), as much again for the side of the target. */
const REQUEST_MS = 0.05

/**
 * Forty-eight slots before which stands one worker. 400 requests a second of 20 ms are 8 slots; but each comes on a connection
 * of its own, and 2.857 + 0.05 ms of a core for each are 344 a second: the worker is always busy, what waits for it grows
 * by 56 a second to some 1,700, and latency with it, while targets are a sixth busy. Four workers are 29 % busy each, one
 * with the other key 22 %, and one whose clients keep their connections 8 %, three quarters of it their first handshakes.
 */
export const nodeAsBottleneck = definePreset({
  id: 'node-as-bottleneck',
  topic: 'overload',
  question: 'What if the balancer itself is full?',
  summary:
    'A TLS handshake for each request, and one worker for all of them: the targets idle, the node does not keep up.',
  opensAtMs: 15_000,
  document: {
    format: 1,
    title: PRESET_TITLES.nodeAsBottleneck,
    baseTitle: 'One worker',
    seed: '1',
    durationMs: 30_000,
    warmUpMs: 5000,
    ...NEAR_EUROPE,
    clients: {
      apps: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 400 },
        requests: { call: { path: '/call', demand: { kind: 'exponential', meanMs: 20 } } },
        addresses: 300,
        connections: { keepAliveMs: 0, perAddress: 100 },
        timeoutMs: 60_000,
      },
    },
    dns: NAMED_WEB,
    balancers: {
      web: {
        ...WEB_ALONE.web,
        workers: 1,
        work: {
          request: { kind: 'constant', ms: REQUEST_MS },
          connection: { kind: 'constant', ms: RSA_MS },
        },
      },
    },
    targetGroups: {
      web: { algorithm: { id: 'least-outstanding' }, targets: targets(6, { slots: 8 }) },
    },
    lanes: {
      workers: { title: 'Four workers', patch: { balancers: { web: { workers: 4 } } } },
      key: {
        title: 'A cheaper key',
        patch: {
          balancers: { web: { work: { connection: { kind: 'constant', ms: ECDSA_MS } } } },
        },
      },
      kept: {
        title: 'Connections are kept',
        patch: { clients: { apps: { connections: { keepAliveMs: 60_000 } } } },
      },
    },
  },
})
