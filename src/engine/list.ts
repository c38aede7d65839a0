/**
 * The doubly linked list of the engine: many lists over the members of one pool, a list for each owner. Members carry
 * the two neighbours, owners the two ends, so that joining and leaving touch a few cells and allocate nothing.
 *
 *     owner     first 3, last 5           3 ⇄ 9 ⇄ 5
 *     member    next(3) = 9, prev(9) = 3 ...
 *
 * A member is in at most one list at a time of those that share its links. Which owner's list that is, the caller knows.
 */
import { Columns } from './columns.ts'
import { NONE } from './indices.ts'

/** The neighbours of each member of a pool, which grows them. */
export class Links extends Columns {
  next: Int32Array
  prev: Int32Array

  constructor(members: number) {
    super()
    this.next = new Int32Array(members)
    this.prev = new Int32Array(members)
  }
}

export class Lists<Owner extends number, Member extends number> extends Columns {
  private readonly heads: Int32Array
  private readonly tails: Int32Array
  readonly #links: Links

  constructor(owners: number, links: Links) {
    super()
    this.heads = new Int32Array(owners).fill(NONE)
    this.tails = new Int32Array(owners).fill(NONE)
    this.#links = links
  }

  /** The first of an owner's list, or NONE. */
  first(owner: Owner): Member {
    return this.heads[owner] as Member
  }

  last(owner: Owner): Member {
    return this.tails[owner] as Member
  }

  next(member: Member): Member {
    return this.#links.next[member] as Member
  }

  append(owner: Owner, member: Member): void {
    const { heads, tails } = this
    const links = this.#links
    const last = tails[owner]
    links.prev[member] = last
    links.next[member] = NONE
    tails[owner] = member
    if (last < 0) heads[owner] = member
    else links.next[last] = member
  }

  prepend(owner: Owner, member: Member): void {
    const { heads, tails } = this
    const links = this.#links
    const first = heads[owner]
    links.prev[member] = NONE
    links.next[member] = first
    heads[owner] = member
    if (first < 0) tails[owner] = member
    else links.prev[first] = member
  }

  /** Takes a member out, wherever it stands in the owner's list. */
  remove(owner: Owner, member: Member): void {
    const links = this.#links
    const before = links.prev[member]
    const after = links.next[member]
    if (before < 0) this.heads[owner] = after
    else links.next[before] = after
    if (after < 0) this.tails[owner] = before
    else links.prev[after] = before
  }
}
