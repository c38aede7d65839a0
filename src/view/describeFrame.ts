/** What the stage shows at a moment, as rows of a table: the same for those who do not see it. */
import { edgeBetween, NO_EDGE } from '../analysis/scene/edges.ts'
import { HEALTHS, HEALTHY, type Health } from '../model/health.ts'
import { type Frame, LIVES } from './frame/model.ts'
import { checksOf } from './layout/targets.ts'
import type { NodeBox } from './layout/zones.ts'
import type { StageLayout } from './layout.ts'

export interface TargetRow {
  readonly target: string
  readonly group: string
  readonly zone: string
  /** `working`, `down`, `cold`, `slow start`, how far it is in leaving, or the words of the faults that touch it. */
  readonly state: string
  /** `healthy`, `unhealthy`, or which node thinks what when they disagree; `not checked` when none does. */
  readonly health: string
  readonly inService: number
  readonly slots: number
  readonly waiting: number
  readonly queueLimit: number
  /** Share of busy slots over the last 2.5 s. */
  readonly loadRatio: number
}

export interface FrameDescription {
  readonly tUs: number
  /** Attempts on their way, in either direction. */
  readonly travelling: number
  readonly waiting: number
  readonly inService: number
  readonly targets: readonly TargetRow[]
  /** Nodes that send to unhealthy targets because too few are healthy. */
  readonly failOpen: readonly string[]
  /** Nodes that take time for what they do: how busy, and requests that their workers have. */
  readonly nodes: readonly {
    readonly node: string
    readonly load: number
    readonly requests: number
  }[]
}

export function describeFrame(
  layout: StageLayout,
  frame: Frame,
  slots: readonly number[],
): FrameDescription {
  const targets = layout.targets.map((box, t): TargetRow => {
    const faults = layout.faults.filter(
      (fault, f) => frame.isActive[f] === 1 && fault.targets.includes(t),
    )
    const words = faults.map((fault) => fault.words)
    const isOut = faults.some((fault) => fault.tone === 'down')
    const leaving = leavingWord(frame, t)
    if (leaving !== null && !words.includes(leaving)) words.push(leaving)
    else if (frame.isDown[t] === 1 && !isOut) words.push('down')
    // What its host was seen to do before it went out says nothing of it any more.
    if (!isOut) words.push(...shortWords(layout, frame, t))
    words.push(...startWords(layout.edges, frame, t))
    return {
      target: box.id,
      group: box.group,
      zone: box.zone,
      state: words.length === 0 ? 'working' : words.join(', '),
      health: healthWords(layout, frame, t),
      inService: frame.serving[t] as number,
      slots: slots[t] ?? 0,
      waiting: frame.waiting[t] as number,
      queueLimit: box.queue.limit,
      loadRatio: frame.load[t] as number,
    }
  })
  return {
    tUs: frame.tUs,
    travelling: frame.travelling,
    waiting: targets.reduce((sum, row) => sum + row.waiting, 0),
    inService: targets.reduce((sum, row) => sum + row.inService, 0),
    targets,
    failOpen: layout.nodes
      .filter((node) => (frame.isFailOpen[node.index] as number) > 0)
      .map((node) => node.letter),
    nodes: layout.nodes
      .filter(
        ({ index }) => (frame.nodeLoad[index] as number) + (frame.atNode[index] as number) > 0,
      )
      .map(({ index, letter }) => ({
        node: letter,
        load: frame.nodeLoad[index] as number,
        requests: frame.atNode[index] as number,
      })),
  }
}

/** How fast work goes on at a container while its host is short of cores. */
function shortWords({ hosts }: StageLayout, frame: Frame, target: number): readonly string[] {
  const host = hosts.find(({ containers }) => containers.includes(target))
  const working = host === undefined ? 0 : (frame.hostWork[host.index] as number)
  if (host === undefined || working <= host.cores) return []
  return [`at ${Math.round((100 * host.cores) / working)} % of a core`]
}

function healthWords(layout: StageLayout, frame: Frame, target: number): string {
  const seen = healthSeen(layout, frame, target)
  const [first] = seen
  if (first === undefined) return 'not checked'
  if (seen.every(({ health }) => health === first.health)) return first.health
  return seen.map(({ node, health }) => `${node.letter} ${health}`).join(', ')
}

