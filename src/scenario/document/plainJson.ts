/**
 * The first look at a foreign value: a copy of it, when it is plain JSON of bearable size. After
 * this nothing needs to think of endless nesting, of `__proto__`, of NaN or of what a caller
 * changes later.
 */

import type { Json } from './json.ts'
import { formatPath, type Problem, problemAt, type Result, refuse } from './problem.ts'

export const DEPTH_MAX = 24
export const VALUES_MAX = 200_000
export const TEXT_MAX = 4_000_000
const STRING_MAX = 4000
const KEY_MAX = 100

/**
 * Every name that an empty object already answers to: `__proto__`, `constructor`, `toString` ...
 */
const TAKEN: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  '__proto__',
  'prototype',
])

export const isTakenName = (name: string): boolean => TAKEN.has(name)

interface Scan {
  values: number
  characters: number
  readonly keys: (string | number)[]
}

/** A copy of `input`, or the first thing that cannot be in a document. */
export function plainCopy(input: unknown): Result<{ readonly value: Json }> {
  const scan: Scan = { values: 0, characters: 0, keys: [] }
  const value = copy(input, scan)
  return value instanceof Refusal ? refuse([value.problem]) : { ok: true, value }
}

class Refusal {
  readonly problem: Problem
  constructor(scan: Scan, rest: string) {
    this.problem = problemAt(formatPath(scan.keys), rest)
  }
}

function copy(input: unknown, scan: Scan): Json | Refusal {
  scan.values += 1
  if (scan.values > VALUES_MAX) {
    return new Refusal(
      scan,
      `is one value too many; a document has ${VALUES_MAX} at most. Make it smaller.`,
    )
  }
  if (input === null || typeof input === 'boolean') return input
  if (typeof input === 'string') return copyText(input, scan)
  if (typeof input === 'number') {
    if (Number.isFinite(input)) return input + 0
    return new Refusal(
      scan,
      `is ${input}; it must be a number that JSON can hold. Write a finite one.`,
    )
  }
  if (typeof input !== 'object') {
    return new Refusal(scan, `is ${typeof input}; it must be a JSON value. Remove it.`)
  }
  if (scan.keys.length >= DEPTH_MAX) {
    return new Refusal(
      scan,
      `is nested too deep; a document has ${DEPTH_MAX} levels at most. Flatten it.`,
    )
  }
  return Array.isArray(input) ? copyList(input, scan) : copyObject(input, scan)
}

function copyText(text: string, scan: Scan): string | Refusal {
  scan.characters += text.length
  if (text.length <= STRING_MAX && scan.characters <= TEXT_MAX) return text
  return new Refusal(
    scan,
    `is a text of ${text.length} characters; ${STRING_MAX} are allowed, and ${TEXT_MAX} in the whole document. Shorten it.`,
  )
}

function copyList(list: readonly unknown[], scan: Scan): Json | Refusal {
  if (list.length > VALUES_MAX) {
    return new Refusal(
      scan,
      `has ${list.length} rows; a document has ${VALUES_MAX} values at most. Shorten it.`,
    )
  }
  const copies: Json[] = []
  for (let i = 0; i < list.length; i++) {
    scan.keys.push(i)
    const value = copy(list[i], scan)
    if (value instanceof Refusal) return value
    scan.keys.pop()
    copies.push(value)
  }
  return copies
}

function copyObject(object: object, scan: Scan): Json | Refusal {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) {
    return new Refusal(scan, 'is no plain object; it must be a JSON value. Write it as an object.')
  }
  const copied: Record<string, Json> = {}
  for (const [key, member] of Object.entries(object)) {
    scan.keys.push(key)
    if (isTakenName(key)) {
      return new Refusal(scan, 'has a name that JavaScript reserves. Choose another name.')
    }
    if (key.length > KEY_MAX) {
      return new Refusal(
        scan,
        `has a name of ${key.length} characters; ${KEY_MAX} are allowed. Shorten it.`,
      )
    }
    scan.characters += key.length
    const value = copy(member, scan)
    if (value instanceof Refusal) return value
    scan.keys.pop()
    copied[key] = value
  }
  return copied
}
