/**
 * Time stamps of logs, by arithmetic alone: no locale, no time zone of the machine. One reader takes all forms, because
 * a server's format line can put any of them anywhere:
 * `01/Aug/1995:00:00:01 -0400`, `06/Feb/2009:12:14:14.655`, `2018-07-02T22:23:00.186641Z`, `2024-05-01 10:00:00,123`,
 * `2024-05-01T10:00:00+02:00`, and seconds, milliseconds, microseconds or nanoseconds since 1970.
 */

export interface Stamp {
  /** Milliseconds since 1970 UTC, to the microsecond. */
  readonly atMs: number
  readonly isWholeSecond: boolean
  /** Where a stamp names no zone it is read as UTC. */
  readonly hasZone: boolean
}

/** No stamp is longer. */
const LENGTH_MAX = 48

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec'

const ZONE = '(?: ?(Z|[+-]\\d{2}:?\\d{2}))?'
const TIME = '(\\d{2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,9}))?'
const COMMON = new RegExp(`^(\\d{2})/([a-z]{3})/(\\d{4}):${TIME}${ZONE}$`, 'i')
const ISO = new RegExp(`^(\\d{4})[-/](\\d{2})[-/](\\d{2})[T ]${TIME}${ZONE}$`, 'i')
const EPOCH = /^(\d{9,19})(?:\.(\d{1,9}))?$/

/** Null when the text is no stamp. */
export function parseStamp(text: string): Stamp | null {
  if (text.length > LENGTH_MAX) return null
  const common = COMMON.exec(text)
  if (common !== null) {
    const month = MONTHS.indexOf((common[2] as string).toLowerCase())
    if (month % 3 !== 0) return null
    return stampOf(Number(common[3]), month / 3 + 1, Number(common[1]), common)
  }
  const iso = ISO.exec(text)
  if (iso !== null) return stampOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso)
  return epochStamp(text)
}

/** Both forms have time, fraction and zone in groups 4 to 8. */
function stampOf(year: number, month: number, day: number, match: RegExpExecArray): Stamp | null {
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])]
  const [fraction, zone] = [match[7], match[8]]
  // 60 is a leap second.
  if (hour > 23 || minute > 59 || second > 60) return null
  const days = daysFrom1970(year, month, day)
  if (Number.isNaN(days)) return null
  const ms = days * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000
  return {
    atMs: ms - zoneMs(zone) + fractionMs(fraction),
    isWholeSecond: fraction === undefined,
    hasZone: zone !== undefined,
  }
}

/** Whole microseconds, so that stamps differ by whole ones. */
const fractionMs = (digits: string | undefined): number =>
  digits === undefined ? 0 : Math.round(Number(`0.${digits}`) * 1e6) / 1000

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

/** The unit follows from the number of digits: 10 are seconds until the year 2286, 13 milliseconds, and so on. */
function epochStamp(text: string): Stamp | null {
  const match = EPOCH.exec(text)
  if (match === null) return null
  const [, digits, fraction] = match as unknown as [string, string, string?]
  const unitsPerMs = digits.length > 16 ? 1e6 : digits.length > 13 ? 1000 : 1
  const isSeconds = digits.length < 12
  if (fraction !== undefined && !isSeconds) return null
  const ms = isSeconds
    ? Number(digits) * 1000 + fractionMs(fraction)
    : Math.round((Number(digits) / unitsPerMs) * 1000) / 1000
  return { atMs: ms, isWholeSecond: isSeconds && fraction === undefined, hasZone: true }
}

/** Remembers the newest stamp: the lines of a second mostly say the same. */
export class StampReader {
  private text = ''
  private stamp: Stamp | null = null

  read(text: string): Stamp | null {
    if (text === this.text) return this.stamp
    this.stamp = parseStamp(text)
    this.text = text
    return this.stamp
  }
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
