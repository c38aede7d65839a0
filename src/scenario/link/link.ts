/**
 * The link: the whole experiment in the part of an address that no server sees,
 * `#<format>.<payload>.<checksum>`. The payload is the canonical JSON of scenario and view without defaults,
 * deflated and in base64url; the checksum is of what stands before it, so that a letter gone wrong on the way is refused
 * and never opens as another experiment. Links that were made before there was one open without. The bytes differ between browsers, so compare what two links decode to
 * and never the links.
 */
import { hashText } from '../../base/hash.ts'
import { withoutDefaults } from '../document/canonical.ts'
import type { Json } from '../document/json.ts'
import { isObject, own } from '../document/json.ts'
import { type Problem, type Result, refuse } from '../document/problem.ts'
import { formatProblem, SCENARIO_FORMAT } from '../document/upgrades.ts'
import { validateScenario } from '../document/validate.ts'
import type { Scenario } from '../types.ts'
import { DEFAULT_VIEW, type LinkView, readView, writeView } from './linkView.ts'

const MEBIBYTE = 1_048_576
/**
 * More than the largest document that `plainCopy` lets through, so that every valid scenario has a
 * link.
 */
const INFLATED_MAX_BYTES = 24 * MEBIBYTE
const PAYLOAD_MAX_CHARACTERS = 16 * MEBIBYTE

export interface Opened {
  readonly scenario: Scenario
  readonly view: LinkView
  /** The revision of the engine that the link was made with; null when it does not say. */
  readonly engineRevision: number | null
  /** What could not be read and does not matter for the result, a sentence each. */
  readonly notices: readonly string[]
}

/** `1.<payload>.<checksum>`, to stand behind the `#` of an address; with how one looks at it, else as at first. */
export async function encodeLink(
  scenario: Scenario,
  view: LinkView = DEFAULT_VIEW,
  engineRevision: number | null = null,
): Promise<string> {
  const document: Json = {
    scenario: withoutDefaults(scenario),
    view: writeView(view),
    ...(engineRevision === null ? {} : { engine: engineRevision }),
  }
  const bytes = await deflate(new TextEncoder().encode(JSON.stringify(document)))
  const text = `${SCENARIO_FORMAT}.${toBase64Url(bytes)}`
  return `${text}.${checksumOf(text)}`
}

/**
 * Opens what `encodeLink` made, with `#` before it or as a whole address. Never throws; a link is anybody's text.
 */
export async function decodeLink(link: string): Promise<Result<Opened>> {
  const text = link.slice(link.lastIndexOf('#') + 1).trim()
  const match = LINK.exec(text)
  if (match === null) {
    return bad('is not complete; it must end in #, a number, a dot and a text. Copy it again.')
  }
  const format = Number(match[1])
  const future = formatProblem(format)
  if (future !== null) {
    const { message } = future
    return refuse([{ path: 'link', message: message.replace('The document', 'The link') }])
  }
  const payload = match[2] as string
  if (payload.length > PAYLOAD_MAX_CHARACTERS) {
    return bad(
      `has ${payload.length} characters; ${PAYLOAD_MAX_CHARACTERS} are allowed. Use a file.`,
    )
  }
  const checksum = match[3]
  if (checksum !== undefined && checksum !== checksumOf(`${match[1]}.${payload}`)) {
    return bad(CHANGED)
  }
  const bytes = fromBase64Url(payload)
  const inflated = bytes === null ? DAMAGED : await inflate(bytes)
  if (typeof inflated === 'string') return bad(inflated)
  return openDocument(inflated, format)
}

const LINK = /^(\d{1,9})\.([\w-]+)(?:\.([0-9a-f]{8}))?$/

/** Whether a text has the form of a link, alone or at the end of an address. */
export const looksLikeLink = (text: string): boolean =>
  LINK.test(text.slice(text.lastIndexOf('#') + 1).trim())

const checksumOf = (text: string): string => hashText(text).slice(0, 8)

const CHANGED = 'is damaged; its letters do not fit its checksum. Copy it again.'
const DAMAGED = 'is damaged; what it carries cannot be unpacked. Copy it again.'
const TOO_LARGE = `unpacks to more than ${INFLATED_MAX_BYTES} bytes, which no scenario has. Use another link.`

const bad = (rest: string): { ok: false; problems: readonly Problem[] } =>
  refuse([{ path: 'link', message: `The link ${rest}` }])

function openDocument(bytes: Uint8Array, format: number): Result<Opened> {
  const document = parseJson(bytes)
  if (document === undefined || !isObject(document)) return bad(DAMAGED)
  const scenario = own(document, 'scenario')
  if (scenario === undefined) return bad('carries no scenario. Copy it again.')
  const unknown = Object.keys(document).find((name) => !PARTS.includes(name))
  if (unknown !== undefined) {
    return bad(`carries ${JSON.stringify(unknown.slice(0, 40))}, which is unknown. Copy it again.`)
  }
  if (isObject(scenario) && own(scenario, 'format') !== format) {
    return bad(`says format ${format} and its scenario another. Copy it again.`)
  }
  const result = validateScenario(scenario)
  if (!result.ok) return result
  const { view, notices } = readView(own(document, 'view'))
  return {
    ok: true,
    scenario: result.scenario,
    view,
    notices,
    ...engineOf(own(document, 'engine')),
  }
}

const PARTS = ['scenario', 'view', 'engine']

const engineOf = (engine: Json | undefined): { readonly engineRevision: number | null } => ({
  engineRevision: typeof engine === 'number' && Number.isSafeInteger(engine) ? engine : null,
})

function parseJson(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json
  } catch {
    return
  }
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

/**
 * The unpacked bytes, or what is wrong with them. Stops reading at the bound, whatever comes behind
 * it.
 */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | string> {
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = unpacked.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return joined(chunks, length)
      length += value.length
      if (length > INFLATED_MAX_BYTES) {
        await reader.cancel()
        return TOO_LARGE
      }
      chunks.push(value)
    }
  } catch {
    return DAMAGED
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Bytes that `String.fromCharCode` takes at one time. */
const SLICE = 8192

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += SLICE) {
    binary += String.fromCharCode(...bytes.subarray(i, i + SLICE))
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}
