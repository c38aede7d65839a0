/**
 * State by field. What the engine remembers of its things stands in columns: a typed array a field, indexed by the
 * number of the thing. A column is declared once, as a field of a class, with its width; saving, loading and growing
 * go by that declaration. Columns of one thing do not lie side by side in memory, which cost 5 % of processor time
 * when it was tried against one interleaved array, and is what `attempts.status[a]` costs over `words[(a << 5) | 13]`.
 */
import { RollingHash } from '../base/hash.ts'

/** A typed array that takes one kind of number as its index. */
export type Column<Index extends number, Value extends number = number> = {
  [At in Index]: Value
} & { readonly length: number; fill(value: Value): unknown }

type Cells = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

const column = <Index extends number, Value extends number>(cells: Cells): Column<Index, Value> =>
  cells as unknown as Column<Index, Value>

export const float64 = <Index extends number, Value extends number = number>(rows: number) =>
  column<Index, Value>(new Float64Array(rows))
export const int32 = <Index extends number, Value extends number = number>(rows: number) =>
  column<Index, Value>(new Int32Array(rows))
export const uint16 = <Index extends number, Value extends number = number>(rows: number) =>
  column<Index, Value>(new Uint16Array(rows))
export const uint8 = <Index extends number, Value extends number = number>(rows: number) =>
  column<Index, Value>(new Uint8Array(rows))

/** The same, of these values. */
export const int32From = <Index extends number, Value extends number = number>(
  values: readonly number[],
) => column<Index, Value>(Int32Array.from(values))
export const float64From = <Index extends number, Value extends number = number>(
  values: readonly number[],
) => column<Index, Value>(Float64Array.from(values))

/** Numbers of things, none at first. */
export function none<Index extends number, Value extends number>(
  rows: number,
): Column<Index, Value> {
  const cells = new Int32Array(rows).fill(-1)
  return column<Index, Value>(cells)
}

/** The cells of a column, for what goes over all of them and knows no row. */
export const cellsOf = <Index extends number, Value extends number>(
  of: Column<Index, Value>,
): Float64Array => of as unknown as Float64Array

/** A copy of a state: its columns, its numbers, and the states within it. */
export interface Saved {
  readonly [name: string]: Cells | number | Saved
}

/**
 * What a room of the engine remembers: all of it in columns, so that a snapshot is a copy of them. Columns, numbers,
 * states and lists of states are its own; what it only refers to stands in a `#` field, which is not copied.
 */
export abstract class Columns {
  /** A copy; of every column only the first `rows`. */
  save(rows?: number): Saved {
    return saveAll(this, rows)
  }

  load(saved: Saved): void {
    loadAll(this, saved)
  }
}

/** A copy of the first `rows` of every column. */
export function saveAll(state: object, rows = Number.POSITIVE_INFINITY): Saved {
  const saved: Record<string, Cells | number | Saved> = {}
  for (const [name, value] of Object.entries(state)) {
    if (typeof value === 'number') saved[name] = value
    else if (ArrayBuffer.isView(value)) saved[name] = (value as Cells).slice(0, rows)
    else if (value instanceof Columns) saved[name] = value.save(rows)
    else if (isOfBase(value) || isListOfStates(value)) saved[name] = saveAll(value, rows)
  }
  return saved
}

/** Puts a copy back. */
export function loadAll(state: object, saved: Saved): void {
  const into = state as Record<string, unknown>
  for (const [name, value] of Object.entries(saved)) {
    const own = into[name]
    if (own instanceof Columns) own.load(value as Saved)
    else if (isOfBase(own) || isListOfStates(own)) loadAll(own, value as Saved)
    else if (ArrayBuffer.isView(own)) (own as Cells).set(value as Cells)
    else into[name] = value
  }
}

/** Makes every column as long as this; what is in them stays. */
export function resizeAll(state: object, rows: number): void {
  const into = state as Record<string, unknown>
  for (const [name, value] of Object.entries(state)) {
    if (ArrayBuffer.isView(value)) into[name] = resized(value as Cells, rows)
    else if (value instanceof Columns) resizeAll(value, rows)
  }
}

function resized(cells: Cells, rows: number): Cells {
  const Kind = cells.constructor as new (length: number) => Cells
  const longer = new Kind(rows)
  longer.set(cells)
  return longer
}

export const isState = (value: unknown): boolean => value instanceof Columns || isOfBase(value)

/** The one state of `base`, which knows nothing of this. */
const isOfBase = (value: unknown): value is RollingHash => value instanceof RollingHash

const isListOfStates = (value: unknown): value is readonly (Columns | null)[] =>
  Array.isArray(value) && value.some((one) => one instanceof Columns)

/** How many bytes a saved state has. */
export function bytesOf(saved: Saved): number {
  let bytes = 0
  for (const value of Object.values(saved)) {
    if (typeof value === 'number') bytes += 8
    else bytes += ArrayBuffer.isView(value) ? value.byteLength : bytesOf(value as Saved)
  }
  return bytes
}
