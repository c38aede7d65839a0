/** JSON as a type: what every document is made of. */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

export interface JsonObject {
  readonly [key: string]: Json
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own member, so that a field called like a method of all objects is not found by accident. */
export const own = <T>(object: { readonly [name: string]: T }, name: string): T | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined

/** A part of a document seen as JSON, which it is: its types only lack the index signature. */
export const asJson = (part: unknown): Json => part as Json
