/** Time stamps of logs, by arithmetic alone: no locale, no time zone of the machine. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const COMMON = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?Z$/

/** `01/Aug/1995:00:00:01 -0400` as milliseconds since 1970 UTC; NaN when it is no such thing. */
export function parseCommonStamp(text: string): number {
  const match = COMMON.exec(text)
  if (match === null) return Number.NaN
  const [, day, month, year, hour, minute, second, sign, zoneHours, zoneMinutes] = match
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1)
  const days = daysFrom1970(Number(year), MONTHS.indexOf(month as string) + 1, Number(day))
  return timeOfDay(days, Number(hour), Number(minute), Number(second)) - zone * 60_000
}

/** `2018-07-02T22:23:00.186641Z` as milliseconds since 1970 UTC; NaN when it is no such thing. */
export function parseIsoStamp(text: string): number {
  const match = ISO.exec(text)
  if (match === null) return Number.NaN
  const [, year, month, day, hour, minute, second, fraction] = match
  const days = daysFrom1970(Number(year), Number(month), Number(day))
  const ms = timeOfDay(days, Number(hour), Number(minute), Number(second))
  // Whole microseconds, so that stamps differ by whole ones.
  return ms + Math.round(Number(fraction ?? 0) * 1e6) / 1000
}

function timeOfDay(days: number, hour: number, minute: number, second: number): number {
  // 60 is a leap second.
  if (hour > 23 || minute > 59 || second > 60) return Number.NaN
  return days * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000
}

/**
 * Days from 1970-01-01 to a day of the Gregorian calendar; NaN for a day that does not exist.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 */
function daysFrom1970(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return Number.NaN
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
