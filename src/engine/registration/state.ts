/**
 * Registrations as the control plane has them, and what nodes have still to hear: news stand in one list in order of
 * time, and each node has read so much of it. A node's delay is always the same, so it reads them in that order.
 */
import { type Column, Columns, float64, int32, uint8 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Node, Registration } from '../indices.ts'
import type { Plan } from '../plan.ts'
import { Pool } from '../pool.ts'

/** A piece of news, in the order in which they came up. */
type News = number & { readonly of: 'news' }

class AllNews extends Pool<News> {
  atUs = float64<News>(this.capacity)
  registration = int32<News, Registration>(this.capacity)
  /** 1: it is registered; 0: it is deregistered. */
  isRegistered = uint8<News>(this.capacity)
}

const NEWS_AT_FIRST = 64

export class RegistrationState extends Columns {
  /** How many faults and deploys keep it deregistered. */
  readonly away: Column<Registration>
  readonly news = new AllNews(NEWS_AT_FIRST)
  /** How much of the news a node has read. */
  readonly read: Column<Node, News>
  /** Entries of the event queue: when a node reads on, and when the deregistration delay of a pair is over. */
  readonly reads: EntryRange
  readonly drainEnds: EntryRange

  constructor({ nodes, registrations }: Plan, entries: Entries) {
    super()
    this.away = int32(registrations.length)
    this.read = int32(nodes.length)
    this.reads = entries.reserve(nodes.length)
    this.drainEnds = entries.reserve(nodes.length * registrations.length)
  }
}
