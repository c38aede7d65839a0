import { describe, expect, it } from 'vitest'
import { numbersOf } from '../../src/analysis/numbers/numbers.ts'
import { tableCsv } from '../../src/view/charts/csv.ts'
import type { ChartInput, TimeChart } from '../../src/view/charts/define.ts'
import { chartById, charts } from '../../src/view/charts/index.ts'
import { pushApart } from '../../src/view/charts/parts/pushApart.ts'
import { linearScale, logScale, placeOn } from '../../src/view/charts/parts/scale.ts'
import {
  layoutTimeStack,
  paintCrosshair,
  paintTimeStack,
  timeAtX,
} from '../../src/view/charts/timeStack.ts'
import { faultMarks } from '../../src/view/layout/faultMarks.ts'
import { makePen } from '../../src/view/paint/pen.ts'
import { paintTimeline, timelineLayout, timelineUs, timelineX } from '../../src/view/timeline.ts'
import { recordingContext } from '../support/recordingContext.ts'
import { faultyLane, faultyTrace, NAMED_PALETTE } from './stage.ts'

const trace = faultyTrace()
const numbers = numbersOf(trace, { binsMax: 24 })
const { names } = trace.meta
const laneOf = (position: number) => ({
  position,
  title: 'lane',
  numbers,
  targets: names.targets,
  faults: faultMarks(faultyLane, names),
})
const input: ChartInput = {
  lanes: [0, 1].map(laneOf),
  areComparable: true,
  faults: faultMarks(faultyLane, names),
  window: { fromUs: 0, toUs: trace.meta.durationUs },
  warmUpUs: 0,
  settledUs: null,
}
const size = { widthPx: 600, heightPx: 260 }
const look = { dpr: 1, palette: NAMED_PALETTE }
const timeCharts = charts.filter(
  (chart): chart is typeof chart & TimeChart => chart.kind === 'time',
)

describe.each(charts.map((chart) => [chart.id, chart] as const))('the chart %s', (id, chart) => {
  it('is, call by call, what it was when somebody looked at it', async () => {
    const { ctx, log, texts } = recordingContext()
    if (chart.kind === 'time') {
      const stack = layoutTimeStack([chart], input, size)
      paintTimeStack(ctx, stack, input, look)
      paintCrosshair(ctx, stack, input, { ...look, tUs: 75_000 })
    } else {
      const pen = makePen(ctx, NAMED_PALETTE, 1)
      chart.draw(pen, input, { x: 0, y: 0, ...size })
    }
    expect(texts.filter(({ heightPx }) => heightPx < 12)).toEqual([])
    expect(log.filter((call) => /NaN|Infinity|undefined/.test(call))).toEqual([])
    await expect(`${log.join('\n')}\n`).toMatchFileSnapshot(`../golden/view/${id}.txt`)
  })

  it('has a table with a row as long as its head', () => {
    const { columns, rows } = chart.table(input)
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) expect(row).toHaveLength(columns.length)
  })

  it('is drawn without a fuss when there is nothing to show', () => {
    const { ctx, log } = recordingContext()
    const nothing: ChartInput = { ...input, lanes: [], faults: [] }
    if (chart.kind === 'time') {
      const stack = layoutTimeStack([chart], nothing, size)
      paintTimeStack(ctx, stack, nothing, look)
      paintCrosshair(ctx, stack, nothing, { ...look, tUs: 0 })
    } else {
      chart.draw(makePen(ctx, NAMED_PALETTE, 1), nothing, { x: 0, y: 0, ...size })
    }
    expect(log.filter((call) => /NaN|Infinity/.test(call))).toEqual([])
    expect(chart.table(nothing).rows).toHaveLength(chart.id === 'percentiles' ? 6 : 0)
  })
})

