/**
 * Connections of one side as they are counted in a window: opened, reset, closed for lying idle, and the most that were
 * open at one moment. That is looked at every 10 ms, so that a run that keeps no rows gives the same figure.
 */
import { CONNECTION_ENDINGS, type Trace } from '../../trace/schema.ts'
import type { Window } from './window.ts'

export type ConnectionChunk = Trace['connections']['chunks'][number]

export interface ConnectionCounts {
  /** Opened in the window. */
  readonly opened: number
  /** Refused or reset, and closed because they lay idle, in the window. */
  readonly reset: number
  readonly idleClosed: number
  readonly mostOpen: number
}

const RESET = CONNECTION_ENDINGS.indexOf('reset')
const IDLE = CONNECTION_ENDINGS.indexOf('idle')
const LOOK_US = 10_000

export class ConnectionTally {
  private opened = 0
  private reset = 0
  private idleClosed = 0
  /** How many more are open at each look than at the one before. */
  private rises = new Int32Array(1024)

  add(chunk: ConnectionChunk, i: number, window: Window): void {
    const openedUs = chunk.openedUs[i] as number
    const closedUs = chunk.closedUs[i] as number
    if (isIn(openedUs, window)) this.opened++
    if (isIn(closedUs, window)) {
      if (chunk.ending[i] === RESET) this.reset++
      else if (chunk.ending[i] === IDLE) this.idleClosed++
    }
    this.rise(openedUs, 1)
    this.rise(closedUs, -1)
  }

  counts({ fromUs, toUs }: Window): ConnectionCounts {
    const { opened, reset, idleClosed, rises } = this
    const from = lookAt(fromUs)
    let open = 0
    let mostOpen = 0
    for (let look = 0; look < Math.min(rises.length, lookAt(toUs)); look++) {
      open += rises[look] as number
      if (look >= from && open > mostOpen) mostOpen = open
    }
    return { opened, reset, idleClosed, mostOpen }
  }

  private rise(us: number, by: number): void {
    const look = lookAt(us)
    if (look >= this.rises.length) {
      const longer = new Int32Array(2 * look)
      longer.set(this.rises)
      this.rises = longer
    }
    this.rises[look] = (this.rises[look] as number) + by
  }
}

const isIn = (us: number, { fromUs, toUs }: Window): boolean => us >= fromUs && us < toUs

/** The first look at or after a moment. */
const lookAt = (us: number): number => Math.ceil(us / LOOK_US)
