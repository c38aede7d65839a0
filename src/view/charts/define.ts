/**
 * What a chart is: a picture of numbers that `analysis` made, for all lanes at once, and the table behind it.
 * Time charts share one axis and one crosshair, which is the playhead; other charts stand alone.
 */
import type { LaneNumbers } from '../../analysis/numbers/numbers.ts'
import type { Window } from '../../analysis/numbers/window.ts'
import type { FaultMark } from '../layout/faultMarks.ts'
import type { Pen } from '../paint/pen.ts'
import type { Scale } from './parts/scale.ts'

export interface ChartLane {
  /** 0 is A, the base: gives letter, colour and dash. */
  readonly position: number
  readonly title: string
  readonly numbers: LaneNumbers
  /** In the order of the scenario. */
  readonly targets: readonly { readonly id: string; readonly slots: number }[]
  /** Its own: a lane may differ in them. */
  readonly faults: readonly FaultMark[]
}

export interface ChartInput {
  readonly lanes: readonly ChartLane[]
  /** Whether all lanes are of one scenario, so that one may be measured by another. */
  readonly areComparable: boolean
  /** Of the base lane. */
  readonly faults: readonly FaultMark[]
  /** What the time axis spans. */
  readonly window: Window
  /** How much of its beginning the numbers leave out; 0 for nothing. */
  readonly warmUpUs: number
  /** From here on latencies are alike; null where that is not known. */
  readonly settledUs: number | null
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
}

/** A value at the crosshair: a dot on the line, and a label at the right end. */
export interface Reading {
  /** Letter of the lane; '' for a note that belongs to none. */
  readonly letter: string
  readonly colour: string
  readonly text: string
  /** Where the label wants to be, and where the dot is; null for no dot. */
  readonly y: number
  readonly dotY: number | null
}

/** The table behind a picture. Numbers are numbers, unknown ones null. */
export interface ChartTable {
  readonly columns: readonly { readonly label: string; readonly unit: string }[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

interface Described {
  readonly id: string
  readonly title: string
  readonly unit: string
  /** What one sees in it, in one sentence: the text alternative of the picture. */
  readonly summary: string
  readonly table: (input: ChartInput) => ChartTable
}

export interface TimeChart extends Described {
  readonly kind: 'time'
  /** How much of the height it wants, relative to the others. */
  readonly weight: (input: ChartInput) => number
  /** Of all values; worked out once for a layout, because the crosshair asks on every frame. */
  readonly scale: (input: ChartInput, heightPx: number) => Scale
  readonly draw: (pen: Pen, input: ChartInput, area: PlotArea) => void
  readonly readings: (
    pen: Pen,
    input: ChartInput,
    area: PlotArea,
    tUs: number,
  ) => readonly Reading[]
}

/** Where a time chart draws: left and right edges are those of `input.window`. */
export interface PlotArea {
  readonly plot: Box
  readonly scale: Scale
}

export interface PlainChart extends Described {
  readonly kind: 'plain'
  readonly draw: (pen: Pen, input: ChartInput, box: Box) => void
}

export type Chart<Id extends string = string> = (TimeChart | PlainChart) & { readonly id: Id }

export const defineTimeChart = <const Id extends string>(
  chart: Omit<TimeChart, 'kind'> & { readonly id: Id },
): TimeChart & { readonly id: Id } => ({ ...chart, kind: 'time' })

export const definePlainChart = <const Id extends string>(
  chart: Omit<PlainChart, 'kind'> & { readonly id: Id },
): PlainChart & { readonly id: Id } => ({ ...chart, kind: 'plain' })
