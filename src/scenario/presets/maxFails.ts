import { NAMED_WEB, NEAR_EUROPE, targets, WEB_ALONE } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * One request of 201 asks for a report that takes 6 s, of which its node waits 2 s and answers 504. To NGINX that is a failure
 * of the server, and with max_fails at 1, its default, it is out for 10 to 11 s. A report a second, and a rotation that brings
 * each to the next one, have all six out within seconds: a node without a live upstream answers 502 to the 200 pages a
 * second that are well. Whom a page tries after its time comes back, until the next report. With max_fails at 0 the reports
 * fail and nothing else. Four workers that each count alone have four times as many servers to lose.
 */
export const maxFails = definePreset({
  id: 'max-fails',
  topic: 'failing',
  question: 'How can one slow path take all servers out?',
  summary: 'NGINX takes a server out after one failure: one slow path takes out all of them.',
  opensAtMs: 23_800,
  document: {
    format: 1,
    title: PRESET_TITLES.maxFails,
    baseTitle: 'max_fails 1',
    seed: '1',
    durationMs: 60_000,
    warmUpMs: 15_000,
    ...NEAR_EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 201 },
        requests: {
          page: { weight: 200, demand: { kind: 'exponential', meanMs: 40 } },
          report: { weight: 1, path: '/report', demand: { kind: 'constant', ms: 6000 } },
        },
        addresses: 2000,
        timeoutMs: 10_000,
      },
    },
    dns: NAMED_WEB,
    balancers: { web: { ...WEB_ALONE.web, idleMs: 2000 } },
    targetGroups: {
      web: {
        health: { isActive: false, failsOpen: false },
        ejection: { dialect: 'nginx' },
        targets: targets(6, { slots: 16 }),
      },
    },
    lanes: {
      never: {
        title: 'max_fails 0',
        patch: { targetGroups: { web: { ejection: { maxFails: 0 } } } },
      },
      workers: {
        title: 'Four workers, alone',
        patch: { balancers: { web: { workers: 4 } } },
      },
    },
  },
})
