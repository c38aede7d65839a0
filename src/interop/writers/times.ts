/** Moments and durations as logs write them, from whole microseconds. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2000-01-01T00:00:12.345Z`. */
export const isoMs = (us: number): string => new Date(Math.floor(us / 1000)).toISOString()

/** `2000-01-01T00:00:12.345678Z`. */
export const isoUs = (us: number): string =>
  `${isoMs(us).slice(0, -1)}${String(us % 1000).padStart(3, '0')}Z`

/** `01/Jan/2000:00:00:12`. */
export function dayTime(us: number): string {
  const iso = isoMs(us)
  const month = MONTHS[Number(iso.slice(5, 7)) - 1]
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)}`
}

/** `01/Jan/2000:00:00:12.345`. */
export const dayTimeMs = (us: number): string => `${dayTime(us)}${isoMs(us).slice(19, 23)}`

/** `0.043`. */
export const seconds = (us: number): string => (us / 1e6).toFixed(3)

/** `43`. */
export const milliseconds = (us: number): string => String(Math.round(us / 1000))
