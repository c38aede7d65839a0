/**
 * What of a request is hashed, as bytes: the text of its client's address, of its client's number (what a session
 * cookie or a header would say), or its path. One buffer for all, good until the next key is written.
 */
import { choice } from '../../base/knobs.ts'

export interface KeyView {
  readonly address: Uint8Array
  readonly client: number
  readonly path: string
}
export type KeyKind = 'address' | 'client' | 'path'

export const KEY = choice({
  label: 'Key',
  help: 'What is hashed: requests of one key go to one target. Clients behind one address have one key by address, and keys of their own by session.',
  options: [
    { id: 'address', label: 'Client address' },
    { id: 'client', label: 'Session' },
    { id: 'path', label: 'Path' },
  ],
  default: 'address',
})

const LONGEST = 16_384

export const keyBytes = new Uint8Array(LONGEST)

/** Writes a text from a position on; returns where it ends. */
export function writeText(text: string, from: number): number {
  const end = Math.min(LONGEST, from + text.length)
  for (let i = from; i < end; i++) keyBytes[i] = text.charCodeAt(i - from)
  return end
}

/** Writes a whole number as decimal digits; returns where they end. */
export function writeNumber(value: number, from: number): number {
  let digits = 1
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits++
  let rest = value
  for (let i = from + digits - 1; i >= from; i--) {
    keyBytes[i] = 48 + (rest % 10)
    rest = Math.floor(rest / 10)
  }
  return from + digits
}

/** Writes the key from a position on; returns where it ends. */
export function writeKey(view: KeyView, kind: KeyKind, from: number): number {
  switch (kind) {
    case 'address':
      return writeAddress(view.address, from)
    case 'client':
      return writeNumber(view.client, from)
    case 'path':
      return writeText(view.path, from)
  }
}

const HEX = '0123456789abcdef'

/** `203.0.113.7`; of IPv6 all eight groups, none left out (model: balancers shorten runs of zeros). */
function writeAddress(address: Uint8Array, from: number): number {
  let at = from
  if (address.length === 4) {
    for (let i = 0; i < 4; i++) {
      if (i > 0) keyBytes[at++] = 46
      at = writeNumber(address[i] as number, at)
    }
    return at
  }
  for (let i = 0; i < address.length; i += 2) {
    if (i > 0) keyBytes[at++] = 58
    const group = ((address[i] as number) << 8) | (address[i + 1] as number)
    let shift = 12
    while (shift > 0 && group >>> shift === 0) shift -= 4
    for (; shift >= 0; shift -= 4) keyBytes[at++] = HEX.charCodeAt((group >>> shift) & 15)
  }
  return at
}

/** The key as a text, for words. */
export function keyText(view: KeyView, kind: KeyKind): string {
  const text = String.fromCharCode(...keyBytes.slice(0, writeKey(view, kind, 0)))
  return kind === 'client' ? `session ${text}` : text
}
