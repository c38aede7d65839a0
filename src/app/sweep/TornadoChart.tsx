/** How far each input moves one lane against the first, as a tornado: smaller above, larger below in each row. */
import { useMemo, useRef } from 'react'
import type { Sensitivity } from '../../analysis/replications/sensitivity.ts'
import { standingWords } from '../../analysis/replications/sensitivityWords.ts'
import { formatFigure } from '../../view/format.ts'
import { type TornadoMark, tornadoHeight, tornadoPicture } from '../../view/tornadoPicture.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { useSize } from '../ui/useSize.ts'
import css from './Sensitivity.module.css'

const { chart, grid, same, asItIs, tick, bar, bounds, mark, reversed, legend } = css

interface TornadoChartProps {
  readonly found: Sensitivity
  readonly view: LaneView
  readonly names: readonly string[]
  /** What it shows. */
  readonly title: string
  /** `30 %`. */
  readonly by: string
}

export function TornadoChart({ found, view, names, title, by }: TornadoChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const widthPx = useSize(box)?.widthPx ?? 0
  const picture = useMemo(() => tornadoPicture(found, { widthPx }), [found, widthPx])
  const colour = `var(--lane-${view.letter.toLowerCase()})`
  const heightPx = tornadoHeight(names.length)
  return (
    <div ref={box} className={chart} style={{ minHeight: heightPx }}>
      {picture !== null && widthPx > 0 && (
        <svg width={widthPx} height={heightPx} role="img" aria-label={title}>
          {picture.ticks.map(({ value, x }) => (
            <g key={value}>
              <line className={grid} x1={x} x2={x} y1={picture.plot.top} y2={picture.plot.bottom} />
              <text className={tick} x={x} y={picture.valueY} textAnchor="middle">
                {picture.kind === 'ratio'
                  ? `${value < 0.01 ? value : formatFigure(value)}×`
                  : points(value)}
              </text>
            </g>
          ))}
          <Upright className={same} x={picture.sameX} plot={picture.plot} />
          {picture.asItIsX !== null && (
            <Upright className={asItIs} x={picture.asItIsX} plot={picture.plot} />
          )}
          {picture.rows.map(({ input, y, bar: box, marks }) => (
            <g key={input} data-tip={tipOf(found, input, by)}>
              <text className={tick} x={picture.nameX} y={y} dy="0.35em" textAnchor="end">
                {names[input]}
              </text>
              {box !== null && <rect className={bar} {...box} fill={colour} />}
              {marks.map((each) => (
                <Mark key={each.side} of={each} {...{ colour, found }} />
              ))}
            </g>
          ))}
        </svg>
      )}
      <p className={legend}>
        ○ {by} lower ● {by} higher, with bounds. Dashed: as things stand. At {sameWords(found)} both
        lanes have the same.
      </p>
    </div>
  )
}

interface UprightProps {
  readonly className: string | undefined
  readonly x: number
  readonly plot: { readonly top: number; readonly bottom: number }
}

const Upright = ({ className, x, plot }: UprightProps) => (
  <line className={className} x1={x} x2={x} y1={plot.top} y2={plot.bottom} />
)

interface MarkProps {
  readonly of: TornadoMark
  readonly colour: string
  readonly found: Sensitivity
}

function Mark({ of: { side, x, fromX, toX, y, order }, colour, found }: MarkProps) {
  const isReversed = order !== 'open' && order !== found.asItIs.order
  return (
    <g className={isReversed ? reversed : undefined} stroke={colour}>
      <line className={bounds} x1={fromX} x2={toX} y1={y} y2={y} />
      <circle
        className={mark}
        cx={x}
        cy={y}
        r={4}
        fill={side === 'lower' ? 'var(--bg-raised)' : isReversed ? 'var(--err)' : colour}
      />
    </g>
  )
}

const points = (share: number): string => `${formatFigure(100 * share)} points`

const sameWords = ({ asItIs: { told } }: Sensitivity): string =>
  told?.comparison.kind === 'difference' ? '0' : '1×'

function tipOf({ moved }: Sensitivity, input: number, by: string): string {
  const each = moved[input]
  if (each === undefined) return ''
  return `${by} lower: ${standingWords(each.lower)}. ${by} higher: ${standingWords(each.higher)}.`
}
