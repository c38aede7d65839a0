import { EUROPE } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const group = (id: string, count: number, slots: number) => ({
  algorithm: { id: 'least-outstanding' },
  health: { intervalMs: 5000, timeoutMs: 2000 },
  targets: Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `${id}-${i + 1}`,
      { zone: i % 2 === 0 ? 'a' : 'b', slots },
    ]),
  ),
})

const RULES = {
  moved: {
    priority: 10,
    when: { host: { kind: 'host-header', values: ['old.shop.example'] } },
    action: { kind: 'redirect', host: 'shop.example' },
  },
  admin: {
    priority: 20,
    when: {
      path: { kind: 'path-pattern', values: ['/admin/*'] },
      source: { kind: 'source-address', values: ['10.0.0.0/8'] },
    },
    action: { groups: { web: {} } },
  },
  preview: {
    priority: 30,
    when: {
      accept: { kind: 'http-header', name: 'Accept', values: ['*json*'] },
      version: { kind: 'query-string', key: 'v', values: ['2'] },
    },
    action: { groups: { spare: {} } },
  },
  api: {
    priority: 40,
    when: {
      path: { kind: 'path-pattern', values: ['/api/*'] },
      method: { kind: 'request-method', values: ['GET', 'POST'] },
    },
    action: { groups: { api: { weight: 1 }, spare: { weight: 0 } } },
  },
  status: {
    priority: 50,
    when: { path: { kind: 'path-pattern', values: ['/status'] } },
    action: { kind: 'fixed-response', status: 200 },
  },
} as const

const demand = (meanMs: number) => ({ kind: 'exponential', meanMs })

/**
 * Three groups behind one listener. From 10 s on, three in four answers of the group api are a 500; pages are of another
 * group and do not notice. At 30 s the rule api is changed: all of its requests go to the group spare, which waited
 * with weight 0, and no further one fails (130 requests a second of 30 ms are 3.9 of its 16 slots). Health checks see
 * nothing of it: a target that answers 500 to requests still answers its probes.
 */
export const pathRouting = definePreset({
  id: 'path-routing',
  topic: 'connections',
  question: 'How soon does a changed rule help?',
  summary:
    'Only the rule for /api/ leads to targets that fail; at 30 s it is changed, and its next request is served.',
  opensAtMs: 29_500,
  document: {
    format: 1,
    title: PRESET_TITLES.pathRouting,
    seed: '3',
    durationMs: 50_000,
    warmUpMs: 5000,
    ...EUROPE,
    regions: { 'eu-west': { zones: { a: {}, b: {} } } },
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 240 },
        requests: {
          page: { weight: 5, path: '/', demand: demand(25) },
          asset: { weight: 4, path: '/static/app.js', demand: demand(6) },
          orders: { weight: 6, path: '/api/orders', demand: demand(30) },
          preview: {
            weight: 1,
            path: '/api/orders?v=2',
            headers: { Accept: 'application/json' },
            demand: demand(30),
          },
          old: { weight: 1, path: '/', host: 'old.shop.example' },
          status: { weight: 1, path: '/status' },
        },
        addresses: 3000,
      },
      staff: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 8 },
        requests: { admin: { path: '/admin/orders', demand: demand(40) } },
        addresses: 20,
        addressRange: '10.1.0.0/16',
      },
    },
    dns: {
      resolvers: { isp: { place: 'eu' } },
      records: { shop: { answers: { web: { balancer: 'web' } } } },
    },
    balancers: {
      web: {
        region: 'eu-west',
        zones: ['a', 'b'],
        listeners: { https: { rules: RULES, otherwise: { groups: { web: {} } } } },
      },
    },
    targetGroups: { web: group('web', 3, 6), api: group('api', 2, 8), spare: group('spare', 2, 8) },
    faults: {
      'bad-1': { kind: 'errors', target: 'api-1', ratio: 0.75, atMs: 10_000, forMs: 40_000 },
      'bad-2': { kind: 'errors', target: 'api-2', ratio: 0.75, atMs: 10_000, forMs: 40_000 },
      change: { kind: 'traffic-shift', rule: 'api', group: 'spare', atMs: 30_000, forMs: 20_000 },
    },
    lanes: {
      unchanged: {
        title: 'Nobody changes the rule',
        patch: { faults: { change: null } },
      },
      closed: {
        title: 'The rule answers 503 itself',
        patch: {
          faults: {
            change: { kind: 'rule-answer', rule: 'api', status: 503, atMs: 30_000, forMs: 20_000 },
          },
        },
      },
    },
  },
})
