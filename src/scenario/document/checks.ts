/**
 * What the parts of a scenario have to do with each other: names that must exist, times that must
 * fit. Takes one lane that has the right shape; its ranges are settled.
 */
import { checkRouting } from '../routing.ts'
import { checkBalancers } from '../things/balancers.ts'
import { checkClients } from '../things/clients.ts'
import { checkDns } from '../things/dns.ts'
import { checkFaults } from '../things/faults.ts'
import { checkFunctions } from '../things/functions.ts'
import { checkHosts } from '../things/hosts.ts'
import { checkNarrowedBalancers } from '../things/narrowings.ts'
import { checkNetwork } from '../things/network.ts'
import { checkRegions } from '../things/regions.ts'
import { checkRun } from '../things/run.ts'
import { checkScaling } from '../things/scaling.ts'
import { checkTargetGroups } from '../things/targetGroups.ts'
import type { LaneScenario } from '../types.ts'
import { asJson } from './json.ts'
import { checkMembers } from './members.ts'
import { formatPath, type Problem, problemAt } from './problem.ts'
import type { Report } from './report.ts'
import { laneShape } from './shape.ts'

const checks: readonly ((lane: LaneScenario, report: Report) => void)[] = [
  checkRun,
  checkRegions,
  checkNetwork,
  checkClients,
  checkDns,
  checkBalancers,
  checkRouting,
  checkTargetGroups,
  checkNarrowedBalancers,
  checkHosts,
  checkScaling,
  checkFunctions,
  checkFaults,
  (lane, report) => checkMembers(laneShape, asJson(lane), report),
]

/** Everything that does not fit together; empty when the lane can be simulated. */
export function misfitsOf(lane: LaneScenario): readonly Problem[] {
  const problems: Problem[] = []
  const report: Report = (keys, rest) => problems.push(problemAt(formatPath(keys), rest))
  for (const check of checks) check(lane, report)
  return problems
}
