/**
 * What is remembered of functions: their idle environments, in a ring each, the one that became idle last on top, which is
 * used next (model), and how many more may start: a bucket of tokens that is refilled all the time.
 */
import { type Column, Columns, float64, int32 } from '../columns.ts'
import type { Target } from '../indices.ts'
import type { PlannedEnvironments } from './environmentPlan.ts'
import type { PlannedTarget } from './plan.ts'
import type { TargetState } from './state.ts'

/** In which a bucket of tokens is filled anew (Lambda). */
const REFILL_US = 10_000_000

/** Since when an environment is idle, in the rings of all functions, one after the other. */
export type Place = number & { readonly of: 'place of an environment' }

export class EnvironmentState extends Columns {
  /** Of each ring: where it begins, how long it is, where its oldest stands, and how many are in it. */
  readonly first: Column<Target>
  readonly size: Column<Target>
  readonly oldest: Column<Target>
  readonly idle: Column<Target>
  readonly idleSinceUs: Column<Place>
  /** How many may start, and when that was so. */
  readonly tokens: Column<Target>
  readonly tokensAtUs: Column<Target>

  constructor(targets: readonly PlannedTarget[]) {
    super()
    this.first = int32(targets.length)
    this.size = int32(targets.length)
    this.oldest = int32(targets.length)
    this.idle = int32(targets.length)
    this.tokens = float64(targets.length)
    this.tokensAtUs = float64(targets.length)
    let places = 0
    targets.forEach(({ environments, spec }, n) => {
      if (environments === null) return
      const t = n as Target
      this.first[t] = places
      this.size[t] = spec.slots
      this.idle[t] = Math.min(spec.slots, environments.provisioned)
      this.tokens[t] = environments.burst
      places += spec.slots
    })
    this.idleSinceUs = float64(places)
  }
}

/** What of the world tells how many there are. */
export interface Environments {
  readonly environments: EnvironmentState
  readonly plan: { readonly targets: readonly PlannedTarget[] }
  readonly targets: TargetState
}

/** How many environments are ready and idle, once those that were idle for too long are forgotten. */
export function idleNow(
  { environments, plan, targets }: Environments,
  t: Target,
  nowUs: number,
): number {
  const { first, idle, idleSinceUs, oldest, size } = environments
  const { keptUs, provisioned } = plan.targets[t].environments as PlannedEnvironments
  let surplus = idle[t] + targets.busy[t] + targets.waiting[t] - provisioned
  while (idle[t] > 0 && surplus > 0) {
    if (idleSinceUs[(first[t] + oldest[t]) as Place] + keptUs > nowUs) break
    oldest[t] = (oldest[t] + 1) % size[t]
    idle[t]--
    surplus--
  }
  return idle[t]
}

/** How many environments may start now. */
export function startableNow(
  { environments, plan }: Environments,
  t: Target,
  nowUs: number,
): number {
  const { tokens, tokensAtUs } = environments
  const { burst } = plan.targets[t].environments as PlannedEnvironments
  tokens[t] = Math.min(burst, tokens[t] + (burst * (nowUs - tokensAtUs[t])) / REFILL_US)
  tokensAtUs[t] = nowUs
  return tokens[t]
}
