/** What a stage shows of one target or node at the playhead, in words. */
import { openConnections } from '../../analysis/scene/openConnections.ts'
import { changeKind } from '../../trace/schema.ts'
import { describeFrame, healthSeen } from '../../view/describeFrame.ts'
import { formatPercent } from '../../view/format.ts'
import { heldAnswer } from '../../view/frame/heldAnswer.ts'
import type { ShownStage } from '../stage/stages.ts'

const DNS_ANSWER = changeKind('dns-answer')

export interface TargetAtPlayhead {
  readonly state: string
  readonly inService: string
  readonly waiting: string
  readonly load: string
  readonly connections: string
  /** Letters of the nodes that check it, and what each thinks. */
  readonly health: readonly { readonly node: string; readonly health: string }[]
}

/** Null when the stage has not been drawn, or has no such target. */
export function targetAtPlayhead(
  stage: ShownStage | undefined,
  id: string,
): TargetAtPlayhead | null {
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
    health: healthSeen(layout, frame, t).map(({ node, health }) => ({
      node: node.letter,
      health,
    })),
  }
}

/** What one node thinks of every target that it checks. */
export function nodeAtPlayhead(
  stage: ShownStage | undefined,
  id: string,
): readonly { readonly target: string; readonly health: string }[] | null {
  if (stage?.layout == null) return null
  const { layout, frame, index } = stage
  return layout.targets.flatMap((box) =>
    healthSeen(layout, frame, box.index)
      .filter(({ node }) => node.id === id)
      .map(({ node, health, ejectedBy }) => {
        const counting = index?.trace.meta.names.nodes[node.index]?.counting ?? 1
        const isSplit = health === 'ejected' && counting > 1
        return {
          target: box.id,
          health: isSplit ? `${health} by ${ejectedBy} of ${counting}` : health,
        }
      }),
  )
}

export interface ResolverAtPlayhead {
  /** Names of the nodes, or targets, of the answer that it holds; null before the first. */
  readonly answer: readonly string[] | null
  /** Of the answer; negative never. */
  readonly leftUs: number
  /** How often it has asked since the run began. */
  readonly asked: number
}

/** Null when the stage has not been drawn, or has no such resolver. */
export function resolverAtPlayhead(
  stage: ShownStage | undefined,
  id: string,
): ResolverAtPlayhead | null {
  if (stage?.layout == null || stage.index === null) return null
  const { layout, frame, index } = stage
  const r = layout.resolvers.findIndex((box) => box.id === id)
  const box = layout.resolvers[r]
  if (box === undefined) return null
  const held = heldAnswer(box, frame)
  const isNew = (at: number): boolean => at > 0 && at <= frame.tUs
  let asked = 0
  for (const { rows, kind, a, atUs } of index.trace.changes.chunks) {
    for (let i = 0; i < rows; i++)
      if (kind[i] === DNS_ANSWER && a[i] === r && isNew(atUs[i] as number)) asked++
  }
  return { answer: held.entries, leftUs: held.leftUs, asked }
}

/** The word for one of those in a list of who thinks what; null when it is not there. */
export function healthIn<Of extends 'node' | 'target'>(
  list: readonly (Readonly<Record<Of, string>> & { readonly health: string })[] | null | undefined,
  of: Of,
  name: string,
): string | null {
  return list?.find((each) => each[of] === name)?.health ?? null
}
