/** Log-in at the balancer: what an action that forwards asks for, and the identity provider that it leads to. */
import * as v from 'valibot'
import { duration, type KnobValues } from '../../base/knobs.ts'
import type { DistributionSpec } from '../../distributions/index.ts'
import { DURATION_MAX_MS } from '../../model/time.ts'
import { struct } from '../document/fields.ts'
import { entriesOf, oneOf } from '../document/knobSchema.ts'
import { actionsIn, type WithRules } from '../forwarding.ts'
import { type Dependency, STATION } from './dependency.ts'

/** What the only one is called where things have names. */
export const PROVIDER_ID = 'identity-provider'

export const PROVIDER = {
  timeoutMs: duration({
    label: 'Provider timeout',
    help: 'How long a node waits for the identity provider before it answers 500 (model).',
    min: 1,
    max: DURATION_MAX_MS,
    default: 5000,
    isLog: true,
  }),
} as const

export interface IdentityProvider extends Dependency, KnobValues<typeof PROVIDER> {
  /** There and back, for clients and nodes alike. */
  readonly way: DistributionSpec
}

/** @internal */
export const identityProvider = v.optional(
  struct('Identity provider', {
    demand: v.optional(oneOf('distributions', 'Work of a step'), { kind: 'constant', ms: 40 }),
    way: v.optional(oneOf('distributions', 'Way there and back'), { kind: 'constant', ms: 40 }),
    ...entriesOf(STATION),
    ...entriesOf(PROVIDER),
  }),
  {},
)

/** Whether any action leads clients to it to log in: a token is looked at without asking. */
export const hasLogin = (lane: WithRules): boolean =>
  actionsIn(lane).some((action) => 'login' in action && action.login === 'session')
