/**
 * Servers that fail for a while before a real NGINX, and before Ballast: a request every 200 ms, and which of two servers
 * each comes to. NGINX counts whole seconds, so the first is sent a tenth of a second after one has begun.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rowsOf } from '../support/asciiTrace.ts'
import { nginxFile, startBalancer, untilOpen } from '../support/realBalancers.ts'
import { constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

export interface FailingCase {
  readonly name: string
  readonly maxFails: number
  readonly weights: readonly [number, number]
}

/** The first server drops every connection for two seconds: at 0.1 s, and at 0.5 s where that does not take it out. */
export const FAILING: readonly FailingCase[] = [
  { name: 'nginx-max-fails-1', maxFails: 1, weights: [1, 1] },
  { name: 'nginx-max-fails-2', maxFails: 2, weights: [1, 1] },
  // A failure costs it 3 of 10.
  { name: 'nginx-max-fails-3-weights', maxFails: 3, weights: [10, 5] },
]

const FAILS_FOR_MS = 2000
const FAIL_TIMEOUT_S = 2
const EVERY_MS = 200
const FIRST_MS = 100
const REQUESTS = 30
const FRONT = 18_180
const PORTS = [18_191, 18_192]

export function failuresOfBallast({ maxFails, weights }: FailingCase): string {
  const lane = laneOf({
    'targetGroups.web.targets': {
      s0: { zone: 'a', weight: weights[0] },
      s1: { zone: 'a', weight: weights[1] },
    },
    'targetGroups.web.algorithm': { id: 'weighted-round-robin' },
    'targetGroups.web.health': { isActive: false, failsOpen: false },
    'targetGroups.web.ejection': {
      dialect: 'nginx',
      maxFails,
      failTimeoutMs: 1000 * FAIL_TIMEOUT_S,
    },
    'clients.users.requests.page.demand': constant(1),
    // The first one at half an interval.
    'clients.users.arrivals': { kind: 'periodic', perSecond: 1000 / EVERY_MS },
    faults: { bad: { kind: 'crash', target: 's0', atMs: 0, forMs: FAILS_FOR_MS } },
    durationMs: FIRST_MS + REQUESTS * EVERY_MS,
  })
  const rows = rowsOf(simulate(lane)).slice(0, REQUESTS)
  return rows.map(({ target }) => target?.slice(1) ?? '-').join('')
}

export async function failuresOfReal(asked: FailingCase): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-failures-'))
  const came: string[] = []
  let beganMs = Number.POSITIVE_INFINITY
  const servers = PORTS.map((port, server) =>
    createServer((asked, response) => {
      came[Number(asked.headers['x-number'])] = `${server}`
      if (server === 0 && Date.now() - beganMs < FAILS_FOR_MS) asked.socket.destroy()
      else response.end('x')
    }).listen(port, '127.0.0.1'),
  )
  writeFileSync(join(folder, 'conf'), configuration(asked))
  const nginx = startBalancer('nginx', folder, join(folder, 'conf'))
  try {
    await untilOpen(FRONT)
    beganMs = Math.ceil(Date.now() / 1000) * 1000
    for (let number = 0; number < REQUESTS; number++) {
      const dueMs = beganMs + FIRST_MS + number * EVERY_MS
      await until(dueMs)
      // A script that has lost its times says nothing of NGINX.
      if (Date.now() - dueMs > FIRST_MS / 2) throw new Error('this machine is too busy: ask again')
      ask(number)
    }
    await until(Date.now() + EVERY_MS)
    if (came.filter(Boolean).length < REQUESTS) throw new Error('requests are missing: ask again')
    return came.join('')
  } finally {
    await nginx.stop()
    await Promise.all(servers.map(close))
    rmSync(folder, { recursive: true })
  }
}

const until = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - Date.now())))

function ask(number: number): void {
  const asked = request({
    host: '127.0.0.1',
    port: FRONT,
    agent: false,
    headers: { 'x-number': `${number}` },
  })
  asked.once('response', (response) => response.resume())
  asked.end()
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

const configuration = ({ maxFails, weights }: FailingCase): string =>
  nginxFile(
    PORTS.map(
      (port, i) =>
        `server 127.0.0.1:${port} weight=${weights[i]} max_fails=${maxFails} fail_timeout=${FAIL_TIMEOUT_S}s;`,
    ),
    [`listen 127.0.0.1:${FRONT};`, 'keepalive_timeout 0;', 'proxy_next_upstream off;'],
  )
