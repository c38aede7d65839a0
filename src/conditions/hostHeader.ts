/** For which site the request is. Capital and small letters are the same. */
import { texts } from '../base/knobs.ts'
import { defineCondition, VALUES_MAX } from './define.ts'
import { matchesAny } from './parts/wildcard.ts'
import { either } from './parts/words.ts'

const lower = (values: readonly string[]): readonly string[] =>
  values.map((value) => value.toLowerCase())

export const hostHeader = defineCondition({
  id: 'host-header',
  label: 'Host',
  summary: 'For which site the request is. * stands for any letters, ? for one; case is the same.',
  source: 'AWS Application Load Balancer, host-header conditions',
  isRepeatable: false,
  knobs: {
    values: texts({
      label: 'Hosts',
      help: 'One of these; *.example.com is any site below example.com, and not example.com.',
      countMax: VALUES_MAX,
      min: 1,
      max: 128,
      pattern: /^[A-Za-z0-9_.*?-]*\.[A-Za-z]+$/,
      allowed: 'a host with a dot and only letters after the last one, in which * and ? may stand,',
      default: ['shop.example'],
    }),
  },
  matches: ({ values }, asked) => matchesAny(lower(values), asked.host.toLowerCase()),
  words: ({ values }) => `host ${either(values)}`,
  whyNot: ({ values }, asked) => `host ${asked.host} is not ${either(values)}`,
  patterns: ({ values }) => values,
})
