/**
 * A target of the testbed: an HTTP server with so many slots and one queue. The path of a request says how many
 * milliseconds its service takes; nothing is computed meanwhile. Started with PORT SLOTS SLOWNESS QUEUE_LIMIT NUMBER; it
 * listens when it is told to.
 */
import { createServer } from 'node:http'
import { at } from './moment.mjs'

const [port = 0, slots = 1, slowness = 1, queueLimit = 0, number = 0] = process.argv
  .slice(2)
  .map(Number)

/** @typedef {{ response: import('node:http').ServerResponse, workMs: number, cameMs: number }} Waiting */
/** @type {Waiting[]} */
const queue = []
let free = slots

const server = createServer((request, response) => {
  response.setHeader('x-target', number)
  const workMs = Number(request.url?.slice(1))
  if (!(workMs > 0)) response.end('alive')
  else if (free === 0 && queue.length >= queueLimit) response.writeHead(503).end('full')
  else {
    queue.push({ response, workMs, cameMs: performance.now() })
    serveNext()
  }
})
// A target that closes idle connections is another experiment.
server.keepAliveTimeout = 0

function serveNext() {
  if (free === 0) return
  const next = queue.shift()
  if (next === undefined) return
  free--
  at(performance.now() + next.workMs * slowness, () => {
    free++
    next.response.setHeader('x-stay-ms', (performance.now() - next.cameMs).toFixed(3))
    next.response.end('done')
    serveNext()
  })
}

process.on('message', () => {
  server.listen(port, '127.0.0.1', 1024, () => process.send?.('listening'))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
