/** The client populations at the left, and the resolvers that stand beside their ways. */
import type { Names } from '../../trace/schema.ts'
import { formatRate } from '../format.ts'
import type { LayoutRoom } from './room.ts'
import { shortNames } from './zones.ts'

export interface PopulationBox {
  readonly index: number
  readonly id: string
  readonly rateText: string
  /** The surge that it is, as index of the fault; -1 for one that is there all the time. */
  readonly fault: number
  /** The capsule: left edge, middle, and a height that grows with the rate. */
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
  /** Left end and middle of the line of the name; the rate stands on the next line, or on the same one. */
  readonly name: { readonly x: number; readonly y: number; readonly isOneLine: boolean } | null
}

export interface ResolverBox {
  readonly index: number
  readonly id: string
  readonly x: number
  readonly y: number
  readonly r: number
  /** Whether there is room for its answer, and for the TTL in words below. */
  readonly hasAnswer: boolean
  readonly hasTtlText: boolean
  readonly ttlUs: number
  /** A letter or two for each entry that an answer may hold, by its bit. */
  readonly entries: readonly string[]
  /** The same as places: nodes or targets. */
  readonly entryPlaces: readonly number[]
  /** Where the hairline to the clients that ask it ends; empty when nobody does. */
  readonly clients: readonly { readonly x: number; readonly y: number }[]
}

const CAPSULE_PX = 6
const CAPSULE_MIN_PX = 14

/** `entryIds`: what the bits of an answer stand for, by zone or id. */
export function layoutClients(
  names: Names,
  {
    ratesPerSecond,
    entryIds,
    entryPlaces,
  }: {
    readonly ratesPerSecond: readonly number[]
    readonly entryIds: readonly string[]
    readonly entryPlaces: readonly number[]
  },
  room: LayoutRoom,
): { readonly populations: readonly PopulationBox[]; readonly resolvers: readonly ResolverBox[] } {
  const { heightPx } = room.size
  const isLow = heightPx < 200
  const count = names.resolvers.length
  // Those of the first place stand above the clients, the others below; of one place, half of them.
  const ofFirst = names.resolvers.filter(({ place }) => place === names.resolvers[0]?.place).length
  const above = ofFirst < count && isSorted(names) ? ofFirst : Math.ceil(count / 2)
  const bandPx = isLow ? 20 : room.detail.hasTtlText ? 42 : 30
  const top = above > 0 ? bandPx : 4
  const floor = heightPx - room.detail.legendPx
  const bottom = floor - (count > above ? bandPx : 4)
  const entries = shortNames(entryIds)
  // A letter square is 17 wide with its gap, a letter alone 12.
  const answerPx = (isLow ? 12 : 17) * Math.min(4, entries.length)
  const hasRoom = room.columns.clientX + 36 + answerPx <= room.columns.zoneX
  const populations = stack(names, ratesPerSecond, { room, top, bottom })
  const resolvers = names.resolvers.map((resolver, index): ResolverBox => {
    const isAbove = index < above
    const row = isAbove ? index : index - above
    const inRow = isAbove ? above : count - above
    const asking = populations.filter(
      (_, p) => (names.populations[p] as { place: string }).place === resolver.place,
    )
    const r = isLow ? 6 : 9
    return {
      index,
      id: resolver.id,
      x: resolverX(row, inRow, room) + r,
      y: isAbove ? (isLow ? 9 : 16) : floor - (isLow ? 9 : bandPx - 14),
      r,
      hasAnswer: inRow === 1 && hasRoom,
      hasTtlText: room.detail.hasTtlText && inRow === 1,
      ttlUs: resolver.ttlUs,
      entries,
      entryPlaces,
      clients: nearest(asking, isAbove),
    }
  })
  return { populations, resolvers }
}

/** Whether those of the first place come before all others. */
const isSorted = ({ resolvers }: Names): boolean =>
  resolvers.every(
    ({ place }, i) => place !== resolvers[0]?.place || resolvers[i - 1]?.place === place || i === 0,
  )

/** One hairline says enough: to the nearest of the clients that ask. */
function nearest(
  asking: readonly PopulationBox[],
  isAbove: boolean,
): readonly { readonly x: number; readonly y: number }[] {
  const box = isAbove ? asking[0] : asking.at(-1)
  if (box === undefined) return []
  const edge = box.heightPx / 2 - 3
  return [{ x: box.x + CAPSULE_PX, y: isAbove ? box.y - edge : box.y + edge }]
}

function resolverX(row: number, inRow: number, { columns }: LayoutRoom): number {
  const first = columns.clientX + 10
  if (inRow === 1) return first
  return first + row * Math.min(26, (columns.zoneX - first - 20) / Math.max(1, inRow - 1))
}

interface Space {
  readonly room: LayoutRoom
  readonly top: number
  readonly bottom: number
}

/** Populations below each other, in the order of the trace, their heights in proportion to their rates. */
function stack(names: Names, ratesPerSecond: readonly number[], space: Space): PopulationBox[] {
  const { room, top, bottom } = space
  const count = names.populations.length
  const heightPx = bottom - top
  const isOneLine = heightPx / Math.max(1, count) < 84
  const hasNames = room.detail.hasClientNames && heightPx / Math.max(1, count) >= 36
  const namePx = hasNames ? (isOneLine ? 20 : 36) : 0
  const gapPx = count > 1 ? Math.min(14, heightPx / count / 6) : 0
  const forCapsules = heightPx - count * (namePx + gapPx)
  const rates = names.populations.map((_, i) => ratesPerSecond[i] ?? 0)
  const sum = rates.reduce((total, rate) => total + rate, 0)
  const floorPx = Math.min(CAPSULE_MIN_PX, forCapsules / Math.max(1, count))
  const freePx = Math.max(0, Math.min(forCapsules, 150 * count) - floorPx * count)
  const heights = rates.map((rate) => floorPx + freePx * (sum > 0 ? rate / sum : 1 / count))
  const used = heights.reduce((total, height) => total + height + namePx + gapPx, -gapPx)
  let y = top + (heightPx - used) / 2
  return names.populations.map((population, index) => {
    const height = Math.round(heights[index] as number)
    const capsuleTop = Math.round(y + namePx)
    const nameY = isOneLine ? capsuleTop - 11 : capsuleTop - 27
    y = capsuleTop + height + gapPx
    return {
      index,
      id: population.id,
      fault: population.isSurge
        ? names.faults.findIndex(({ id }) => population.id.endsWith(`+${id}`))
        : -1,
      rateText: formatRate(roundRate(rates[index] as number)),
      x: room.columns.padPx,
      y: capsuleTop + height / 2,
      widthPx: CAPSULE_PX,
      heightPx: height,
      name: hasNames ? { x: room.columns.padPx, y: nameY, isOneLine } : null,
    }
  })
}

const roundRate = (rate: number): number => (rate >= 10 ? Math.round(rate) : rate)
