/**
 * Bounded loads: a target whose requests in flight have reached its share of all of them, times a factor, is passed
 * over. The share is rounded as HAProxy rounds it: whole requests for each unit of weight, the rest along the order of
 * targets, one at least. Source: HAProxy src/lb_chash.c, chash_server_is_eligible; Mirrokni, Thorup, Zadimoghaddam,
 * SODA 2018, whose capacity is the same for equal weights but for rounding.
 */
interface Loaded {
  readonly usable: readonly number[]
  inFlight(target: number): number
  weight(target: number): number
}

/** HAProxy counts weights in sixteenths. */
const partsOf = (view: Loaded, target: number): number => Math.round(view.weight(target) * 16)

/** Whether the target may have one more; `factor` 0 is no bound. */
export function hasRoomFor(view: Loaded, target: number, factor: number): boolean {
  return factor === 0 || view.inFlight(target) < roomOf(view, target, factor)
}

/** How many requests the target may have in flight, the one in hand among them. */
export function roomOf(view: Loaded, target: number, factor: number): number {
  let inFlight = 1
  let total = 0
  let before = 0
  for (const each of view.usable) {
    inFlight += view.inFlight(each)
    if (each < target) before += partsOf(view, each)
    total += partsOf(view, each)
  }
  // Factors have two decimals at most: whole hundredths, as HAProxy writes them.
  const slots = Math.floor((inFlight * Math.round(factor * 100) + 99) / 100)
  const own = partsOf(view, target)
  const rest = slots % total
  const whole = own * Math.floor(slots / total)
  const share = Math.floor(((before + own) * rest) / total) - Math.floor((before * rest) / total)
  return Math.max(1, whole + share)
}
