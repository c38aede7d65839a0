/** What a stage shows of one target or node at the playhead, in words. */
import type { Trace } from '../../trace/schema.ts'
import { describeFrame } from '../../view/describeFrame.ts'
import { formatPercent } from '../../view/format.ts'
import { HEALTH } from '../../view/frame/model.ts'
import type { ShownStage } from '../stage/stages.ts'

export interface TargetMoment {
  readonly state: string
  readonly inService: string
  readonly waiting: string
  readonly load: string
  readonly connections: string
  /** Letters of the nodes, and what each thinks. */
  readonly nodes: readonly string[]
  readonly health: readonly string[]
}

const HEALTH_WORDS: Readonly<Record<number, string>> = {
  [HEALTH.unknown]: 'unknown',
  [HEALTH.healthy]: 'healthy',
  [HEALTH.unhealthy]: 'unhealthy',
}

/** Null when the stage has not been drawn, or has no such target. */
export function targetMoment(stage: ShownStage | undefined, id: string): TargetMoment | null {
  if (stage?.layout == null || stage.index === null) return null
  const { layout, frame, index } = stage
  const { trace } = index
  const slots = trace.meta.names.targets.map((target) => target.slots)
  const t = layout.targets.findIndex((box) => box.id === id)
  const row = describeFrame(layout, frame, slots).targets[t]
  if (row === undefined) return null
  return {
    state: row.state,
    inService: `${row.inService} of ${row.slots}`,
    waiting: `${row.waiting} of ${row.queueLimit}`,
    load: formatPercent(row.loadRatio),
    connections: String(openConnections(trace, { target: t, tUs: frame.tUs })),
    nodes: layout.nodes.map((node) => node.letter),
    health: layout.nodes.map((_, n) => healthWord(stage, n, t)),
  }
}

/** What one node thinks of every target. */
export function nodeMoment(
  stage: ShownStage | undefined,
  id: string,
): readonly { readonly target: string; readonly health: string }[] | null {
  if (stage?.layout == null || stage.index === null) return null
  const n = stage.index.trace.meta.names.nodes.findIndex((node) => node.id === id)
  if (n < 0) return null
  return stage.layout.targets.map((box, t) => ({ target: box.id, health: healthWord(stage, n, t) }))
}

function healthWord({ layout, frame }: ShownStage, node: number, target: number): string {
  const health = frame.health[node * (layout?.targets.length ?? 0) + target] ?? HEALTH.unknown
  return HEALTH_WORDS[health] ?? 'unknown'
}

/** Connections to a target that are open at a moment. */
function openConnections(
  trace: Trace,
  at: { readonly target: number; readonly tUs: number },
): number {
  let open = 0
  for (const chunk of trace.connections.chunks) {
    const { target, openedUs, closedUs } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      const isHere = target[i] === at.target
      if (isHere && (openedUs[i] as number) <= at.tUs && at.tUs < (closedUs[i] as number)) open++
    }
  }
  return open
}
