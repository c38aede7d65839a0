/** In which order the targets of a zone stand: as written, but containers of one host together. */
import type { Names } from '../../trace/schema.ts'

export interface Standing {
  /** Number of the target. */
  readonly index: number
  /** Of its host; -1 without one. */
  readonly host: number
  /** Whether the head of its group stands above it: where a group begins, if there are several. */
  readonly hasHead: boolean
}

export function arranged({ hosts, targets }: Names, zone: string): readonly Standing[] {
  const hostOf = new Map(
    hosts.flatMap(({ containers }, host) => containers.map((index) => [index, host] as const)),
  )
  // A host stands where the first of its containers would.
  const placeOf = (index: number): number => hosts[hostOf.get(index) ?? -1]?.containers[0] ?? index
  const hasHeads = targets.some(({ group }) => group !== targets[0]?.group)
  const order = targets.flatMap((target, index) => (target.zone === zone ? [index] : []))
  order.sort((a, b) => placeOf(a) - placeOf(b) || a - b)
  return order.map((index, n) => ({
    index,
    host: hostOf.get(index) ?? -1,
    hasHead: hasHeads && targets[order[n - 1] ?? -1]?.group !== targets[index]?.group,
  }))
}
