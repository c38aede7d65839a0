import { NAMED_WEB, NEAR_EUROPE, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/** The same rules for all lanes, with another log-in. */
const asking = (login: Readonly<Record<string, unknown>>) => ({
  rules: {
    admin: {
      priority: 10,
      when: { path: { kind: 'path-pattern', values: ['/admin/*'] } },
      action: { kind: 'forward', groups: { admin: {} }, ...login },
    },
  },
  otherwise: { groups: { shop: {} }, ...login },
})

const listening = (login: Readonly<Record<string, unknown>>) => ({
  balancers: { web: { listeners: { https: asking(login) } } },
})

/**
 * Who has a session passes with a cookie that a node checks by itself; who has none goes through the identity provider, once,
 * which takes a third of a second. So while the provider is out for fifteen seconds those go on who are logged in, and the
 * shorter sessions last the more are locked out. A token that every request brings asks nobody. That a buyer may not see
 * the pages for staff is for the targets to say: 403, whoever let them pass.
 */
export const login = definePreset({
  id: 'login',
  topic: 'connections',
  question: 'Who waits for the identity provider?',
  summary:
    'Log-in at the balancer: what a session costs once, and what an identity provider that is out costs whom.',
  opensAtMs: 36_000,
  document: {
    format: 1,
    title: PRESET_TITLES.login,
    baseTitle: 'Sessions of 7 days',
    seed: '12',
    durationMs: 60_000,
    warmUpMs: 20_000,
    ...NEAR_EUROPE,
    clients: {
      buyers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 150 },
        requests: {
          order: { weight: 97, path: '/orders', demand: { kind: 'lognormal', meanMs: 40, cv: 1 } },
          admin: {
            weight: 3,
            path: '/admin/users',
            demand: { kind: 'lognormal', meanMs: 40, cv: 1 },
          },
        },
        addresses: 400,
        timeoutMs: 3000,
        identity: { role: 'buyer' },
      },
      staff: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 10 },
        requests: {
          admin: { path: '/admin/users', demand: { kind: 'lognormal', meanMs: 40, cv: 1 } },
        },
        addresses: 20,
        timeoutMs: 3000,
        identity: { role: 'staff' },
      },
    },
    dns: NAMED_WEB,
    balancers: { web: { ...WEB.web, listeners: { https: asking({ login: 'session' }) } } },
    targetGroups: {
      shop: { health: { intervalMs: 5000 }, targets: targets(4) },
      admin: {
        health: { intervalMs: 5000 },
        admits: { role: 'staff' },
        targets: { 'admin-1': { zone: 'c' }, 'admin-2': { zone: 'c' } },
      },
    },
    identityProvider: {
      slots: 20,
      demand: { kind: 'lognormal', meanMs: 50, cv: 0.5 },
      way: { kind: 'constant', ms: 30 },
    },
    faults: {
      provider: { kind: 'dependency-outage', called: 'identity', atMs: 30_000, forMs: 15_000 },
    },
    lanes: {
      short: {
        title: 'Sessions of 10 s',
        patch: listening({ login: 'session', sessionMs: 10_000 }),
      },
      token: { title: 'Tokens', patch: listening({ login: 'token' }) },
    },
  },
})
