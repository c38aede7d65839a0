/** Numbers for a terminal: units always there, columns that line up. */
import { percentText } from '../base/percentText.ts'

export function formatMs(ms: number | null): string {
  if (ms === null) return 'none'
  if (ms < 9.995) return `${ms.toFixed(2)} ms`
  if (ms < 999.95) return `${ms.toFixed(1)} ms`
  return `${(ms / 1000).toFixed(2)} s`
}

/** `29,196`. */
export const formatCount = (count: number): string =>
  Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')

export const formatRate = (perSecond: number): string => `${perSecond.toFixed(1)}/s`

export const formatShare = (ratio: number): string => `${percentText(ratio)} %`

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar of up to `width` characters for a share of 0 to 1; what is above 1 is drawn as 1. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(Math.max(share, 0), 1) * width * 8)
  const whole = '█'.repeat(Math.floor(eighths / 8))
  return (whole + (EIGHTHS[eighths % 8] as string)).padEnd(width, '·')
}

/** A number, perhaps with a unit or a word behind it. */
const FIGURE = /^-?[\d.,]+( [%\w]+)*$/

/** Rows with columns as wide as their widest cell; numbers to the right. */
export function table(rows: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = []
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length)
  }
  const lines = rows.map((row) =>
    row
      .map((cell, i) => {
        const width = widths[i] as number
        return FIGURE.test(cell) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
  return lines.map((line) => `${indent}${line}`).join('\n')
}
