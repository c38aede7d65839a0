/** What stands behind the question mark: a value of one key, or of any. Capital and small letters are the same. */
import { text, texts } from '../base/knobs.ts'
import { defineCondition, VALUES_MAX } from './define.ts'
import { matchesAny, matchesPattern } from './parts/wildcard.ts'
import { either } from './parts/words.ts'

/** Pairs in their order; without an equals sign a value is empty. */
const pairsOf = (query: string): readonly (readonly [string, string])[] =>
  query
    .toLowerCase()
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
    })

export const queryString = defineCondition({
  id: 'query-string',
  label: 'Query',
  summary:
    'A value of the query, of one key or of any. \\* and \\? are a star and a question mark.',
  source:
    'AWS Application Load Balancer, query-string conditions; one key for all values of a condition is our form',
  isRepeatable: true,
  knobs: {
    key: text({
      label: 'Key',
      help: 'Which key of the query, in which * and ? may stand; without it any key.',
      min: 0,
      max: 128,
      pattern: /^[\x21-\x7e]*$/,
      allowed: 'a text without blanks',
      default: '',
    }),
    values: texts({
      label: 'Values',
      help: 'One of these.',
      countMax: VALUES_MAX,
      min: 1,
      max: 128,
      pattern: /^[\x21-\x7e]+$/,
      allowed: 'a text without blanks in which * and ? may stand,',
      default: ['*'],
    }),
  },
  matches: ({ key, values }, asked) =>
    pairsOf(asked.query).some(
      ([name, value]) =>
        (key === '' || matchesPattern(key.toLowerCase(), name)) &&
        matchesAny(
          values.map((one) => one.toLowerCase()),
          value,
        ),
    ),
  words: ({ key, values }) => `query ${key === '' ? '' : `${key} = `}${either(values)}`,
  whyNot({ key, values }, asked) {
    const wanted = `${key === '' ? '' : `${key} = `}${either(values)}`
    return asked.query === '' ? 'it has no query' : `query ${asked.query} has no ${wanted}`
  },
  patterns: ({ key, values }) => [key, ...values],
})
