/**
 * First available: the first target in the order written that has room, so that the last ones may sleep. When none has,
 * a balancer would let the request wait; nodes here have no queue, and it goes to the least busy (model).
 */
import { count } from '../base/knobs.ts'
import { defineAlgorithm, type View } from './define.ts'

export const firstAvailable = defineAlgorithm({
  id: 'first-available',
  label: 'First available',
  summary: 'Each request goes to the first target that has room, so the last ones stay idle.',
  source:
    'HAProxy balance first, src/lb_fas.c, with maxconn. When all are full HAProxy queues; that the least busy gets the ' +
    'request then is our model',
  group: 'Fewest',
  goodAt: 'Few requests: targets that get none can be switched off.',
  badAt: 'Latency: the first targets are always full.',
  does: [
    'The first target gets every request until it has as many as it may have at one time.',
    'Only then the second gets one, and so on.',
    'So few requests keep few targets busy, and the last ones can be switched off.',
  ],
  law: ['target = first with in flight < room', 'all full: fewest in flight (model)'],
  spelled: {
    nginx: 'none; nearest: `max_conns=10` with `backup` servers',
    haproxy: '`balance first` with `maxconn 10` at the server',
    envoy: 'none; nearest: priorities, which fill by health and not by load',
    aws: 'none, and nothing near',
  },
  reads: ['inFlight'],
  withoutSlowStart: () => 'HAProxy has none with first',
  knobs: {
    room: count({
      label: 'Room of a target',
      help: 'How many requests a node sends to one target at one time (maxconn).',
      unit: 'requests',
      min: 1,
      max: 100_000,
      default: 10,
      isLog: true,
    }),
  },
  state: {},
  scansAll: true,
  pick: ({ view, knobs }) => firstWithRoom(view, knobs.room),
  score: {
    label: () => 'in flight',
    unit: 'requests',
    of: ({ view }, target) => view.inFlight(target),
  },
  because({ view, knobs }, names) {
    const target = firstWithRoom(view, knobs.room) as number
    const inFlight = view.inFlight(target)
    return inFlight < knobs.room
      ? `${names(target)} was the first with room: ${inFlight} of ${knobs.room} in flight.`
      : `All had their ${knobs.room} requests in flight; ${names(target)} had the fewest, ${inFlight}.`
  },
})

function firstWithRoom(view: View<'inFlight'>, room: number): number | null {
  let least: number | null = null
  for (const target of view.usable) {
    const inFlight = view.inFlight(target)
    if (inFlight < room) return target
    if (least === null || inFlight < view.inFlight(least)) least = target
  }
  return least
}
