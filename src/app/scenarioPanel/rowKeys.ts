/** What tells a row from others: where it stands, and which lane it is about. */
import type { PanelRow } from './rowParts.ts'

/** Where a row is found: its first place, or what its choice is about. */
export function fieldOfRow(row: PanelRow): string {
  if (row.kind === 'count') return fieldOfRow(row.row)
  return (row.kind === 'knob' ? (row.places[0] ?? []) : row.place).join('.')
}

/** What a row is about does not change while its value does. */
export function keyOfRow(row: PanelRow): string {
  if (row.kind === 'count') return `count:${fieldOfRow(row)}`
  const lane = row.kind === 'table' ? row.lane : row.lanes[0].lane
  return `${row.kind}:${lane ?? ''}:${fieldOfRow(row)}`
}
