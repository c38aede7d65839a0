/**
 * An attempt's visit to a target: it arrives, is turned away or served, and leaves; or the target crashes or
 * vanishes under it.
 */
import { author, cause } from '../../model/outcome.ts'
import * as F from '../attempt/attempts.ts'
import { finishForSystem } from '../client/traffic.ts'
import { CONNECT_TIMEOUT_US } from '../connection/connections.ts'
import { onProbeServed } from '../health/probes.ts'
import { TO_BACK, TO_CLIENT, transmit } from '../network/transmit.ts'
import type { PlannedTarget } from '../plan.ts'
import { RANK_TIMEOUT, type World } from '../world.ts'
import { nextShared } from './processorSharing.ts'
import { COUNT_BITS, DOWN } from './state.ts'
import { admit, complete, firstAt, leave, writeStatus } from './station.ts'

const NODE = author('node')
const CLIENT = author('client')
const REFUSED = cause('connect-refused')
const RESET = cause('reset')

/** A request is at its target's door. */
export function onTarget(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const t = w[at | F.TARGET] as number
  w[at | F.STAGE] = F.STAGE_NONE
  if ((world.sites.out[(world.plan.targets[t] as PlannedTarget).site] as number) > 0) {
    vanish(world, f)
    return
  }
  world.times[(f << F.TIME_BITS) | F.AT_TARGET] = world.nowUs
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) & ~F.NEW_LINK
  if ((world.desk.counts[(t << COUNT_BITS) | DOWN] as number) > 0) {
    world.times[(f << F.TIME_BITS) | F.SERVICE_END] = world.nowUs
    writeReset(world, f, REFUSED)
    goBack(world, f)
  } else if (!admit(world, f, t)) {
    goBack(world, f)
  }
}

/** A service is over (slots). */
export function onServiceEnd(world: World, f: number): void {
  complete(world, f)
  departFromTarget(world, f)
}

/** A service is over (processor sharing): that of the first in the list. */
export function onSharedEnd(world: World, t: number): void {
  const f = nextShared(world, t)
  if (f >= 0) onServiceEnd(world, f)
}

/** The target crashes: everything it works on or holds is reset, and those who sent it hear of that. */
export function crash(world: World, t: number): void {
  for (let f = firstAt(world, t); f >= 0; f = firstAt(world, t)) {
    leave(world, f)
    writeReset(world, f, RESET)
    departFromTarget(world, f)
  }
}

/** The target's zone vanishes: everything it works on or holds is gone, and nobody hears anything. */
export function vanishAll(world: World, t: number): void {
  for (let f = firstAt(world, t); f >= 0; f = firstAt(world, t)) {
    leave(world, f)
    if (((world.words[(f << F.WORD_BITS) | F.FLAGS] as number) & F.PROBE) !== 0) {
      world.flights.give(f)
    } else {
      vanish(world, f)
    }
  }
}

function departFromTarget(world: World, f: number): void {
  const w = world.words
  const flags = w[(f << F.WORD_BITS) | F.FLAGS] as number
  w[(f << F.WORD_BITS) | F.STAGE] = F.STAGE_NONE
  if ((flags & F.PROBE) !== 0) {
    onProbeServed(world, f)
    return
  }
  if ((flags & F.NODE_GONE) !== 0) finishForSystem(world, f)
  else goBack(world, f)
}

/** Sends the answer to the node, or to the client when there is none; nobody answers a client that has gone. */
function goBack(world: World, f: number): void {
  const w = world.words
  const isDirect = (w[(f << F.WORD_BITS) | F.NODE] as number) < 0
  if (isDirect && ((w[(f << F.WORD_BITS) | F.FLAGS] as number) & F.CLIENT_DONE) !== 0) {
    finishForSystem(world, f)
    return
  }
  const arrives = transmit(world, f, isDirect ? TO_CLIENT : TO_BACK, 0)
  // At a node its idle timeout finds out; at a client its own timeout.
  if (!arrives && isDirect) finishForSystem(world, f)
}

/** A node turns a refused or reset connection into a 502; a client without a node sees just that. */
function writeReset(world: World, f: number, why: number): void {
  const w = world.words
  const isDirect = (w[(f << F.WORD_BITS) | F.NODE] as number) < 0
  w[(f << F.WORD_BITS) | F.FLAGS] = (w[(f << F.WORD_BITS) | F.FLAGS] as number) | F.RESET
  if (isDirect) writeStatus(world, f, 0, CLIENT, why)
  else writeStatus(world, f, 502, NODE, why)
}

/** The attempt is gone without a word. A node that was opening a connection notices after 10 s, otherwise 60 s. */
function vanish(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const flags = w[at | F.FLAGS] as number
  w[at | F.STAGE] = F.STAGE_NONE
  if ((w[at | F.NODE] as number) < 0 || (flags & F.NODE_GONE) !== 0) {
    finishForSystem(world, f)
    return
  }
  if ((flags & F.NEW_LINK) === 0) return
  const dueUs = (world.times[(f << F.TIME_BITS) | F.DISPATCHED] as number) + CONNECT_TIMEOUT_US
  if (dueUs <= world.nowUs) return
  w[at | F.STAGE] = F.STAGE_CONNECT_TIMEOUT
  world.queue.schedule(world.mainEntry(f), dueUs, RANK_TIMEOUT)
}
