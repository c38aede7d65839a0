/**
 * One measurement in a process of its own: simulates lane A of a scenario file once and prints a line of JSON.
 *
 *     node tests/bench/one.mjs tests/bench/twoChoices.json trace|summary [{"targets":10,"algorithm":"random","requests":100000}]
 *
 * Resident memory is the peak of the process less what it held just before the run.
 */
import { readFileSync } from 'node:fs'
import {
  bytesOf,
  resolveLane,
  StreamedReport,
  simulate,
  validateScenario,
} from '../../dist-cli/index.js'

const [file, keep, change] = process.argv.slice(2)
const document = JSON.parse(readFileSync(String(file), 'utf8'))
if (change !== undefined) vary(document, JSON.parse(change))
const result = validateScenario(document)
if (!result.ok) {
  console.error(result.problems.map(({ message }) => message).join('\n'))
  process.exit(2)
}
const lane = resolveLane(result.scenario, null)
const before = process.memoryUsage().rss
const started = process.hrtime.bigint()
const targets = Object.values(lane.targetGroups).flatMap((group) =>
  Object.keys(group.targets),
).length
const sink = new StreamedReport({ warmUpUs: lane.warmUpMs * 1000, targets })
const trace = simulate(lane, {}, keep === 'summary' ? { sink } : {})
if (keep === 'summary') sink.report(trace)
const seconds = Number(process.hrtime.bigint() - started) / 1e9
const peak = process.resourceUsage().maxRSS * 1024
const { counts, digest } = trace.meta
const bytes = [trace.attempts, trace.connections, trace.changes, trace.probes]
  .map((table) => bytesOf(table))
  .reduce((sum, one) => sum + one, 0)
console.log(
  JSON.stringify({
    requests: counts.requests,
    events: counts.events,
    seconds,
    requestsPerSecond: Math.round(counts.requests / seconds),
    bytesPerRequest: bytes / counts.requests,
    traceBytes: bytes,
    grownBytes: peak - before,
    peakBytes: peak,
    digest,
  }),
)

/** Another number of targets at the same load per target, another algorithm, another length. */
function vary(document, { targets, algorithm, requests }) {
  const group = document.targetGroups.pool
  if (targets !== undefined) {
    const [, target] = Object.entries(group.targets)[0]
    const ids = Array.from({ length: targets }, (_, i) => [`t${i + 1}`, target])
    document.clients.callers.arrivals.perSecond *= targets / Object.keys(group.targets).length
    group.targets = Object.fromEntries(ids)
  }
  if (algorithm !== undefined) group.algorithm = { id: algorithm }
  if (requests !== undefined) {
    document.durationMs = Math.round(
      (requests / document.clients.callers.arrivals.perSecond) * 1000,
    )
    document.warmUpMs = 0
  }
}
