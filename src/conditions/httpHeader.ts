/** What a header of the request says. Capital and small letters are the same, in name and value. */
import { text, texts } from '../base/knobs.ts'
import { defineCondition, VALUES_MAX } from './define.ts'
import { matchesAny } from './parts/wildcard.ts'
import { either } from './parts/words.ts'

const valueIn = (headers: Readonly<Record<string, string>>, wanted: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1]

export const httpHeader = defineCondition({
  id: 'http-header',
  label: 'Header',
  summary: 'What a header says. * stands for any letters, ? for one; case is the same.',
  source:
    'AWS Application Load Balancer, http-header conditions; that a request has each header once is our model',
  isRepeatable: true,
  knobs: {
    name: text({
      label: 'Header name',
      help: 'Which header; without wildcards.',
      min: 1,
      max: 40,
      pattern: /^[A-Za-z0-9!#$%&'+.^_|~-]+$/,
      allowed: 'the name of a header',
      default: 'Accept',
    }),
    values: texts({
      label: 'Values',
      help: 'One of these.',
      countMax: VALUES_MAX,
      min: 1,
      max: 128,
      pattern: /^[\x20-\x7e]+$/,
      allowed: 'a text in which * and ? may stand,',
      default: ['*text/html*'],
    }),
  },
  matches({ name, values }, { headers }) {
    const value = valueIn(headers, name)
    return (
      value !== undefined &&
      matchesAny(
        values.map((one) => one.toLowerCase()),
        value.toLowerCase(),
      )
    )
  },
  words: ({ name, values }) => `${name} ${either(values)}`,
  whyNot({ name, values }, { headers }) {
    const value = valueIn(headers, name)
    return value === undefined ? `it has no ${name}` : `${name} ${value} is not ${either(values)}`
  },
  patterns: ({ values }) => values,
})
