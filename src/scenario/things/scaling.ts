/** Groups that are scaled: their targets are places for instances, and the maximum is how many they are. */
import { isScaled } from '../../scalingPolicies/index.ts'
import type { Keyed } from '../document/keyed.ts'
import type { Report } from '../document/report.ts'
import type { Dns } from './dns.ts'
import type { TargetGroup } from './targetGroups.ts'

interface Around {
  readonly targetGroups: Keyed<TargetGroup>
  readonly dns: Dns
}

/** There are places for those that are desired at first, and a balancer that knows which of them are there. */
export function checkScaling({ targetGroups, dns }: Around, report: Report): void {
  const named = Object.values(dns.records).flatMap(({ answers }) =>
    Object.values(answers).flatMap((answer) => ('target' in answer ? [answer.target] : [])),
  )
  for (const [id, { scaling, targets }] of Object.entries(targetGroups)) {
    if (!isScaled(scaling)) continue
    const keys = ['targetGroups', id, 'scaling']
    const { length } = Object.keys(targets)
    if (scaling.desired > length) {
      report(
        [...keys, 'desired'],
        `is ${scaling.desired}, but the group lists ${length} targets, which is its maximum. Lower it or add targets.`,
      )
    }
    const answered = named.find((target) => Object.hasOwn(targets, target))
    if (answered !== undefined) {
      report(
        [...keys, 'kind'],
        `is ${scaling.kind}, but DNS answers with ${answered} itself, whether it is there or not. Set it to unscaled, or let DNS answer with a balancer.`,
      )
    }
  }
}

/** Whether targets of any group come and go by a policy. */
export const anyScaled = ({ targetGroups }: Pick<Around, 'targetGroups'>): boolean =>
  Object.values(targetGroups).some(({ scaling }) => isScaled(scaling))