describe('time charts', () => {
  const stack = layoutTimeStack(timeCharts, input, { widthPx: 600, heightPx: 500 })

  it('share one axis and do not overlap', () => {
    for (const { plot } of stack.charts) {
      expect([plot.x, plot.widthPx]).toEqual([stack.time.x, stack.time.widthPx])
    }
    for (let i = 1; i < stack.charts.length; i++) {
      const before = stack.charts[i - 1]?.plot
      const end = (before?.y ?? 0) + (before?.heightPx ?? 0)
      expect(stack.charts[i]?.plot.y).toBeGreaterThan(end)
    }
  })

  it('give the moment under the pointer', () => {
    const middle = stack.time.x + stack.time.widthPx / 2
    expect(timeAtX(stack, input, middle)).toBe(trace.meta.durationUs / 2)
    expect(timeAtX(stack, input, -50)).toBe(0)
    expect(timeAtX(stack, input, 5000)).toBe(trace.meta.durationUs)
  })

  it('read off all lanes, or the first of them and say how many more there are', () => {
    // All lanes are alike, so their words would lie over each other.
    const readOff = (count: number, heightPx: number) => {
      const lanes = Array.from({ length: count }, (_, i) => laneOf(i))
      const low = layoutTimeStack(
        timeCharts.slice(0, 1),
        { ...input, lanes },
        { ...size, heightPx },
      )
      const { ctx, texts } = recordingContext()
      paintCrosshair(ctx, low, { ...input, lanes }, { ...look, tUs: 75_000 })
      const heads = texts.filter(({ text }) => /^([A-F]|\d more)$/.test(text))
      const ys = heads.map(({ y }) => y).sort((a, b) => a - b)
      for (let i = 1; i < ys.length; i++) {
        expect((ys[i] as number) - (ys[i - 1] as number)).toBeGreaterThanOrEqual(12)
      }
      return heads.map(({ text }) => text)
    }
    const axesPx = 20 + 16 + 2 * 3 + 2
    expect(readOff(3, axesPx + 26)).toEqual(['A', 'B', 'C'])
    expect(readOff(6, axesPx + 60)).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
    expect(readOff(6, axesPx + 26)).toEqual(['A', 'B', '4 more'])
  })

  it('leave room for the words of their axes', () => {
    for (const { id, unit } of timeCharts) {
      // Left of the plots; as wide as 1 000 or 100 %, with the gap on both sides.
      expect(6.5 * unit.length, id).toBeLessThanOrEqual(104 - 5 * 6.5)
    }
  })

  it('name many faults of one kind and time together, and count those that have no room', () => {
    const [slow] = input.faults as [(typeof input.faults)[number]]
    const namesOver = (faults: typeof input.faults, widthPx: number) => {
      const stack = layoutTimeStack(timeCharts, { ...input, faults }, { widthPx, heightPx: 500 })
      const { ctx, texts } = recordingContext()
      paintTimeStack(ctx, stack, { ...input, faults }, look)
      const over = texts.filter(({ y }) => y < 12 && y > 0)
      const right = stack.time.x + stack.time.widthPx
      for (const { text, x } of over) expect(x + 6.5 * text.length).toBeLessThanOrEqual(right)
      return over.map(({ text }) => text)
    }
    const alike = Array.from({ length: 20 }, (_, i) => ({ ...slow, id: `f${i}`, targets: [i] }))
    expect(namesOver(alike, 600)).toEqual(['20 targets 2.8× slow'])
    const others = alike.map((fault, i) => ({ ...fault, words: `${i}`, label: `s${i} is slow` }))
    expect(namesOver(others, 600)).toEqual(['s0 is slow', 's1 is slow', 'and 18 more'])
  })

  it('write their titles over the shade of the warm-up, and its name below them', () => {
    const { ctx, log, texts } = recordingContext()
    const warm = { ...input, warmUpUs: 60_000 }
    const narrow = layoutTimeStack(timeCharts.slice(0, 2), warm, { widthPx: 390, heightPx: 400 })
    paintTimeStack(ctx, narrow, warm, look)
    const at = (prefix: string): number => log.findIndex((call) => call.startsWith(prefix))
    expect(at(`fillText '${timeCharts[0]?.title}'`)).toBeGreaterThan(at('globalAlpha = 0.6'))
    const yOf = (word: string) => texts.find(({ text }) => text === word)?.y ?? Number.NaN
    expect(yOf('warm-up')).toBeGreaterThan(yOf(timeCharts[0]?.title ?? '') + 12)
  })

  it('mark where latencies settle, and say so where the warm-up ends before', () => {
    const drawn = (warmUpUs: number) => {
      const { ctx, log, texts } = recordingContext()
      paintTimeStack(ctx, stack, { ...input, warmUpUs, settledUs: 30_000 }, look)
      return { calls: log.length, says: texts.some(({ text }) => text === 'settled') }
    }
    const { ctx, log } = recordingContext()
    paintTimeStack(ctx, stack, { ...input, warmUpUs: 60_000 }, look)
    expect(drawn(60_000).calls).toBeGreaterThan(log.length)
    expect([drawn(60_000).says, drawn(10_000).says]).toEqual([false, true])
  })

  it('name every fault that has room and never wash twice', () => {
    const { ctx, log, texts } = recordingContext()
    paintTimeStack(ctx, stack, input, look)
    expect(texts.map(({ text }) => text)).toContain('s0 2.8× slow')
    const washes = rectsAfter(log, (style) => /Wash$/.test(style)).filter(
      ([, y]) => y === Math.round(stack.time.y * 10) / 10,
    )
    expect(washes).toHaveLength(2)
    const spans = washes.map(([x, , w]) => [x as number, (x as number) + (w as number)] as const)
    spans.sort((a, b) => a[0] - b[0])
    for (let i = 1; i < spans.length; i++) {
      expect(spans[i]?.[0]).toBeGreaterThanOrEqual((spans[i - 1]?.[1] ?? 0) - 0.2)
    }
  })
})

