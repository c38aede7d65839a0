/** What `npm run validate` measures: rows of tables, each worked out in parts that threads share. */
import type { Claim, ClaimRow, ClaimTable } from '../../src/app/trust/validation.ts'

export interface Measure {
  /** Unlike all others. */
  readonly id: string
  readonly parts: number
  /** Works out one part, by its number; plain values, for they come from another thread. */
  readonly work: (part: number) => unknown
  readonly row: (parts: readonly unknown[]) => ClaimRow
  /** Whether it takes so little that `npm test` works it out again. */
  readonly isQuick: boolean
}

interface MeasureOf<Part> {
  readonly id: string
  readonly parts?: number
  readonly isQuick?: boolean
  readonly work: (part: number) => Part
  readonly row: (parts: readonly Part[]) => ClaimRow
}

export const measureOf = <Part>({
  id,
  parts = 1,
  isQuick = false,
  work,
  row,
}: MeasureOf<Part>): Measure => ({
  id,
  parts,
  isQuick,
  work,
  row: (found) => row(found as readonly Part[]),
})

export interface TableToFill extends Omit<ClaimTable, 'rows'> {
  readonly measures: readonly Measure[]
}

export interface ClaimToFill extends Omit<Claim, 'tables' | 'says'> {
  readonly tables: readonly TableToFill[]
  readonly says: (tables: readonly ClaimTable[]) => string
}

/** What a measure says once its parts are there, by its id. */
export function filled(claim: ClaimToFill, rowOf: (measure: Measure) => ClaimRow): Claim {
  const tables = claim.tables.map(({ caption, columns, measures }) => ({
    caption,
    columns,
    rows: measures.map(rowOf),
  }))
  const { says, ...rest } = claim
  return { ...rest, says: says(tables), tables }
}

/** `14 of 15 agree`, of one table or of several. */
export function agreement(...tables: readonly (ClaimTable | undefined)[]): string {
  const rows = tables.flatMap((table) => table?.rows ?? []).filter(({ agrees }) => agrees !== null)
  const agreeing = rows.filter(({ agrees }) => agrees).length
  return `${agreeing} of ${rows.length}`
}

/** A row that says something and is held against nothing. */
export const said = (...cells: readonly string[]): ClaimRow => ({ cells, agrees: null, note: '' })

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`

/** `+0.21 %`. */
export const deviationText = (ratio: number, digits = 2): string =>
  `${ratio < 0 ? '−' : '+'}${(100 * Math.abs(ratio)).toFixed(digits)} %`

/** `12,345,678`. */
export const countText = (count: number): string =>
  String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')
