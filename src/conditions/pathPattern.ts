/** What is asked for. Capital and small letters differ, and the query is not looked at. */
import { texts } from '../base/knobs.ts'
import { defineCondition, VALUES_MAX } from './define.ts'
import { differsInCase, matchesAny } from './parts/wildcard.ts'
import { either } from './parts/words.ts'

export const pathPattern = defineCondition({
  id: 'path-pattern',
  label: 'Path',
  summary:
    'What is asked for, without the query. * stands for any letters, ? for one; case counts.',
  source: 'AWS Application Load Balancer, path-pattern conditions',
  isRepeatable: false,
  knobs: {
    values: texts({
      label: 'Paths',
      help: 'One of these; /img/* is everything below /img/.',
      countMax: VALUES_MAX,
      min: 1,
      max: 128,
      pattern: /^[A-Za-z0-9_.$/~"'@:+&*?-]+$/,
      allowed: 'a path in which * and ? may stand,',
      default: ['/api/*'],
    }),
  },
  matches: ({ values }, asked) => matchesAny(values, asked.path),
  words: ({ values }) => `path ${either(values)}`,
  whyNot: ({ values }, asked) =>
    `${asked.path} is not ${either(values)}${differsInCase(values, asked.path) ? ': case counts' : ''}`,
  patterns: ({ values }) => values,
})
