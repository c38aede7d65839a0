/** To a target of one of several groups, each with its share. */
import { choice, duration, type KnobValues } from '../base/knobs.ts'
import { defineAction, type Verdict } from './define.ts'

const knobs = {
  login: choice({
    label: 'Log-in',
    help: 'Who may pass. Session: clients without a session are led to the identity provider to log in, once (OIDC, Cognito). Token: each request brings a token, which the node checks by itself; without one the answer is 401. At layer 4, where a node sees no requests, it means nothing.',
    options: [
      { id: 'none', label: 'Everybody' },
      { id: 'session', label: 'With a session' },
      { id: 'token', label: 'With a token' },
    ],
    default: 'none',
  }),
  unauthenticated: choice({
    label: 'Without one',
    help: 'What is done with a request that has no session, where one is asked for: led to log in, passed on without saying who it is from, or 401; under Deny, too, one whose session has expired is led to log in.',
    options: [
      { id: 'authenticate', label: 'Log in' },
      { id: 'allow', label: 'Allow' },
      { id: 'deny', label: 'Deny' },
    ],
    default: 'authenticate',
  }),
  sessionMs: duration({
    label: 'Session lasts',
    help: 'From the log-in on (ALB: 7 days).',
    min: 1000,
    max: 604_800_000,
    default: 604_800_000,
    isLog: true,
  }),
} as const

export type LoginSpec = KnobValues<typeof knobs>

/** As a scenario writes it. */
export interface Forward extends LoginSpec {
  readonly groups: Readonly<Record<string, { weight: number }>>
}

export const forward = defineAction({
  id: 'forward',
  label: 'Forward',
  summary: 'Sends the request to a target of a target group, chosen by weight.',
  source:
    'AWS Application Load Balancer, forward, authenticate-oidc and jwt-validation actions; that each request is a draw of its own is our model',
  knobs,
  verdict: ({ groups, ...login }: Forward): Verdict => ({ kind: 'to-groups', groups, login }),
  start: (group) => ({ groups: { [group]: {} } }),
  shown: ({ login }) =>
    login === 'session' ? ['login', 'unauthenticated', 'sessionMs'] : ['login'],
  words({ groups, login }) {
    const all = Object.entries(groups)
    const one = all.length === 1
    const whom = all.map(([id, { weight }]) => (one ? id : `${id} ${weight}`)).join(' and ')
    return `${BEFORE[login]}forward ${whom}`
  },
  misfit: ({ login }, protocol) =>
    login !== 'none' && protocol === 'http'
      ? 'is "http", and an action of its listener asks for a log-in, which needs HTTPS. Choose "https", or set login to "none".'
      : null,
})

/** What its words begin with. */
const BEFORE = { none: '', session: 'log in, ', token: 'check the token, ' } as const
