/** The node answers by itself, always the same. */
import { choice, count, type KnobValues, text } from '../base/knobs.ts'
import { defineAction, type Verdict } from './define.ts'

const knobs = {
  status: count({
    label: 'Status',
    help: 'The HTTP status: 200 to 299, 400 to 499 or 500 to 599.',
    unit: '',
    min: 200,
    max: 599,
    default: 404,
  }),
  contentType: choice({
    label: 'Content type',
    help: 'What the body is said to be.',
    options: [
      'text/plain',
      'text/css',
      'text/html',
      'application/javascript',
      'application/json',
    ].map((id) => ({ id, label: id })),
    default: 'text/plain',
  }),
  body: text({
    label: 'Body',
    help: 'What it says, 1 024 characters at most. It costs no time.',
    min: 0,
    max: 1024,
    pattern: /^[^\0]*$/,
    allowed: 'a text',
    default: '',
  }),
} as const

type FixedResponse = KnobValues<typeof knobs>

export const fixedResponse = defineAction({
  id: 'fixed-response',
  label: 'Fixed response',
  summary: 'The node answers by itself; no target is asked.',
  source: 'AWS Application Load Balancer, fixed-response actions',
  knobs,
  check: ({ status }) =>
    status >= 300 && status < 400
      ? `status is ${status}; it must be 2xx, 4xx or 5xx. A 3xx is what the action redirect is for.`
      : null,
  verdict: ({ status }: FixedResponse): Verdict => ({
    kind: 'answer',
    status,
    cause: 'fixed-response',
  }),
  words: ({ status }) => `fixed ${status}`,
})
