/** A row of the tables of published results. */
import type { ClaimRow } from '../../../src/app/trust/validation.ts'

export interface Asked {
  readonly what: string
  /** Authors, venue, year. */
  readonly source: string
}

export const rowOf = (
  { what, source }: Asked,
  [expected, found, deviation]: readonly [expected: string, found: string, deviation: string],
  { agrees, note }: Omit<ClaimRow, 'cells'>,
): ClaimRow => ({ cells: [what, source, expected, found, deviation], agrees, note })

/** Where nothing is known of why. */
export const noteOf = (agrees: boolean): string => (agrees ? '' : 'not explained')
