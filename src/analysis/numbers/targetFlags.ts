/** When targets were down or not launched, and how many nodes held them for unhealthy, bin by bin. */
import { changeKind, type Trace } from '../../trace/schema.ts'
import { type Bins, binAt } from './bins.ts'

export interface TargetFlags {
  /** Shape [targets][bins]: 1 where the target was down at some moment of the bin. */
  readonly isDown: Uint8Array<ArrayBuffer>
  /** Shape [targets][bins]: the most nodes that held the target for unhealthy at one moment of the bin. */
  readonly unhealthyNodes: Uint8Array<ArrayBuffer>
  /** Shape [targets][bins]: 1 where a target of a scaled group was not launched, or not in service yet, for a moment. */
  readonly isVacant: Uint8Array<ArrayBuffer>
}

const DOWN = changeKind('target-down')
const UP = changeKind('target-up')
const UNHEALTHY = changeKind('unhealthy')
const HEALTHY = changeKind('healthy')
const VACANT = changeKind('vacant')
const IN_SERVICE = changeKind('in-service')

export function targetFlags(trace: Trace, bins: Bins): TargetFlags {
  const targets = trace.meta.names.targets.length
  const down = new Levels(targets, bins)
  const unhealthy = new Levels(targets, bins)
  const vacant = new Levels(targets, bins)
  for (const chunk of trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const what = chunk.kind[i] as number
      const us = chunk.atUs[i] as number
      const target = chunk.b[i] as number
      if (what === DOWN) down.change(target, us, 1)
      else if (what === UP) down.change(target, us, -1)
      else if (what === UNHEALTHY) unhealthy.change(target, us, 1)
      else if (what === HEALTHY) unhealthy.change(target, us, -1)
      else if (what === IN_SERVICE) vacant.change(target, us, -1)
      else if (what === VACANT) {
        // Where nothing is, nothing is down.
        down.change(target, us, -1)
        vacant.change(target, us, 1)
      }
    }
  }
  return {
    isDown: down.finish(trace.meta.endedUs).map((level) => Math.min(1, level)),
    unhealthyNodes: unhealthy.finish(trace.meta.endedUs),
    isVacant: vacant.finish(trace.meta.endedUs),
  }
}

/** The highest level in each bin, of levels that change in the order of time. */
class Levels {
  private readonly bins: Bins
  private readonly level: Int32Array
  private readonly sinceUs: Float64Array
  private readonly highest: Uint8Array<ArrayBuffer>

  constructor(targets: number, bins: Bins) {
    this.bins = bins
    this.level = new Int32Array(targets)
    this.sinceUs = new Float64Array(targets)
    this.highest = new Uint8Array(targets * bins.count)
  }

  change(target: number, us: number, by: number): void {
    if (target >= this.level.length) return
    this.fill(target, us)
    // A target that starts new becomes healthy without having been unhealthy.
    this.level[target] = Math.max(0, (this.level[target] as number) + by)
    this.sinceUs[target] = us
  }

  finish(endedUs: number): Uint8Array<ArrayBuffer> {
    for (let target = 0; target < this.level.length; target++) this.fill(target, endedUs)
    return this.highest
  }

  /** Writes the level that has held since the last change, up to `us`. */
  private fill(target: number, us: number): void {
    const { bins, highest } = this
    const level = this.level[target] as number
    if (level === 0) return
    const first = Math.max(0, binAt(bins, this.sinceUs[target] as number))
    const last = Math.min(bins.count - 1, binAt(bins, us))
    for (let bin = first; bin <= last; bin++) {
      const at = target * bins.count + bin
      if (level > (highest[at] as number)) highest[at] = Math.min(255, level)
    }
  }
}
