/**
 * How far the simulator can be trusted, as `npm run validate` works it out: claims, each with its figures and with what
 * disagrees. docs/VALIDATION.md is the same text.
 */

export interface ClaimRow {
  /** One for each column of the table. */
  readonly cells: readonly string[]
  /** Null where there is nothing to agree with. */
  readonly agrees: boolean | null
  /** Why it does not agree, or what has to be known of it; empty where there is nothing to say. */
  readonly note: string
}

export interface ClaimTable {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly ClaimRow[]
}

export interface Claim {
  readonly id: string
  readonly title: string
  /** What it comes to, in a sentence or two. */
  readonly says: string
  readonly tables: readonly ClaimTable[]
  /** What disagrees beside the rows that do, as sentences. */
  readonly apart?: readonly string[]
  /** What was not looked at, and what the figures do not say. */
  readonly limits: readonly string[]
}

export interface Validation {
  readonly engineRevision: number
  readonly claims: readonly Claim[]
}

/** What of a claim disagrees with what was to be expected, as sentences: rows, and what no row shows. */
export const disagreements = ({ tables, apart = [] }: Claim): readonly string[] => [
  ...tables
    .flatMap(({ rows }) => rows)
    .filter(({ agrees }) => agrees === false)
    .map(({ cells, note }) => `${cells[0]}: ${note}.`),
  ...apart,
]
