/** The DNS policies, in the order of the menu. A new one is a file beside this one and a line here. */
import type { SpecOf } from '../base/knobs.ts'
import type { Policy, PolicyFacts } from './define.ts'
import { failover } from './failover.ts'
import { geolocation } from './geolocation.ts'
import { latency } from './latency.ts'
import { multivalue } from './multivalue.ts'
import { simple } from './simple.ts'
import { weighted } from './weighted.ts'

export const policies = [simple, weighted, failover, latency, geolocation, multivalue] as const

/** A policy as a scenario writes it. */
export type PolicySpec = SpecOf<'kind', (typeof policies)[number]>

/** What is known of a policy everywhere. */
export const policyByKind = (kind: PolicySpec['kind']): PolicyFacts => policyAtWork(kind)

/** The policy itself: only where it is asked, which the page never does. */
export const policyAtWork = (kind: PolicySpec['kind']): Policy =>
  policies.find((member) => member.id === kind) as Policy
