/** How it is asked for: exactly one of these words, case and all. */
import { texts } from '../base/knobs.ts'
import { defineCondition, VALUES_MAX } from './define.ts'
import { either } from './parts/words.ts'

export const requestMethod = defineCondition({
  id: 'request-method',
  label: 'Method',
  summary: 'The HTTP method, exactly as written, without wildcards.',
  source: 'AWS Application Load Balancer, http-request-method conditions',
  isRepeatable: false,
  knobs: {
    values: texts({
      label: 'Methods',
      help: 'One of these.',
      countMax: VALUES_MAX,
      min: 1,
      max: 40,
      pattern: /^[A-Z_-]+$/,
      allowed: 'a method in capital letters',
      default: ['GET'],
    }),
  },
  matches: ({ values }, asked) => values.includes(asked.method),
  words: ({ values }) => `method ${either(values)}`,
  whyNot: ({ values }, asked) => `method ${asked.method} is not ${either(values)}`,
  patterns: () => [],
})
