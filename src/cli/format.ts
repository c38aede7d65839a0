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
  // A column is of figures if most of its cells are: one among texts stands where they do.
  const figures: number[] = []
  for (const row of rows) {
    for (const [i, cell] of row.entries()) {
      widths[i] = Math.max(widths[i] ?? 0, cell.length)
      if (cell !== '') figures[i] = (figures[i] ?? 0) + (FIGURE.test(cell) ? 1 : -1)
    }
  }
  const lines = rows.map((row) =>
    row
      .map((cell, i) => {
        const width = widths[i] as number
        return FIGURE.test(cell) && (figures[i] as number) >= 0
          ? cell.padStart(width)
          : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
  return lines.map((line) => `${indent}${line}`).join('\n')
}

/** Characters that move a cursor, ring or turn the writing direction around, but for the end of a line and tabs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g

/**
 * A text from outside that does nothing to a terminal: an escape character is shown as `\x1b`. What JSON may hold as
 * such becomes an escape of JSON, so that printed JSON stays what it was.
 */
export const visible = (text: string): string =>
  text.replace(CONTROLS, (character) => {
    const code = character.charCodeAt(0).toString(16)
    return code.length <= 2 && character < ' '
      ? `\\x${code.padStart(2, '0')}`
      : `\\u${code.padStart(4, '0')}`
  })

/** A title: it stays in its line, so that it cannot pass for others. */
export const oneLine = (text: string): string =>
  visible(text).replace(/[\n\t\u2028\u2029]/g, (character) => (character === '\n' ? '\\n' : ' '))
