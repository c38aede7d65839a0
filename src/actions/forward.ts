/** To a target group. */
import { defineAction, type Verdict } from './define.ts'

export const forward = defineAction({
  id: 'forward',
  label: 'Forward',
  summary: 'Sends the request to a target of a target group.',
  source: 'AWS Application Load Balancer, forward actions',
  knobs: {},
  verdict: ({
    groups,
  }: {
    readonly groups: Readonly<Record<string, { weight: number }>>
  }): Verdict => ({
    kind: 'to-groups',
    groups,
  }),
})
