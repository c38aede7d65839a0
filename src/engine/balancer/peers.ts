/**
 * What each worker of a node has with each registration: pairs of worker and registration. Workers that share their counts
 * all use those of their node's first; idle connections are each worker's own, as sockets are.
 */
import { type Column, Columns, float64, int32, none } from '../columns.ts'
import type { Stacks } from '../connection/connections.ts'
import type { Connection, Peer, Registration, Worker } from '../indices.ts'

export class Peers extends Columns {
  /** Its own requests in flight. */
  readonly inFlight: Column<Peer>
  /** Errors that it has had from the target: in a row, or as NGINX forgets them. */
  readonly errors: Column<Peer>
  /** As NGINX, in seconds of the clock: when it had the last one, and when it last looked at the target anew. */
  readonly failedS: Column<Peer>
  readonly checkedS: Column<Peer>
  /** Since when it ejects the target, or -1; and how often in a row it has. */
  readonly ejectedUs: Column<Peer>
  readonly ejections: Column<Peer>
  readonly idle: Stacks<Peer>
  private readonly registrations: number

  constructor(workers: number, registrations: number) {
    super()
    const peers = workers * registrations
    this.registrations = registrations
    this.inFlight = int32(peers)
    this.errors = int32(peers)
    this.failedS = int32(peers)
    this.checkedS = int32(peers)
    this.ejectedUs = float64(peers)
    this.ejectedUs.fill(-1)
    this.ejections = int32(peers)
    this.idle = none<Peer, Connection>(peers)
  }

  of(worker: Worker, registration: Registration): Peer {
    return (worker * this.registrations + registration) as Peer
  }

  workerOf(peer: Peer): Worker {
    return Math.floor(peer / this.registrations) as Worker
  }

  registrationOf(peer: Peer): Registration {
    return (peer % this.registrations) as Registration
  }
}
