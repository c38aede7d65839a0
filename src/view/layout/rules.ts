/** The rules of a listener as a node shows them: a port each, in the order in which they are asked, the default last. */

import { DEFAULT_RULE, groupsOfAction } from '../../scenario/forwarding.ts'
import type { RuleAction } from '../../scenario/things/actions.ts'
import { rulesInOrder } from '../../scenario/things/rules.ts'
import type { LaneScenario } from '../../scenario/types.ts'

export interface Port {
  /** The rule by its id, `otherwise` for the default. */
  readonly rule: string
  /** Its priority; a star for the default. */
  readonly label: string
  /** The groups to which it leads; none when the node answers itself. */
  readonly groups: readonly string[]
  /** What it answers itself; null when it forwards. */
  readonly status: string | null
}

/** A port with the middle of its height. */
export interface PlacedPort extends Port {
  readonly y: number
}

const PORT_PITCH_PX = 15
/** A port lower than this has no room for its priority. */
const PORT_MIN_PX = 13
/** Above and below the ports of a node, together. */
const FRAME_PX = 8

/** Half of the width of a port, which sits on the right edge of its node. */
export const PORT_HALF_PX = 11

/** How far apart so many ports stand within that height; null when there is no room for them. */
export function portPitchPx(count: number, heightPx: number): number | null {
  const pitchPx = Math.min(PORT_PITCH_PX, (heightPx - FRAME_PX) / count)
  return pitchPx < PORT_MIN_PX ? null : pitchPx
}

export const portsHeightPx = (count: number, pitchPx: number): number =>
  Math.round(count * pitchPx) + FRAME_PX

/** The ports around the middle of a node. */
export const placePorts = (
  ports: readonly Port[],
  { y, pitchPx }: { readonly y: number; readonly pitchPx: number },
): readonly PlacedPort[] =>
  ports.map((port, i) => ({ ...port, y: Math.round(y + (i - (ports.length - 1) / 2) * pitchPx) }))

/** Those of each balancer, by its id; without rules none, for a node then does the same with everything. */
export function portsOf({ balancers }: LaneScenario): ReadonlyMap<string, readonly Port[]> {
  return new Map(
    Object.entries(balancers).map(([id, { listeners }]) => {
      const ports = Object.values(listeners).flatMap(({ rules, otherwise }) => [
        ...rulesInOrder(rules).map(([rule, { priority, action }]) =>
          portOf(rule, String(priority), action),
        ),
        portOf(DEFAULT_RULE, '*', otherwise),
      ])
      return [id, ports.length > 1 ? ports : []]
    }),
  )
}

const portOf = (rule: string, label: string, action: RuleAction): Port => ({
  rule,
  label,
  groups: groupsOfAction(action),
  status: 'status' in action ? String(action.status) : null,
})
