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
  readonly nodeX: number
  readonly gateX: number
}

/** Everything that the parts of a layout need to know of the whole. */
export interface LayoutRoom {
  readonly size: StageSize
  readonly columns: Columns
  readonly detail: StageDetail
}

/** Three lines of 16, and the space around them. */
const LEGEND_PX = 54

export function detailOf({ widthPx, heightPx }: StageSize): StageDetail {
  return {
    hasTtlText: widthPx >= 380 && heightPx >= 240,
    hasLoadBars: widthPx >= 340,
    hasClientNames: widthPx >= 310 && heightPx >= 200,
    hasZoneNames: heightPx >= 200,
    legendPx: widthPx >= 340 && heightPx >= 300 ? LEGEND_PX : 0,
  }
}

export function columnsOf({ widthPx }: StageSize, hasNodes: boolean): Columns {
  const padPx = widthPx < 340 ? 10 : 16
  const clientX = padPx + 6
  const targetPx = Math.round(Math.min(176, Math.max(92, widthPx * 0.31)))
  const gateX = widthPx - padPx - targetPx
  const nodeX = Math.round(clientX + (gateX - clientX) * 0.51)
  // Without nodes the zones begin where their names have room left of the gates.
  const zoneX = hasNodes ? nodeX - 24 : Math.round(gateX - Math.min(96, (gateX - clientX) * 0.4))
  return { padPx, clientX, zoneX, nodeX, gateX }
}
