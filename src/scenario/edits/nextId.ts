/** Names of things that are added. */
import { freshId } from '../lanes.ts'

const LAST_LETTER = 'z'.charCodeAt(0)

/** After `c` comes `d`, after `web-6` comes `web-7`, after `apps` comes `apps-2`. */
export function nextId(taken: readonly string[], last: string): string {
  if (/^[a-y]$/.test(last)) {
    for (let code = last.charCodeAt(0) + 1; code <= LAST_LETTER; code++) {
      const next = String.fromCharCode(code)
      if (!taken.includes(next)) return next
    }
  }
  const stem = last.replace(/-\d+$/, '')
  // Who has numbers begins with one: `web` is no name of theirs.
  return freshId(stem === last ? taken : [...taken, stem], stem)
}
