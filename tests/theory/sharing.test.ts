/** One station that shares itself among all present, against queueing theory. */
import { it } from 'vitest'
import { SHARING } from './experiments.ts'
import { expectTheory } from './replications.ts'

it.each(SHARING)('the mean latency of $name is that of its mean work', (experiment) => {
  expectTheory(experiment)
})
