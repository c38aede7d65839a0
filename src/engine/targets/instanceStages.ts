/** Where an instance is in its life; one of a group that is not scaled is in service all the time. */
export const IN_SERVICE = 0
/** A place without an instance. */
export const VACANT = 1
export const LAUNCHING = 2
/** Deregistered: it drains, and is then gone. */
export const TERMINATING = 3
