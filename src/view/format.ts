/** Numbers as words on a drawing: the unit is always there, thousands are set apart by a thin space. */
import { percentText } from '../base/percentText.ts'

/** U+202F, a narrow space at which no line breaks. */
const THIN = '\u202f'

/** `17 001`; whole numbers only. */
export function formatCount(count: number): string {
  const digits = String(Math.round(count))
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, THIN)
}

/** Three digits that matter, and no zeros that do not: `0.92`, `3.1`, `418`, `9 524`. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  if (size >= 100) return formatCount(value)
  const digits = size >= 10 ? 1 : 2
  return String(Number(value.toFixed(digits)))
}

/** `280 /s`. */
export const formatRate = (perSecond: number): string => `${formatFigure(perSecond)} /s`

/** `0.2 ms`, `56 ms`, `1.34 s`. */
export function formatMs(ms: number): string {
  if (!Number.isFinite(ms)) return '–'
  if (ms >= 1000) return `${Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 1))} s`
  return `${ms >= 100 ? Math.round(ms) : formatFigure(ms)} ms`
}

/** Seconds of an axis or a TTL: `41 s`. */
export const formatSeconds = (us: number): string => `${Math.round(us / 1e6)} s`

/** `12 %` from 0.12; of very little as many digits as it takes to see that it is not nothing. */
export const formatPercent = (ratio: number): string =>
  Number.isFinite(ratio) ? `${percentText(ratio)} %` : '–'
