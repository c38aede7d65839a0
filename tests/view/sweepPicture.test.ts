import { expect, test } from 'vitest'
import type { FoundFigure } from '../../src/analysis/replications/meanWords.ts'
import { sweepPicture } from '../../src/view/sweepPicture.ts'

const at = (mean: number, half = 1): FoundFigure => ({
  mean,
  interval: { estimate: mean, low: mean - half, high: mean + half, count: 5 },
  words: '',
  stability: 'stable',
})
const unstable: FoundFigure = { mean: null, interval: null, words: '', stability: 'growing' }
const pictureOf = (figures: readonly (readonly FoundFigure[])[], goal: number | null = null) =>
  sweepPicture(
    { values: figures.map((_, i) => i + 1), figures, metric: { unit: 'ms' }, isLog: false, goal },
    { widthPx: 292, heightPx: 152 },
  )

test('curves go from edge to edge, and higher figures stand higher', () => {
  const { curves, plot, goalY } = pictureOf([[at(50)], [at(75)], [at(99)]], 75)
  const [curve] = curves
  expect(curve?.points.map(({ x }) => x)).toEqual([plot.left, 156, plot.right])
  const [low, middle, high] = curve?.points.map(({ y }) => y) ?? []
  expect(low).toBeGreaterThan(middle as number)
  expect(middle).toBeGreaterThan(high as number)
  expect(middle).toBe(goalY)
  expect(curve?.lines).toHaveLength(1)
  expect(curve?.bands[0]).toMatch(/^M56 .*Z$/)
})

test('what is not claimed is a cross above a gap, and lanes that end alike have letters apart', () => {
  const { curves } = pictureOf([
    [at(50), at(50)],
    [at(60), at(60)],
    [unstable, unstable],
  ])
  expect(curves.map(({ lines }) => lines.length)).toEqual([1, 1])
  const crosses = curves.map(({ points }) => points[2])
  expect(crosses.every((point) => point?.cross !== null && point?.y === 18)).toBe(true)
  expect(crosses[0]?.x).not.toBe(crosses[1]?.x)
  const [a, b] = curves.map(({ letter }) => letter?.y ?? 0)
  expect(Math.abs((a as number) - (b as number))).toBeGreaterThanOrEqual(13)
})
