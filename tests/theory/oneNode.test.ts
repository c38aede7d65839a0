/** One station that serves in order of arrival, against queueing theory. */
import { it } from 'vitest'
import { ONE_NODE } from './experiments.ts'
import { expectTheory } from './replications.ts'

it.each(ONE_NODE)('the mean latency of $name is that of its formula', (experiment) => {
  expectTheory(experiment)
})
