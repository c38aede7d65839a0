/** To a target of one of several groups, each with its share. */
import { defineAction, type Verdict } from './define.ts'

/** As a scenario writes it. */
export interface Forward {
  readonly groups: Readonly<Record<string, { weight: number }>>
}

export const forward = defineAction({
  id: 'forward',
  label: 'Forward',
  summary: 'Sends the request to a target of a target group, chosen by weight.',
  source:
    'AWS Application Load Balancer, forward actions; that each request is a draw of its own is our model',
  knobs: {},
  verdict: ({ groups }: Forward): Verdict => ({ kind: 'to-groups', groups }),
  start: (group) => ({ groups: { [group]: {} } }),
  words({ groups }) {
    const all = Object.entries(groups)
    const one = all.length === 1
    return `forward ${all.map(([id, { weight }]) => (one ? id : `${id} ${weight}`)).join(' and ')}`
  },
})