interface Seen {
  readonly node: NodeBox
  readonly health: Health
  /** How many of those who count at the node eject it. */
  readonly ejectedBy: number
}

/** What each node that checks a target thinks of it, in the order of the nodes. */
export function healthSeen(
  { boxes, edges }: StageLayout,
  frame: Frame,
  target: number,
): readonly Seen[] {
  return checksOf(edges, target).flatMap((edge) => {
    const place = boxes[edges.from[edge] as number]
    if (place?.kind !== 'node') return []
    const health = HEALTHS[frame.health[edge] as number] ?? 'initial'
    return [{ node: place.box, health, ejectedBy: frame.ejectedBy[edge] as number }]
  })
}

/**
 * `fails open`, and how many targets are healthy for the node if any are; null while it goes by health. Without a number
 * where it has several groups, of which others may be well.
 */
export function failOpenWords(layout: StageLayout, frame: Frame, node: number): string | null {
  if (frame.isFailOpen[node] === 0) return null
  const { edges } = layout
  const { firstNode, firstTarget } = edges.places
  const checked = layout.targets.flatMap((box) => {
    const edge = edgeBetween(edges, firstNode + node, firstTarget + box.index)
    // What is deregistered is no part of the group for the node.
    const isNone = edge === NO_EDGE || (frame.heard[edge] as number) > 0
    return isNone ? [] : [{ group: box.group, health: frame.health[edge] as number }]
  })
  const healthy = checked.filter(({ health }) => health === HEALTHY).length
  const isOneGroup = new Set(checked.map(({ group }) => group)).size === 1
  if (healthy === 0 || !isOneGroup) return 'fails open'
  return `fails open, ${healthy} of ${checked.length} healthy`
}

/** Words of LIVES, but for `inService`. */
const LIFE_WORDS = [null, 'vacant', 'launching', 'terminating'] as const

/** Whether a target is but a place: its instance is not there, or not yet. */
export const isVacant = ({ life }: Frame, target: number): boolean =>
  life[target] === LIVES.vacant || life[target] === LIVES.launching

/** That it has no instance, or how far it is in leaving its group: `deregistered`, `stopping`, `gone`; null while it stays. */
export function leavingWord(frame: Frame, target: number): string | null {
  const { isAway, isDown, isStopping, life } = frame
  const word = LIFE_WORDS[life[target] as number]
  if (word != null) return word
  if (isStopping[target] === 1) return isDown[target] === 1 ? 'gone' : 'stopping'
  return isAway[target] === 1 ? 'deregistered' : null
}

/**
 * For how long a node has not heard of what is registered, at most, and whether it sends to a target that refuses; null
 * when it knows everything.
 */
export function secondsBehind(
  { edges, targets }: StageLayout,
  { awaySinceUs, health, heard, isAway, isStopping, tUs }: Frame,
  node: number,
): { readonly seconds: number; readonly isCostly: boolean } | null {
  const { firstNode, firstTarget } = edges.places
  let sinceUs = Number.POSITIVE_INFINITY
  let isCostly = false
  for (const { index: t } of targets) {
    const edge = edgeBetween(edges, firstNode + node, firstTarget + t)
    if (edge === NO_EDGE || (heard[edge] as number) > 0 === (isAway[t] === 1)) continue
    sinceUs = Math.min(sinceUs, awaySinceUs[t] as number)
    if (isStopping[t] === 1 && health[edge] === HEALTHY) isCostly = true
  }
  return sinceUs === Number.POSITIVE_INFINITY ? null : { seconds: (tUs - sinceUs) / 1e6, isCostly }
}

/** That a target has started not long ago: it is slower for a while, and nodes send it less for a while. */
export function startWords(edges: StageLayout['edges'], frame: Frame, target: number): string[] {
  const { isDown, slowUntilUs, tUs, warmAtUs } = frame
  if (isDown[target] === 1) return []
  const isSlow = checksOf(edges, target).some((edge) => tUs < (slowUntilUs[edge] as number))
  return [
    ...(tUs < (warmAtUs[target] as number) ? ['cold'] : []),
    ...(isSlow ? ['slow start'] : []),
  ]
}
