/**
 * How targets left and came back, a step for each time that one was deregistered: when it stopped, when it was there
 * again, and when each node heard of it.
 */
import { changeKind, type Trace } from '../../trace/schema.ts'

export interface DeployStep {
  readonly target: string
  readonly startUs: number
  /** What happened, in microseconds after it began; null for what did not happen. */
  stopUs: number | null
  goneUs: number | null
  upUs: number | null
  registeredUs: number | null
  /** When each node heard that it leaves, in the order of the nodes. */
  readonly heardUs: (number | null)[]
  /** When the last node found it healthy again. */
  healthyUs: number | null
}

const DEREGISTERED = changeKind('deregistered')
const REGISTERED = changeKind('registered')
const STOPPING = changeKind('stopping')
const DOWN = changeKind('target-down')
const UP = changeKind('target-up')
const DRAINING = changeKind('draining')
const HEALTHY = changeKind('healthy')

/** In the order in which they began. */
export function deployStepsOf(trace: Trace): readonly DeployStep[] {
  const { nodes, targets } = trace.meta.names
  const steps: DeployStep[] = []
  const latest = new Map<number, DeployStep>()
  for (const chunk of trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const what = chunk.kind[i] as number
      const atUs = chunk.atUs[i] as number
      const target = chunk.b[i] as number
      if (what === DEREGISTERED) {
        const step = emptyStep(targets[target]?.id ?? '', atUs, nodes.length)
        latest.set(target, step)
        steps.push(step)
      } else {
        const step = latest.get(target)
        if (step !== undefined) note(step, what, { node: chunk.a[i] as number, atUs })
      }
    }
  }
  return steps
}

const emptyStep = (target: string, startUs: number, nodes: number): DeployStep => ({
  target,
  startUs,
  stopUs: null,
  goneUs: null,
  upUs: null,
  registeredUs: null,
  heardUs: Array.from({ length: nodes }, () => null),
  healthyUs: null,
})

function note(
  step: DeployStep,
  what: number,
  { node, atUs }: { readonly node: number; readonly atUs: number },
): void {
  const afterUs = atUs - step.startUs
  if (what === STOPPING) step.stopUs ??= afterUs
  else if (what === DOWN) step.goneUs ??= afterUs
  else if (what === UP && step.goneUs !== null) step.upUs ??= afterUs
  else if (what === REGISTERED) step.registeredUs ??= afterUs
  else if (what === DRAINING) step.heardUs[node] ??= afterUs
  else if (what === HEALTHY && step.registeredUs !== null) step.healthyUs = afterUs
}
