/**
 * The ring of NGINX (ketama): 160 points for each unit of weight, each found from the one before. All servers are on it,
 * whoever can be used: whose server cannot is passed over, point by point, twenty times at most.
 * Source: NGINX src/http/modules/ngx_http_upstream_hash_module.c, ngx_http_upstream_init_chash.
 */
import { CRC_START, crcEnd, crcWith } from '../hashes/crc32.ts'
import type { RingPoint } from './ring.ts'

const POINTS_PER_WEIGHT = 160

/** How many points servers of these whole weights have. */
export const ketamaPoints = (weights: readonly number[]): number =>
  POINTS_PER_WEIGHT * weights.reduce((sum, weight) => sum + weight, 0)

/** `names` are those of the `server` directives: `127.0.0.1:8081`, or without a port. */
export function ketama(names: readonly string[], weights: readonly number[]): RingPoint[] {
  const points: RingPoint[] = []
  names.forEach((name, owner) => {
    const base = startOf(name)
    let before = 0
    for (let i = 0; i < POINTS_PER_WEIGHT * (weights[owner] as number); i++) {
      let crc = base
      for (let shift = 0; shift < 32; shift += 8) crc = crcWith(crc, (before >>> shift) & 255)
      before = crcEnd(crc)
      points.push({ high: before, low: 0, owner })
    }
  })
  return withoutTwins(points)
}

/** Of points with one hash the first stays. */
function withoutTwins(points: readonly RingPoint[]): RingPoint[] {
  const seen = new Set<number>()
  return points.filter(({ high }) => !seen.has(high) && seen.add(high))
}

/** The host, a zero, the port. */
function startOf(name: string): number {
  const [, host = name, port = ''] = /^(.*):(\d*)$/.exec(name) ?? []
  let crc = CRC_START
  for (const character of `${host}\0${port}`) crc = crcWith(crc, character.charCodeAt(0))
  return crc
}
