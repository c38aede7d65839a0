/**
 * A pool of numbered places, each a row of the columns that the subclass declares, with a list of those that are free.
 * A place that is given back is the next to be taken. There is room for as many as are in use at one time; room
 * doubles, which does not grow with the length of the run.
 *
 *     taken     1 1 0 1 0 | 0 0 0      rows below `everUsed` have been used, the others are as they were made
 *     nextFree  . . 4 . 5 | 6 7 -1     free = 2: then 4, then 5 ...
 *
 * Columns are replaced when the pool grows: ask the pool for a column each time, never keep one.
 */
import { broken } from '../base/assert.ts'
import { Columns, resizeAll, type Saved, saveAll } from './columns.ts'

export abstract class Pool<Place extends number> extends Columns {
  /** How many are taken, how many there is room for, and how many were taken at one time. */
  live = 0
  capacity: number
  private everUsed = 0
  private free = -1
  protected taken: Uint8Array
  protected nextFree: Int32Array

  constructor(capacity: number) {
    super()
    this.capacity = capacity
    this.taken = new Uint8Array(capacity)
    this.nextFree = new Int32Array(capacity)
    this.chain(0)
  }

  /** Takes a place. Its fields hold what the last one left: the caller writes all of them. */
  take(): Place {
    const place = this.free as Place
    if (place < 0) broken('there is room in the pool')
    this.free = this.nextFree[place]
    this.taken[place] = 1
    this.live++
    if (place >= this.everUsed) this.everUsed = place + 1
    return place
  }

  give(place: Place): void {
    this.taken[place] = 0
    this.nextFree[place] = this.free
    this.free = place
    this.live--
  }

  isTaken(place: Place): boolean {
    return this.taken[place] === 1
  }

  grow(): void {
    const from = this.capacity
    this.resize(from * 2)
    this.chain(from)
  }

  /** A copy of the rows that were ever used; the rest of the pool is as it was made. */
  override save(): Saved {
    return saveAll(this, this.everUsed)
  }

  override load(saved: Saved): void {
    const capacity = saved['capacity'] as number
    if (capacity !== this.capacity) this.resize(capacity)
    super.load(saved)
    const { free } = this
    this.free = -1
    this.chain(this.everUsed)
    this.free = free
  }

  private resize(capacity: number): void {
    this.capacity = capacity
    resizeAll(this, capacity)
  }

  /** Puts the places from `first` on in the list of free ones, lowest number first. */
  private chain(first: number): void {
    for (let place = this.capacity - 1; place >= first; place--) {
      this.nextFree[place] = this.free
      this.free = place
    }
  }
}
