/**
 * What crossing zones costs at a stated price: bytes of requests and answers that crossed, scaled up to an hour. Nothing
 * in a run hangs on it.
 */
import type { Crossing } from '../../scenario/things/network.ts'
import type { CrossingReport } from './crossing.ts'

export interface CrossingCost {
  /** In dollars, at the rate of the window. */
  readonly perHour: number
  /** The price, and how large a request with its answer is on average of those that crossed. */
  readonly pricePerGb: number
  readonly bytesEach: number
}

const SECONDS_AN_HOUR = 3600
/** As prices are stated, not 2^30. */
const BYTES_A_GB = 1e9

export function crossingCost(
  { crossedPerSecond, answerBytes }: CrossingReport,
  { pricePerGb, requestBytes }: Crossing,
): CrossingCost {
  const bytesEach = requestBytes + answerBytes
  const perHour = (crossedPerSecond * SECONDS_AN_HOUR * bytesEach * pricePerGb) / BYTES_A_GB
  return { perHour, pricePerGb, bytesEach }
}

/** `$0.113 an hour`. */
export const perHourText = ({ perHour }: CrossingCost): string => `$${rounded(perHour)} an hour`

/** `at $0.02 a GB, 11 kB a request with its answer`. */
export const atPriceText = ({ pricePerGb, bytesEach }: CrossingCost): string =>
  `at $${pricePerGb} a GB, ${rounded(bytesEach / 1000)} kB a request with its answer`

/** Three digits; no exponents. */
const rounded = (value: number): string =>
  value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
