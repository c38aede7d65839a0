/** What auto-scaling decided and did, from the changes of a trace. */
import { changeKind, type Trace } from '../../trace/schema.ts'

const SCALING = changeKind('scaling')
const LAUNCHING = changeKind('launching')
const IN_SERVICE = changeKind('in-service')
const TERMINATING = changeKind('terminating')
const VACANT = changeKind('vacant')
const STAGES: readonly number[] = [LAUNCHING, IN_SERVICE, TERMINATING, VACANT]

/** A group is to have so many instances. */
export interface Scaling {
  readonly group: string
  readonly atUs: number
  readonly desired: number
  /** What the metric was; NaN at the start of the run. */
  readonly metric: number
  /** How many more than before; 0 at the start of the run. */
  readonly by: number
}

/** In the order of time; of each scaled group the first is what it begins with. */
export function scalingsOf(trace: Trace): readonly Scaling[] {
  const found: Scaling[] = []
  const latest = new Map<string, number>()
  for (const chunk of trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      if (chunk.kind[i] !== SCALING) continue
      const group = trace.meta.names.targets[chunk.a[i] as number]?.group ?? ''
      const desired = chunk.b[i] as number
      const by = desired - (latest.get(group) ?? desired)
      latest.set(group, desired)
      const atUs = chunk.atUs[i] as number
      found.push({ group, atUs, desired, metric: chunk.value[i] as number, by })
    }
  }
  return found
}

/** The instances of a group at a moment. */
export interface GroupSize {
  readonly inService: number
  readonly launching: number
  readonly terminating: number
  /** Targets that the group lists: as many as there can be. */
  readonly places: number
  /** The newest decision. */
  readonly last: Scaling
}

/** Null for a group that is not scaled. */
export function groupSizeAt(trace: Trace, group: string, tUs: number): GroupSize | null {
  const own = scalingsOf(trace).filter((one) => one.group === group)
  const last = own.findLast(({ atUs }) => atUs <= tUs)
  if (last === undefined) return null
  const stages = new Map<number, number>()
  trace.meta.names.targets.forEach((target, t) => {
    if (target.group === group) stages.set(t, IN_SERVICE)
  })
  for (const { rows, kind: kinds, atUs, b } of trace.changes.chunks) {
    for (let i = 0; i < rows && (atUs[i] as number) <= tUs; i++) {
      const what = kinds[i] as number
      const target = b[i] as number
      if (STAGES.includes(what) && stages.has(target)) stages.set(target, what)
    }
  }
  const count = (stage: number): number =>
    [...stages.values()].filter((one) => one === stage).length
  return {
    inService: count(IN_SERVICE),
    launching: count(LAUNCHING),
    terminating: count(TERMINATING),
    places: stages.size,
    last,
  }
}
