/** The family of distributions: how long things take. Joining is one line in the list. */
import type { Knobs, KnobValues, SpecOf } from '../base/knobs.ts'
import { bimodal } from './bimodal.ts'
import { constant } from './constant.ts'
import type { Distribution, PreparedDistribution } from './define.ts'
import { empirical } from './empirical.ts'
import { erlang } from './erlang.ts'
import { exponential } from './exponential.ts'
import { gamma } from './gamma.ts'
import { lognormal } from './lognormal.ts'
import { pareto } from './pareto.ts'
import { uniform } from './uniform.ts'

export const distributions = [
  constant,
  uniform,
  exponential,
  erlang,
  gamma,
  lognormal,
  pareto,
  bimodal,
  empirical,
] as const

/** A distribution as a scenario writes it: its kind and a value for each of its knobs. */
export type DistributionSpec = SpecOf<'kind', (typeof distributions)[number]>

/**
 * Sets the knobs of a member. The spec has been validated: its knobs are in range and fit each
 * other.
 */
export function prepareDistribution(spec: DistributionSpec): PreparedDistribution {
  const found = distributions.find((member) => member.id === spec.kind)
  // The list pairs each id with its knobs; the compiler cannot follow the pair through `find`.
  return (found as unknown as Distribution<string, Knobs>).prepare(
    spec as unknown as KnobValues<Knobs>,
  )
}
