/**
 * The open-loop generator: sends each request at its scripted moment, whatever became of those before, and counts
 * latency from that moment. Who counts from when the request could be sent leaves out what came late because of the
 * system (coordinated omission).
 */
import { Agent, type IncomingMessage, request } from 'node:http'
import { at } from './moment.mjs'
import type { Ended } from './recordings.ts'
import type { ScriptedRequest } from './script.ts'

export interface Answered extends Ended {
  /** Of the latency, what was not spent at the target, by the target's clock; null without its word. */
  readonly overheadMs: number | null
}

export function generate(
  script: readonly ScriptedRequest[],
  { port, beganMs }: { readonly port: number; readonly beganMs: number },
): Promise<readonly Answered[]> {
  const agent = new Agent({ keepAlive: true })
  const all = script.map(
    ({ atMs, workMs }) =>
      new Promise<Answered>((resolve) => {
        const moment = beganMs + atMs
        const end = (target: number | null, status: number, stayMs: number | null): void => {
          const latencyMs = performance.now() - moment
          const overheadMs = stayMs === null ? null : latencyMs - stayMs
          resolve({ target, status, latencyMs, overheadMs })
        }
        at(moment, () => {
          const asked = request(
            { host: '127.0.0.1', port, path: `/${workMs}`, agent },
            (response) => whenOver(response, end),
          )
          asked.once('error', () => end(null, 0, null))
          asked.end()
        })
      }),
  )
  return Promise.all(all).finally(() => agent.destroy())
}

function whenOver(
  response: IncomingMessage,
  end: (target: number | null, status: number, stayMs: number | null) => void,
): void {
  const said = (name: string): number | null => {
    const value = response.headers[name]
    return value === undefined ? null : Number(value)
  }
  response.resume()
  response.once('close', () =>
    end(said('x-target'), response.complete ? (response.statusCode ?? 0) : 0, said('x-stay-ms')),
  )
}
