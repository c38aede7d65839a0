/** The things of a lane that its requests meet. */
import type { LaneScenario } from '../../scenario/types.ts'
import type { Names } from '../../trace/schema.ts'

/**
 * The trace's names without nodes that no request comes through: a lane whose DNS answers with targets has a
 * balancer written down, because its patch only changes the answer.
 */
export function namesInUse(scenario: LaneScenario, names: Names): Names {
  const answers = Object.values(scenario.dns.records).flatMap((record) =>
    Object.values(record.answers),
  )
  const hasBalancer = answers.some((answer) => 'balancer' in answer)
  return hasBalancer ? names : { ...names, nodes: [] }
}