describe('the load of targets', () => {
  it('says of every target of a dark zone that it does nothing, as of one that has crashed', () => {
    const dark = faultMarks(
      {
        ...faultyLane,
        faults: { dark: { kind: 'zone-outage', zone: 'a', atMs: 10, forMs: 20 } },
      },
      { ...names, faults: [{ id: 'dark', kind: 'zone-outage', startUs: 10_000, endUs: 30_000 }] },
    )
    const lanes = [{ ...laneOf(0), faults: dark }]
    const stack = layoutTimeStack(
      timeCharts.filter(({ id }) => id === 'load'),
      { ...input, lanes },
      size,
    )
    const wordsAt = (tUs: number): string[] => {
      const { ctx, texts } = recordingContext()
      paintCrosshair(ctx, stack, { ...input, lanes }, { ...look, tUs })
      return texts.map(({ text }) => text)
    }
    expect(wordsAt(20_000).join()).toContain('s0 zone out')
    expect(wordsAt(60_000).join()).not.toContain('zone out')
  })
})

/** The rectangles that were filled while the fill style was one that is wanted. */
function rectsAfter(log: readonly string[], isWanted: (style: string) => boolean): number[][] {
  let style = ''
  return log.flatMap((call) => {
    if (call.startsWith('fillStyle = ')) style = call.slice(12)
    const isRect = call.startsWith('fillRect ') && isWanted(style)
    return isRect ? [call.split(' ').slice(1).map(Number)] : []
  })
}

describe('labels that are too close', () => {
  it('are pushed apart, keep their order, and stay inside', () => {
    const bounds = { apartPx: 14, top: 8, bottom: 100 }
    expect(pushApart([40, 43, 41], bounds)).toEqual([40, 68, 54])
    expect(pushApart([90, 95, 99], bounds)).toEqual([72, 86, 100])
    expect(pushApart([20, 60], bounds)).toEqual([20, 60])
  })
})

describe('scales', () => {
  it('are logarithmic for latency, with 1, 2 and 5 labelled', () => {
    const scale = logScale([[90, Number.NaN, 1100]], { labelsMax: 5 })
    expect(scale.labelled).toEqual([100, 200, 500, 1000])
    expect(placeOn(scale, 300) - placeOn(scale, 100)).toBeCloseTo(
      placeOn(scale, 900) - placeOn(scale, 300),
      9,
    )
  })

  it('label the outermost values where there is room for two', () => {
    expect(linearScale([[1, 4.6]], { floor: 1, labelsMax: 2 }).labelled).toEqual([1, 4])
    expect(linearScale([[0, 450]], { floor: 0, labelsMax: 6 }).labelled.length).toBeGreaterThan(2)
  })
})

describe('the timeline', () => {
  const size = {
    widthPx: 900,
    leftPx: 40,
    rightPx: 20,
    axisPx: 20,
    sparkPx: 24,
    rowPx: 17,
    rowsMin: 3,
    rowsMax: 5,
  }
  const measure = (text: string): number => 6 * text.length
  const timeline = timelineLayout(trace, input.faults, size, measure)

  it('has a block for every fault, and no two on each other', () => {
    expect(timeline.blocks.map(({ id }) => id)).toEqual(names.faults.map(({ id }) => id))
    timeline.blocks.forEach((block, i) => {
      for (const other of timeline.blocks.slice(i + 1)) {
        const isApart = block.x + block.widthPx <= other.x || other.x + other.widthPx <= block.x
        expect(isApart || block.y !== other.y, `${block.id} and ${other.id}`).toBe(true)
      }
      expect(block.y + block.heightPx).toBeLessThanOrEqual(timeline.heightPx)
    })
  })

  it('turns moments into places and back', () => {
    expect(timelineUs(timeline, timelineX(timeline, 54_321))).toBe(54_321)
    expect(timelineUs(timeline, 0)).toBe(0)
  })

  it('has a tick where a node notices, and one where it forgives', () => {
    expect(timeline.ticks.map(({ kind, atUs }) => `${kind} ${atUs}`)).toEqual([
      'noticed 90000',
      'forgave 115000',
    ])
    const row = timeline.blocks.find(({ id }) => id === 'dead')?.y
    expect(timeline.ticks.map(({ y }) => y)).toEqual([row, row])
  })

  it('is, call by call, what it was when somebody looked at it', async () => {
    const { ctx, log } = recordingContext()
    const lanes = [{ position: 0, series: numbers.series }]
    paintTimeline(ctx, timeline, { ...look, lanes, window: { fromUs: 20_000, toUs: 100_000 } })
    await expect(`${log.join('\n')}\n`).toMatchFileSnapshot('../golden/view/timeline.txt')
  })
})

describe('a table as comma-separated values', () => {
  it('quotes what must be quoted and defuses formulas', () => {
    const columns = [
      { label: 'target', unit: '' },
      { label: 'A', unit: 'ms' },
    ]
    const rows = [
      ['a,"b"', 1.5],
      ['=cmd', null],
    ]
    expect(tableCsv({ columns, rows })).toBe('target,A (ms)\r\n"a,""b""",1.5\r\n\'=cmd,\r\n')
  })
})

it('finds a chart by its id', () => {
  expect(chartById('percentiles').title).toBe('Percentiles')
})
