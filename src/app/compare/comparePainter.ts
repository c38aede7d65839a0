/**
 * Draws the charts: what changes with the run on one canvas, what moves with the playhead on another above it,
 * and the chart that has no time axis beside them.
 */
import type { ChartInput, PlainChart, TimeChart } from '../../view/charts/define.ts'
import { paintPlainChart } from '../../view/charts/plainChart.ts'
import {
  layoutTimeStack,
  paintCrosshair,
  paintTimeStack,
  type StackView,
  type TimeStack,
  timeAtX,
} from '../../view/charts/timeStack.ts'
import type { FrameTick } from '../page/playback.ts'
import { currentPalette, shownTheme } from '../page/theme.ts'
import { fitCanvas } from '../ui/fitCanvas.ts'

/** The crosshair is drawn again when it has moved this far. */
const VISIBLE_PX = 0.1
/** In a smaller place there is nothing to see. */
const LEAST_PX = 50

export interface CompareCanvases {
  readonly stack: HTMLCanvasElement
  readonly crosshair: HTMLCanvasElement
  readonly plain: HTMLCanvasElement
}

export interface CompareCharts {
  readonly time: readonly TimeChart[]
  readonly plain: PlainChart
}

/** Where the title of a time chart is painted, for the words that explain it. */
export interface ChartTitle {
  readonly chart: TimeChart
  readonly y: number
  readonly widthPx: number
}

const titlesOf = ({ charts, time }: TimeStack): readonly ChartTitle[] =>
  charts.map(({ chart, plot }) => ({ chart, y: plot.y, widthPx: time.x - 8 }))

export class ComparePainter {
  private readonly canvases: CompareCanvases
  private readonly onLayout: (titles: readonly ChartTitle[]) => void
  private input: ChartInput | null = null
  private charts: CompareCharts | null = null
  private stack: TimeStack | null = null
  private theme = ''
  private paintedUs = Number.NEGATIVE_INFINITY

  constructor(canvases: CompareCanvases, onLayout: (titles: readonly ChartTitle[]) => void) {
    this.canvases = canvases
    this.onLayout = onLayout
  }

  show(input: ChartInput, charts: CompareCharts): void {
    this.input = input
    this.charts = charts
    this.stack = null
  }

  resize(): void {
    this.stack = null
  }

  /** The moment under an x of the time charts. */
  momentAt(x: number): number | null {
    return this.stack === null || this.input === null ? null : timeAtX(this.stack, this.input, x)
  }

  readonly paint = ({ playheadUs }: FrameTick): void => {
    const { input, charts, canvases } = this
    if (input === null || charts === null) return
    const theme = shownTheme()
    const view = { dpr: window.devicePixelRatio, palette: currentPalette() }
    let { stack } = this
    if (stack === null || theme !== this.theme) {
      this.theme = theme
      const size = fitToPlace(canvases.stack)
      fitToPlace(canvases.crosshair)
      if (size.widthPx < LEAST_PX || size.heightPx < LEAST_PX) return
      stack = layoutTimeStack(charts.time, input, size)
      this.stack = stack
      this.onLayout(titlesOf(stack))
      const ctx = canvases.stack.getContext('2d', { alpha: false })
      if (ctx !== null) paintTimeStack(ctx, stack, input, view)
      this.paintPlain(input, charts.plain, view)
      this.paintedUs = Number.NEGATIVE_INFINITY
    }
    // At the slow speeds it takes many frames until there is anything to see of a move.
    const usPerPx = (input.window.toUs - input.window.fromUs) / stack.time.widthPx
    if (Math.abs(playheadUs - this.paintedUs) < usPerPx * VISIBLE_PX) return
    this.paintedUs = playheadUs
    const ctx = canvases.crosshair.getContext('2d')
    if (ctx !== null) paintCrosshair(ctx, stack, input, { ...view, tUs: playheadUs })
  }

  private paintPlain(input: ChartInput, chart: PlainChart, view: StackView): void {
    const { plain } = this.canvases
    const size = fitToPlace(plain)
    const ctx = plain.getContext('2d', { alpha: false })
    if (ctx !== null && size.widthPx >= LEAST_PX) {
      paintPlainChart(ctx, chart, input, { ...view, ...size })
    }
  }
}

/** The size of a canvas's place on the page, whose pixels it is given. */
function fitToPlace(canvas: HTMLCanvasElement): {
  readonly widthPx: number
  readonly heightPx: number
} {
  const size = { widthPx: canvas.clientWidth, heightPx: canvas.clientHeight }
  fitCanvas(canvas, size)
  return size
}
