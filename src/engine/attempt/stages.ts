/** Where an attempt is on its way: what happens when its own entry of the event queue is due (`engine/way.ts`). */

/** Nothing of its own is due: it waits in a queue, shares a processor, or is lost. */
export const STAGE_NONE = 0
/** Its client means to send it. */
export const STAGE_SEND = 1
/** A packet is under way and arrives. */
export const STAGE_TO_NODE = 2
export const STAGE_TO_TARGET = 3
export const STAGE_TO_BACK = 4
export const STAGE_TO_CLIENT = 5
/** It is in a slot, and its service ends. */
export const STAGE_SERVE = 6
/** Whoever opens a connection for it gives up. */
export const STAGE_CONNECT_TIMEOUT = 7
export const STAGE_CLIENT_CONNECT_TIMEOUT = 8
/** A packet was lost and is sent again. */
export const STAGE_RESEND_TO_NODE = 9
export const STAGE_RESEND_TO_TARGET = 10
export const STAGE_RESEND_TO_BACK = 11
export const STAGE_RESEND_TO_CLIENT = 12
/** Waits at the client for one of its connections: nothing is due. */
export const STAGE_AWAIT_CONNECTION = 13
/** A message arrives: a node's question at a target, what a target says at a node. */
export const STAGE_ASK = 14
export const STAGE_TELL = 15
/** The first packet of its connection reaches a node that passes connections on. */
export const STAGE_FIRST_PACKET = 16
/** An environment of a function starts for it. */
export const STAGE_INIT = 17
/** Its target has dropped it from the queue. */
export const STAGE_DROPPED = 18
/** It holds its slot while its call is under way, and gives up on that. */
export const STAGE_CALLING = 19
/** A call: what stands behind the targets has done it. */
export const STAGE_CALL = 20
/** A probe that called what stands behind its target is answered there. */
export const STAGE_PROBED = 21
/** It is on its way between its client, the identity provider and its node. */
export const STAGE_LOGIN = 22
/** A worker of its node works on it, or on those before it. */
export const STAGE_AT_WORKER = 23
