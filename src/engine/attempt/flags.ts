/** What is true of an attempt: bits of `attempts.flags`. */

/** The client has its answer or waits no longer. */
export const CLIENT_DONE = 1
/** The system has nothing left to do with it. */
export const SYSTEM_DONE = 2
/** The node gave up on the target, or was told to drop the request: no answer travels back. */
export const NODE_GONE = 4
/** It is a health check that queues like a request. */
export const PROBE = 8
/** It is in a target's queue; in service. */
export const QUEUED = 16
export const SERVING = 32
/** Its client waits for an answer; its node waits for its target. */
export const AWAITED = 64
export const AWAITING_TARGET = 128
/** Its connection to the target is being opened for it. */
export const OPENING = 256
/** Its target refused or reset the connection. */
export const RESET = 512
/** What overtakes it has been scheduled. */
export const OVERTAKEN = 1024
/** It is no attempt but a message between a node and a target. */
export const MESSAGE = 2048
/** Its target finished it: with an answer, or with a 5xx of its own. */
export const SERVED = 4096
export const FAILED = 8192
/** It is on its way to or at a target on its client's own connection: its node only passes it on (layer 4). */
export const PASSED = 16384
/** It went where its cookie led. */
export const BOUND = 32768
/** It is no attempt but a call of what stands behind the targets. */
export const CALL = 65536
/** It has made its call; which has failed. */
export const CALLED = 131072
export const CALL_FAILED = 262144
/** Its node knows who it is from: by a session, or a token. */
export const SIGNED_IN = 524288
/** It has waited for its call for too long. */
export const CALL_LATE = 1048576
/** It is for no client: nothing of it is a row of the trace. */
export const UNRECORDED = PROBE | MESSAGE | CALL
