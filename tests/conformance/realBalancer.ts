/**
 * A real NGINX or HAProxy on loopback, one worker, before scripted servers: each server says its number, at once or when
 * it is told to, so that a script decides what is in flight.
 */
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nginxFile, startBalancer, untilOpen } from '../support/realBalancers.ts'
import { type Case, PORTS, type Step } from './cases.ts'

const FRONT = 18_080

/** The picks of a balancer for the steps of a case. */
export async function picksOfReal(one: Case): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-conformance-'))
  const servers = await Promise.all(PORTS.map(startServer))
  writeConfiguration(one, folder, [0, 1, 2])
  const { process: balancer, stop } = startBalancer(one.balancer, folder, join(folder, 'conf'))
  try {
    await untilOpen(FRONT)
    const picks: number[] = []
    const open = new Map<number, () => Promise<void>>()
    for (const step of one.steps) await play(step, { one, folder, balancer, picks, open, servers })
    return picks.join('')
  } finally {
    await stop()
    for (const { server } of servers) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    rmSync(folder, { recursive: true })
  }
}

interface ScriptedServer {
  readonly server: Server
  /** Who waits for a request that comes to any server. */
  arrived: ((response: ServerResponse) => void) | null
}

function startServer(port: number): Promise<ScriptedServer> {
  return new Promise((resolve) => {
    const own: ScriptedServer = {
      server: createServer((_, response) => own.arrived?.(response)),
      arrived: null,
    }
    own.server.listen(port, '127.0.0.1', () => resolve(own))
  })
}

interface Playing {
  readonly one: Case
  readonly folder: string
  readonly balancer: ChildProcess
  readonly picks: number[]
  readonly open: Map<number, () => Promise<void>>
  readonly servers: readonly ScriptedServer[]
}

async function play(step: Step, playing: Playing): Promise<void> {
  const { one, folder, balancer, picks, open } = playing
  if (step.kind === 'usable') {
    await setUsable(one, step.servers, folder, balancer)
  } else if (step.kind === 'finish') {
    await open.get(step.send)?.()
    open.delete(step.send)
  } else {
    const number = picks.length
    const { server, finish } = await ask(one, step.key, playing.servers)
    picks.push(server)
    if (step.stays) open.set(number, finish)
    else await finish()
  }
}

/** Sends a request; `finish` lets it be answered, and waits until the balancer has forgotten it. */
function ask(
  { keysAre }: Case,
  key: string,
  servers: readonly ScriptedServer[],
): Promise<{ readonly server: number; readonly finish: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port: FRONT,
      agent: false,
      ...(keysAre === 'addresses' ? { localAddress: key } : { headers: { 'x-key': key } }),
    })
    const isClosed = new Promise<void>((over) => asked.once('close', () => over()))
    asked.once('response', (response) => response.resume())
    asked.once('error', reject)
    servers.forEach((each, server) => {
      each.arrived = (response) => {
        const finish = async () => {
          response.end('x')
          await isClosed
          // The balancer closes its side after the client has its answer.
          await new Promise((later) => setTimeout(later, 2))
        }
        resolve({ server, finish })
      }
    })
    asked.end()
  })
}

function writeConfiguration(one: Case, folder: string, usable: readonly number[]): void {
  const text = one.balancer === 'nginx' ? nginxFor(one, usable) : haproxyFor(one, folder)
  writeFileSync(join(folder, 'conf'), text)
}

const nginxFor = ({ lines, weights }: Case, usable: readonly number[]): string =>
  nginxFile(
    [
      ...lines,
      ...weights.map(
        (weight, i) =>
          `server 127.0.0.1:${PORTS[i]} weight=${weight}${usable.includes(i) ? '' : ' down'};`,
      ),
    ],
    [`listen 127.0.0.1:${FRONT};`, 'keepalive_timeout 0;'],
  )

const haproxyFor = ({ lines, weights }: Case, folder: string): string => `
global
  nbthread 1
  stats socket ${join(folder, 'admin')} mode 600 level admin
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  option httpclose
frontend front
  bind 127.0.0.1:${FRONT}
  default_backend servers
backend servers
  ${lines.join('\n  ')}
${weights.map((weight, i) => `  server s${i} 127.0.0.1:${PORTS[i]} weight ${weight}`).join('\n')}
`

/** HAProxy is told on its socket and remembers its turns; NGINX reads its file again, and has nothing to remember here. */
async function setUsable(
  one: Case,
  usable: readonly number[],
  folder: string,
  balancer: ChildProcess,
): Promise<void> {
  if (one.balancer === 'nginx') {
    writeConfiguration(one, folder, usable)
    balancer.kill('SIGHUP')
    await new Promise((later) => setTimeout(later, 500))
    return
  }
  for (let i = 0; i < one.weights.length; i++) {
    const verb = usable.includes(i) ? 'enable' : 'disable'
    await new Promise<void>((done) => {
      const socket = connect(join(folder, 'admin'), () =>
        socket.end(`${verb} server servers/s${i}\n`),
      )
      socket.resume()
      socket.once('close', () => done())
    })
  }
}
