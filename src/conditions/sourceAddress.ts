/** From where the connection comes: an address in one of these blocks. */
import { texts } from '../base/knobs.ts'
import { BLOCK_FORM, blockOf, isWithin, overlap } from '../model/addressBlocks.ts'
import { defineCondition, VALUES_MAX } from './define.ts'
import { either } from './parts/words.ts'

export const sourceAddress = defineCondition({
  id: 'source-address',
  label: 'Source address',
  summary: 'From where the connection comes; what X-Forwarded-For says is not asked.',
  source: 'AWS Application Load Balancer, source-ip conditions',
  isRepeatable: false,
  knobs: {
    values: texts({
      label: 'Blocks',
      help: 'One of these blocks of addresses: 10.0.0.0/8, 2001:db8::/32.',
      countMax: VALUES_MAX,
      min: 2,
      max: 49,
      pattern: BLOCK_FORM,
      allowed: 'a block of addresses such as 10.0.0.0/8',
      default: ['10.0.0.0/8'],
    }),
  },
  check({ values }) {
    const wrong = values.find((value) => blockOf(value) === null)
    return wrong === undefined
      ? null
      : `values has ${wrong}, which is no block of addresses. Write one such as 10.0.0.0/8.`
  },
  matches: ({ values }, asked) => values.some((value) => isWithin(asked.from, value)),
  isVague: ({ values }, asked) =>
    values.some((value) => overlap(asked.from, value)) &&
    !values.some((value) => isWithin(asked.from, value)),
  words: ({ values }) => `source ${either(values)}`,
  whyNot: ({ values }, asked) => `source ${asked.from} is not in ${either(values)}`,
  patterns: () => [],
})
