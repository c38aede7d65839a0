/** What there is room for on a stage of one size, and the columns in which things stand. */
export interface StageSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** What there is room for. Dropped in this order: the words of the TTL, load bars, names of clients. */
export interface StageDetail {
  readonly hasTtlText: boolean
  readonly hasLoadBars: boolean
  readonly hasClientNames: boolean
  readonly hasZoneNames: boolean
  /** Height at the bottom of the clients' column that is kept free for the legend; the same in every lane. */
  readonly legendPx: number
}

/** The columns of a stage: x of what stands in each. */
export interface Columns {
  readonly padPx: number
  /** Right edge of the client capsules. */
  readonly clientX: number
  readonly zoneX: number
  /** Centres of the nodes: one for each column of them that requests come through, from the left. */
  readonly nodeXs: readonly number[]
  /** From here to the gates there is nothing but queues. */
  readonly openX: number
  readonly gateX: number
  /** Where targets end: the edge of the stage, or what stands behind them. */
  readonly rightX: number
}

/** Everything that the parts of a layout need to know of the whole. */
export interface LayoutRoom {
  readonly size: StageSize
  readonly columns: Columns
  readonly detail: StageDetail
}

/** Three lines of 16, and the space around them. */
const LEGEND_PX = 54
/** From the left edge of the stage: a node left of here keeps clear of the legend. */
export const LEGEND_END_PX = 136

export function detailOf({ widthPx, heightPx }: StageSize): StageDetail {
  return {
    hasTtlText: widthPx >= 380 && heightPx >= 240,
    hasLoadBars: widthPx >= 340,
    hasClientNames: widthPx >= 310 && heightPx >= 200,
    hasZoneNames: heightPx >= 200,
    legendPx: widthPx >= 340 && heightPx >= 300 ? LEGEND_PX : 0,
  }
}

/** Half of a node, and the space to its left that belongs to its zone; and the space to its right. */
const NODE_LEFT_PX = 24
const NODE_RIGHT_PX = 30

/** From this height of its row on a target has its name above its slots; below, beside them. */
export const FULL_MIN_PX = 44

/**
 * `nodeColumns`: through how many columns of nodes requests come. `rowPx`: the height of the lowest row of a target;
 * low ones are longer. `behindPx`: what is kept free behind the targets.
 */
export function columnsOf(
  { widthPx }: StageSize,
  {
    nodeColumns,
    rowPx,
    behindPx,
  }: { readonly nodeColumns: number; readonly rowPx: number; readonly behindPx: number },
): Columns {
  const padPx = widthPx < 340 ? 10 : 16
  const clientX = padPx + 6
  const [leastPx, share, mostPx] = rowPx < FULL_MIN_PX ? [128, 0.4, 228] : [92, 0.31, 176]
  const targetPx = Math.round(Math.min(mostPx, Math.max(leastPx, widthPx * share)))
  const rightX = widthPx - padPx - behindPx
  const gateX = rightX - targetPx
  const reachPx = gateX - clientX
  // A little right of equal distances: the names of clients need more room than queues do.
  const nodeXs = Array.from({ length: nodeColumns }, (_, column) =>
    Math.round(clientX + (reachPx * 1.02 * (column + 1)) / (nodeColumns + 1)),
  )
  // Zones begin with the first that stands in them; the names of zones need room left of gates.
  const [firstX = gateX - Math.min(96, reachPx * 0.4) + NODE_LEFT_PX] = nodeXs
  const zoneX = Math.round(firstX - NODE_LEFT_PX)
  const openX = Math.max(zoneX, (nodeXs.at(-1) ?? clientX) + NODE_RIGHT_PX)
  return { padPx, clientX, zoneX, nodeXs, openX, gateX, rightX }
}
