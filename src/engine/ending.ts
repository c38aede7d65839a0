/**
 * How an attempt ended, in one number, because its parts are set together and the row reads them together:
 *
 *     status << 16 | cause << 8 | author << 4 | outcome        0: nothing is decided yet
 *
 * Author and cause are those of the status, outcome is the request's (`model/outcome.ts`).
 */
export const endingOf = (status: number, author: number, cause: number): number =>
  (status << 16) | (cause << 8) | (author << 4)

export const statusOf = (ending: number): number => ending >>> 16
export const causeOf = (ending: number): number => (ending >>> 8) & 0xff
export const authorOf = (ending: number): number => (ending >>> 4) & 0xf
export const outcomeOf = (ending: number): number => ending & 0xf
