/** Where the rules stand that there are to edit. Apart from the edits, which are loaded late. */
import type { Listener } from '../things/listeners.ts'
import type { Scenario } from '../types.ts'

export interface ListenerPlace {
  /** From the top of the scenario. */
  readonly keys: readonly string[]
  readonly listener: Listener
}

/** The listener whose rules there are to edit; null without a balancer. */
export function listenerPlace({ balancers }: Pick<Scenario, 'balancers'>): ListenerPlace | null {
  for (const [balancer, { listeners }] of Object.entries(balancers)) {
    for (const [id, listener] of Object.entries(listeners)) {
      return { keys: ['balancers', balancer, 'listeners', id], listener }
    }
  }
  return null
}
