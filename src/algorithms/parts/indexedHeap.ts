/**
 * A heap of targets that knows where each of them stands, so that a target whose key changed can be
 * moved in O(log n). It lives in columns that the engine owns, and therefore in every snapshot.
 * Four children a node: half as deep as a binary heap, and the children of a node share a cache
 * line.
 */
export interface IndexedHeap {
  /** Position to target; the target with the smallest key is at 0. */
  readonly order: Float64Array
  /** Target to position + 1; 0 means that it is not in the heap. */
  readonly place: Float64Array
  /**
   * Target to key. Of equal keys the lower target goes first, so the first place never depends on
   * history.
   */
  readonly key: Float64Array
  /** One cell: how many targets are in the heap. */
  readonly filled: Float64Array
}

/** Fills the heap with these targets and no others, in O(n). Their keys must be set. */
export function buildHeap(heap: IndexedHeap, targets: readonly number[]): void {
  heap.place.fill(0)
  heap.filled[0] = targets.length
  for (let i = 0; i < targets.length; i++) put(heap, i, targets[i] as number)
  for (let i = (targets.length - 2) >> 2; i >= 0; i--) sink(heap, i, heap.order[i] as number)
}

/** The target with the smallest key. The heap must not be empty. */
export const firstOf = (heap: IndexedHeap): number => heap.order[0] as number

/**
 * Gives a target another key and moves it to where it then belongs. One that is not in the heap
 * stays out.
 */
export function rekey(heap: IndexedHeap, target: number, key: number): void {
  const before = heap.key[target] as number
  heap.key[target] = key
  const position = (heap.place[target] as number) - 1
  if (position < 0) return
  if (key < before) rise(heap, position, target)
  else sink(heap, position, target)
}

function rise(heap: IndexedHeap, from: number, target: number): void {
  let position = from
  while (position > 0) {
    const parent = (position - 1) >> 2
    const above = heap.order[parent] as number
    if (!goesFirst(heap, target, above)) break
    put(heap, position, above)
    position = parent
  }
  put(heap, position, target)
}

function sink(heap: IndexedHeap, from: number, target: number): void {
  const filled = heap.filled[0] as number
  let position = from
  for (;;) {
    const firstChild = 4 * position + 1
    if (firstChild >= filled) break
    const end = Math.min(firstChild + 4, filled)
    let child = firstChild
    let below = heap.order[child] as number
    for (let i = firstChild + 1; i < end; i++) {
      const rival = heap.order[i] as number
      if (goesFirst(heap, rival, below)) {
        child = i
        below = rival
      }
    }
    if (!goesFirst(heap, below, target)) break
    put(heap, position, below)
    position = child
  }
  put(heap, position, target)
}

function put(heap: IndexedHeap, position: number, target: number): void {
  heap.order[position] = target
  heap.place[target] = position + 1
}

function goesFirst(heap: IndexedHeap, a: number, b: number): boolean {
  const keyA = heap.key[a] as number
  const keyB = heap.key[b] as number
  return keyA < keyB || (keyA === keyB && a < b)
}
