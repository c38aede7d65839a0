/** Fields of a JSON line by name, whatever type a server gives them. */
import { clientOf, forwardedClient } from './client.ts'
import { isObject, type JsonObject } from './logLine.ts'
import type { Stamp, StampReader } from './stamps.ts'

/** The first of these fields that is there, as text; '-' when none is. */
export function textOf(json: JsonObject, ...names: readonly string[]): string {
  for (const name of names) {
    const text = asText(Object.hasOwn(json, name) ? json[name] : undefined)
    if (text !== '' && text !== '-') return text
  }
  return '-'
}

/** A list counts as its first member. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? asText(value[0]) : ''
}

/** The first of these fields that is an object; one without fields when none is. */
export function objectOf(json: JsonObject, ...names: readonly string[]): JsonObject {
  for (const name of names) {
    const value = Object.hasOwn(json, name) ? json[name] : undefined
    if (isObject(value)) return value
  }
  return {}
}

/** Seconds since 1970 may have any number of decimals; nine of them count. */
export function stampOf(stamps: StampReader, text: string): Stamp | null {
  const dot = text.indexOf('.')
  const isEpoch = dot > 0 && /^\d+\.\d+$/.test(text.slice(0, 40))
  return stamps.read(isEpoch ? text.slice(0, dot + 10) : text)
}

/** Forwarded addresses before the address of the connection. */
export const clientFrom = (forwarded: string, connection: string): string | null =>
  forwardedClient(forwarded) ?? clientOf(connection)
