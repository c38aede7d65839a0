/** Frames to be written into: their arrays fit themselves to the trace on first use. */
import { NO_EDGE } from '../../analysis/scene/edges.ts'
import { NO_SLOT } from '../../analysis/scene/slots.ts'
import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import { emptyWay } from '../../analysis/scene/way.ts'
import { DOES, DOTS_MAX, FAILURES_MAX, type Frame, ORDERED_MAX, type RouteRates } from './model.ts'

export function emptyFrame(): Frame {
  return {
    tUs: 0,
    mode: 'dots',
    inSight: 0,
    travelling: 0,
    dots: {
      count: 0,
      row: new Uint32Array(DOTS_MAX),
      does: new Uint8Array(DOTS_MAX),
      tone: new Uint8Array(DOTS_MAX),
      isRetry: new Uint8Array(DOTS_MAX),
      place: new Uint16Array(DOTS_MAX),
      edge: new Int32Array(DOTS_MAX),
      progress: new Float32Array(DOTS_MAX),
      slot: new Uint16Array(DOTS_MAX),
      queuePlace: new Uint16Array(DOTS_MAX),
      sinceUs: new Float64Array(DOTS_MAX),
      spread: new Float32Array(DOTS_MAX),
      x: new Float32Array(DOTS_MAX),
      y: new Float32Array(DOTS_MAX),
    },
    failures: {
      count: 0,
      kind: new Uint8Array(FAILURES_MAX),
      place: new Uint16Array(FAILURES_MAX),
      age: new Float32Array(FAILURES_MAX),
      spread: new Float32Array(FAILURES_MAX),
    },
    waiting: new Uint32Array(0),
    serving: new Uint32Array(0),
    load: new Float32Array(0),
    isDown: new Uint8Array(0),
    isAway: new Uint8Array(0),
    awaySinceUs: new Float64Array(0),
    isStopping: new Uint8Array(0),
    life: new Uint8Array(0),
    warmAtUs: new Float64Array(0),
    isFailOpen: new Uint8Array(0),
    atNode: new Uint32Array(0),
    nodeLoad: new Float32Array(0),
    workerLoad: new Float32Array(0),
    workerHas: new Uint32Array(0),
    hostWork: new Float64Array(0),
    behind: { busy: 0, waiting: 0, speed: 1 },
    identity: { busy: 0, waiting: 0, speed: 1 },
    isActive: new Uint8Array(0),
    answer: new Float64Array(0),
    answerCount: new Uint16Array(0),
    answeredUs: new Float64Array(0),
    health: new Uint8Array(0),
    ejectedBy: new Uint8Array(0),
    heard: new Uint8Array(0),
    slowFromUs: new Float64Array(0),
    slowUntilUs: new Float64Array(0),
    rate: new Float32Array(0),
    lateRate: new Float32Array(0),
    errorRate: new Float32Array(0),
    rejectedRate: new Float32Array(0),
    isBrief: new Uint8Array(0),
    travellingMean: new Float32Array(0),
    routeRates: emptyRouteRates(0, 0),
    scratch: emptyScratch(),
  }
}

const emptyScratch = (): Frame['scratch'] => ({
  way: emptyWay(),
  spot: { does: DOES.stand, place: 0, edge: NO_EDGE, progress: 0, slot: NO_SLOT, sinceUs: 0 },
  order: new Uint32Array(ORDERED_MAX),
  placed: new Uint32Array(0),
  workerShare: new Float64Array(0),
  workerSinceUs: new Float64Array(0),
  workerBusyUs: new Float64Array(0),
})

export const emptyRouteRates = (routes: number, places: number): RouteRates => ({
  rate: new Float32Array(routes),
  lateRate: new Float32Array(routes),
  errorRate: new Float32Array(routes),
  rejectedRate: new Float32Array(routes),
  band: new Float32Array(routes),
  outOf: new Float32Array(places),
  into: new Float32Array(places),
  pxPerRate: 0,
})

/** Only another topology needs other lengths; from one moment to the next nothing is made. */
export function fitFrame(frame: Frame, index: TraceIndex): void {
  const { edges, trace } = index
  const { nodes, targets, hosts, faults, resolvers } = trace.meta.names
  if (frame.waiting.length !== targets.length) {
    frame.waiting = new Uint32Array(targets.length)
    frame.serving = new Uint32Array(targets.length)
    frame.load = new Float32Array(targets.length)
    frame.isDown = new Uint8Array(targets.length)
    frame.isAway = new Uint8Array(targets.length)
    frame.awaySinceUs = new Float64Array(targets.length)
    frame.isStopping = new Uint8Array(targets.length)
    frame.life = new Uint8Array(targets.length)
    frame.warmAtUs = new Float64Array(targets.length)
  }
  if (frame.isFailOpen.length !== nodes.length) {
    frame.isFailOpen = new Uint8Array(nodes.length)
    frame.atNode = new Uint32Array(nodes.length)
    frame.nodeLoad = new Float32Array(nodes.length)
    frame.scratch.placed = new Uint32Array(nodes.length)
  }
  const workers = trace.meta.counts.workers.length
  if (frame.workerLoad.length !== workers) {
    frame.workerLoad = new Float32Array(workers)
    frame.workerHas = new Uint32Array(workers)
    frame.scratch.workerShare = new Float64Array(workers)
    frame.scratch.workerSinceUs = new Float64Array(workers)
    frame.scratch.workerBusyUs = new Float64Array(workers)
  }
  if (frame.hostWork.length !== hosts.length) frame.hostWork = new Float64Array(hosts.length)
  if (frame.isActive.length !== faults.length) frame.isActive = new Uint8Array(faults.length)
  if (frame.answer.length !== resolvers.length) {
    frame.answer = new Float64Array(resolvers.length)
    frame.answerCount = new Uint16Array(resolvers.length)
    frame.answeredUs = new Float64Array(resolvers.length)
  }
  if (frame.rate.length !== edges.count) {
    frame.health = new Uint8Array(edges.count)
    frame.ejectedBy = new Uint8Array(edges.count)
    frame.heard = new Uint8Array(edges.count)
    frame.slowFromUs = new Float64Array(edges.count)
    frame.slowUntilUs = new Float64Array(edges.count)
    frame.rate = new Float32Array(edges.count)
    frame.lateRate = new Float32Array(edges.count)
    frame.errorRate = new Float32Array(edges.count)
    frame.rejectedRate = new Float32Array(edges.count)
    frame.isBrief = new Uint8Array(edges.count)
    frame.travellingMean = new Float32Array(edges.count)
  }
}
