/** What the algorithm of a worker hears of the requests it sent, wherever it chooses: in one place, or in each part. */
import type { Message } from '../../algorithms/define.ts'
import type { Knowledge } from './knowledge.ts'

/** A request was sent to the target at `place`. */
export function tellSent({ algorithm, context, parts }: Knowledge, place: number): void {
  const { sent } = algorithm
  if (sent === undefined) return
  if (parts === null) sent(context, place)
  else for (const part of parts.all) sent(part.context, place)
}

/** One came back after `latencyUs` microseconds, or was given up. */
export function tellDone(
  knowledge: Knowledge,
  place: number,
  isOk: boolean,
  latencyUs: number,
): void {
  const { done } = knowledge.algorithm
  if (done === undefined) return
  knowledge.latencyUs = latencyUs
  if (knowledge.parts === null) done(knowledge.context, place, isOk)
  else for (const part of knowledge.parts.all) tellDone(part, place, isOk, latencyUs)
}

/**
 * A target has said something. An answer to a probe fills a pool, so it is for the parts that may send to it, or for the only
 * one that gets requests, which hears as the whole would; what is said of a target itself is for all.
 */
export function tellMessage(
  { algorithm, context, parts }: Knowledge,
  place: number,
  message: Message,
): void {
  const { told } = algorithm
  if (told === undefined) return
  if (parts === null) {
    told(context, place, message)
    return
  }
  const { only } = parts
  for (const part of parts.all) {
    const isFor = message.kind !== 'probe' || part === only || part.usable.includes(place)
    if (isFor) told(part.context, place, message)
  }
}
