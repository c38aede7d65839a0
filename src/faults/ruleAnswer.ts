import { count, reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'

/** A rule answers by itself for a while: a maintenance page, a path that is closed. */
export const ruleAnswer = defineFault({
  id: 'rule-answer',
  label: 'Rule answers',
  summary: 'The nodes answer what a rule matches by themselves; no target is asked meanwhile.',
  source:
    'AWS Application Load Balancer, fixed-response actions; that all nodes know at once is our model',
  knobs: {
    rule: reference({ label: 'Rule', help: 'Which rule answers by itself.', to: 'rules' }),
    status: count({
      label: 'Status',
      help: 'The HTTP status: 200 to 299, 400 to 499 or 500 to 599.',
      unit: '',
      min: 200,
      max: 599,
      default: 503,
    }),
    ...WHEN,
  },
  check: ({ status }) =>
    status >= 300 && status < 400
      ? `status is ${status}; it must be 2xx, 4xx or 5xx. Choose another.`
      : null,
  effects: ({ rule, status }) => [{ kind: 'answer', rule, status }],
  words: ({ status }) => `answers ${status}`,
  caption: ({ rule, status }) => `rule ${rule}: answers ${status}`,
})
