/**
 * Picks and failures of NGINX as its source has them, written down here in the plainest way and held against Ballast over
 * random scripts: weights, overlapping requests, servers that fail for a while, times in whole seconds. Source: NGINX 1.29,
 * ngx_http_upstream_round_robin.c (get_peer, free_peer) and ngx_http_upstream_least_conn_module.c.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rowsOf } from '../support/asciiTrace.ts'
import { constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

interface Script {
  readonly algorithm: 'weighted-round-robin' | 'least-connections'
  readonly weights: readonly number[]
  readonly maxFails: number
  readonly failTimeoutS: number
  readonly workMs: number
  /** Which server answers 500, from when, for how long. */
  readonly bad: readonly (readonly [server: number, atMs: number, forMs: number])[]
}

/** Requests come at 50, 150 ... ms and never end when another comes, or a second begins. */
const scripts = fc.record({
  algorithm: fc.constantFrom('weighted-round-robin' as const, 'least-connections' as const),
  weights: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 4 }),
  maxFails: fc.integer({ min: 0, max: 4 }),
  failTimeoutS: fc.constantFrom(1, 2),
  workMs: fc.constantFrom(10, 240, 730),
  bad: fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 9000 }),
      fc.integer({ min: 1, max: 4000 }),
    ),
    { minLength: 1, maxLength: 5 },
  ),
})

function asked({ algorithm, weights, bad, workMs, maxFails, failTimeoutS }: Script) {
  const targets = weights.map((weight, i) => [`s${i}`, { zone: 'a', weight, slots: 1000 }])
  const faults = bad
    .filter(([server]) => server < weights.length)
    .map(([server, atMs, forMs], i) => [
      `bad${i}`,
      { kind: 'errors', target: `s${server}`, ratio: 1, atMs, forMs },
    ])
  const lane = laneOf({
    'targetGroups.web.targets': Object.fromEntries(targets),
    'targetGroups.web.algorithm': { id: algorithm },
    'targetGroups.web.health': { isActive: false, failsOpen: false },
    'targetGroups.web.ejection': {
      dialect: 'nginx',
      counts5xx: true,
      maxFails,
      failTimeoutMs: 1000 * failTimeoutS,
    },
    'clients.users.arrivals': { kind: 'periodic', perSecond: 10 },
    'clients.users.requests.page.demand': constant(workMs),
    faults: Object.fromEntries(faults),
    durationMs: 15_000,
  })
  return rowsOf(simulate(lane)).sort((a, b) => a.sentUs - b.sentUs)
}

interface Peer {
  readonly weight: number
  effective: number
  current: number
  fails: number
  accessed: number
  checked: number
  conns: number
}

/** Where each request goes, or null; `isBad` says of a request whether it came to nothing. */
function bySource(
  { algorithm, weights, maxFails, failTimeoutS, workMs }: Script,
  startsMs: readonly number[],
  isBad: (request: number) => boolean,
): (string | null)[] {
  const peers = weights.map(
    (weight): Peer => ({
      weight,
      effective: weight,
      current: 0,
      fails: 0,
      accessed: 0,
      checked: 0,
      conns: 0,
    }),
  )
  const open: { readonly endMs: number; readonly peer: Peer; readonly request: number }[] = []
  return startsMs.map((startMs, request) => {
    const now = Math.floor(startMs / 1000)
    while (open.length > 0 && (open[0] as { endMs: number }).endMs < startMs) {
      const { endMs, peer, request } = open.shift() as (typeof open)[number]
      peer.conns--
      if (!isBad(request)) {
        if (peer.accessed < peer.checked) peer.fails = 0
        continue
      }
      peer.fails++
      peer.accessed = Math.floor(endMs / 1000)
      peer.checked = peer.accessed
      if (maxFails > 0) peer.effective -= Math.floor(peer.weight / maxFails)
      if (peer.effective < 0) peer.effective = 0
    }
    let candidates = peers.filter(
      ({ fails, checked }) => !(maxFails > 0 && fails >= maxFails && now - checked <= failTimeoutS),
    )
    if (candidates.length === 0) return null
    if (algorithm === 'least-connections') {
      const load = ({ conns, weight }: Peer) => conns / weight
      const least = Math.min(...candidates.map(load))
      candidates = candidates.filter((peer) => load(peer) === least)
    }
    let best = candidates[0] as Peer
    if (algorithm === 'weighted-round-robin' || candidates.length > 1) {
      let total = 0
      for (const peer of candidates) {
        peer.current += peer.effective
        total += peer.effective
        if (peer.effective < peer.weight) peer.effective++
        if (peer.current > best.current) best = peer
      }
      best.current -= total
    }
    if (now - best.checked > failTimeoutS) best.checked = now
    best.conns++
    open.push({ endMs: startMs + workMs, peer: best, request })
    return `s${peers.indexOf(best)}`
  })
}

it('goes where NGINX goes, with every failure', () => {
  fc.assert(
    fc.property(scripts, (script) => {
      const rows = asked(script)
      const expected = bySource(
        script,
        rows.map(({ sentUs }) => sentUs / 1000),
        (request) => rows[request]?.status === 500,
      )
      expect(rows.map(({ target }) => target)).toEqual(expected)
    }),
    { numRuns: 300, seed: 7 },
  )
})
