/**
 * What crosses zones: attempts that nodes sent to targets of another zone than their own. Clients have a place and no
 * zone, so their way to a node crosses none; probes are not counted.
 */
import type { Names } from '../../trace/schema.ts'
import { NONE } from '../../trace/schema.ts'
import { type Bins, binsAt } from './bins.ts'
import type { ConnectionChunk } from './connectionTally.ts'
import type { Visits } from './visits.ts'
import type { Window } from './window.ts'

export interface CrossingReport {
  /** Attempts that nodes sent to targets in the window, and of those: to targets of other zones; in a second, too. */
  readonly forwarded: number
  readonly crossed: number
  readonly crossedPerSecond: number
  /** Of those forwarded; 0 when there are none. */
  readonly crossedRatio: number
  /** Mean size of an answer to those that crossed, of connections to their targets that were open in the window. */
  readonly answerBytes: number
  /** In the order of the scenario. */
  readonly nodes: readonly NodeCrossing[]
}

export interface NodeCrossing {
  readonly id: string
  readonly zone: string
  /** Attempts by the zone of their target: its own first, then others as targets name them, but for those that got none. */
  readonly to: readonly { readonly zone: string; readonly attempts: number }[]
}

/** Counts of attempts by node and target. */
export class CrossingTally {
  private readonly targets: number
  private sent: Uint32Array
  /** By target, of connections that nodes have to it: answers' bytes, and requests. */
  private readonly bytes: Float64Array
  private readonly requests: Float64Array

  constructor(targets: number) {
    this.targets = targets
    this.sent = new Uint32Array(targets)
    this.bytes = new Float64Array(targets)
    this.requests = new Float64Array(targets)
  }

  /** Of nodes, and those of clients that a node of layer 4 passes on. */
  addConnection(chunk: ConnectionChunk, i: number, { fromUs, toUs }: Window): void {
    const target = chunk.target[i] as number
    if (target === NONE || chunk.node[i] === NONE) return
    if ((chunk.closedUs[i] as number) < fromUs || (chunk.openedUs[i] as number) >= toUs) return
    this.bytes[target] = (this.bytes[target] as number) + (chunk.bytes[i] as number)
    this.requests[target] = (this.requests[target] as number) + (chunk.requests[i] as number)
  }

  add(visits: Visits, { fromUs, toUs }: Window): void {
    const { count, node: nodes, target, sentUs } = visits
    const { targets } = this
    for (let i = 0; i < count; i++) {
      const node = nodes[i] as number
      const sent = sentUs[i] as number
      if (node === NONE || sent < fromUs || sent >= toUs) continue
      const place = node * targets + (target[i] as number)
      if (place >= this.sent.length) this.grow(node + 1)
      this.sent[place] = (this.sent[place] as number) + 1
    }
  }

  /** By target: how many came from nodes of other zones. */
  crossedByTarget({ nodes, targets }: Pick<Names, 'nodes' | 'targets'>): readonly number[] {
    return targets.map(({ zone }, target) =>
      nodes.reduce((sum, node, n) => (node.zone === zone ? sum : sum + this.sentBy(n, target)), 0),
    )
  }

  report(names: Pick<Names, 'nodes' | 'targets'>, seconds: number): CrossingReport {
    const { nodes, targets } = names
    const found = nodes.map(({ id, zone }, node) => {
      const byZone = new Map([[zone, 0]])
      targets.forEach((target, t) => {
        const sent = this.sentBy(node, t)
        if (sent > 0) byZone.set(target.zone, (byZone.get(target.zone) ?? 0) + sent)
      })
      return { id, zone, to: [...byZone].map(([to, attempts]) => ({ zone: to, attempts })) }
    })
    const count = (holds: (from: string, to: string) => boolean): number =>
      found.reduce(
        (sum, { zone, to }) =>
          to.reduce((all, each) => (holds(zone, each.zone) ? all + each.attempts : all), sum),
        0,
      )
    const forwarded = count(() => true)
    const crossed = count((from, to) => from !== to)
    return {
      forwarded,
      crossed,
      crossedPerSecond: seconds > 0 ? crossed / seconds : 0,
      crossedRatio: forwarded > 0 ? crossed / forwarded : 0,
      answerBytes: crossed > 0 ? this.bytesCrossed(names) / crossed : 0,
      nodes: found.map(({ to, ...node }) => ({
        ...node,
        to: to.filter(({ attempts }) => attempts > 0),
      })),
    }
  }

  /** An answer is as large as those of its target are on average. */
  private bytesCrossed(names: Pick<Names, 'nodes' | 'targets'>): number {
    return this.crossedByTarget(names).reduce((sum, crossed, target) => {
      const requests = this.requests[target] as number
      return requests === 0 ? sum : sum + (crossed * (this.bytes[target] as number)) / requests
    }, 0)
  }

  private sentBy(node: number, target: number): number {
    return this.sent[node * this.targets + target] ?? 0
  }

  private grow(nodes: number): void {
    const more = new Uint32Array(nodes * this.targets)
    more.set(this.sent)
    this.sent = more
  }
}

/** Of the attempts that nodes sent to targets in each bin, the share that crossed zones; NaN where there were none. */
export function crossingByBin(
  { nodes, targets }: Pick<Names, 'nodes' | 'targets'>,
  visits: Visits,
  bins: Bins,
): Float64Array<ArrayBuffer> {
  const { count, node, target, sentUs } = visits
  const numbers = new Map<string, number>()
  const numberOf = ({ zone }: { readonly zone: string }): number => {
    const number = numbers.get(zone) ?? numbers.size
    numbers.set(zone, number)
    return number
  }
  const [nodeZones, targetZones] = [nodes.map(numberOf), targets.map(numberOf)]
  const bin = binsAt(bins, sentUs, count)
  const crossed = new Float64Array(bins.count + 1)
  const all = new Float64Array(bins.count + 1)
  for (let i = 0; i < count; i++) {
    if (node[i] === NONE) continue
    const at = bin[i] as number
    all[at] = (all[at] as number) + 1
    if (nodeZones[node[i] as number] === targetZones[target[i] as number]) continue
    crossed[at] = (crossed[at] as number) + 1
  }
  return crossed.slice(0, bins.count).map((sent, i) => sent / (all[i] as number))
}
