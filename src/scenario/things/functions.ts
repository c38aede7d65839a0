/** Functions as targets: alone in their group, and behind a balancer that sees requests. */
import { onDemandOf } from '../../targets/index.ts'
import type { Keyed } from '../document/keyed.ts'
import type { Report } from '../document/report.ts'
import { groupsOf, type WithRules } from '../forwarding.ts'
import type { Balancer } from './balancers.ts'
import type { TargetGroup } from './targetGroups.ts'

interface Around extends WithRules {
  readonly balancers: Keyed<Balancer>
  readonly targetGroups: Keyed<TargetGroup>
}

/** One function in a group, and nothing else; not at layer 4. Source: AWS, Lambda functions as targets. */
export function checkFunctions({ balancers, targetGroups }: Around, report: Report): void {
  const atLayer4 = Object.values(balancers).flatMap(({ kind, listeners }) =>
    kind === 'network' ? Object.values(listeners).flatMap(groupsOf) : [],
  )
  for (const [group, { targets }] of Object.entries(targetGroups)) {
    const functions = Object.entries(targets).filter(([, target]) => onDemandOf(target) !== null)
    const [first] = functions
    if (first === undefined) continue
    const [id, { kind }] = first
    const keys = ['targetGroups', group, 'targets', id, 'kind']
    const others = Object.keys(targets).length - 1
    if (others > 0) {
      report(
        keys,
        `is ${kind}, beside ${others} other ${others === 1 ? 'target' : 'targets'}; a group with a function has no other. Remove them, or choose another kind.`,
      )
    }
    if (atLayer4.includes(group)) {
      report(
        keys,
        `is ${kind}, behind a balancer of layer 4, which sends no requests. Choose another kind, or make the balancer an application.`,
      )
    }
  }
}
