/** The W3C Extended Log File Format, in which `#Fields:` says what the columns are. Shared by its two users. */
import type { LineOutcome, LineReader, Took } from '../define.ts'
import { clientOf, forwardedClient } from './client.ts'
import { recordOf } from './record.ts'
import { StampReader } from './stamps.ts'

export interface W3cDialect {
  /** Whether columns with these names are of this dialect. */
  readonly recognises: (columns: readonly string[]) => boolean
  /** The columns of a file whose head was cut off, by their number; null where they cannot be known. */
  readonly columnsOf: (count: number, isTabbed: boolean) => readonly string[] | null
  readonly took: (field: (name: string) => string) => Took | null
}

const FORWARDED = ['x-forwarded-for', 'cs(x-forwarded-for)']

/** Source: W3C, "Extended Log File Format", WD-logfile-960323. */
export function w3cReader(dialect: W3cDialect): LineReader {
  const stamps = new StampReader()
  let columns: readonly string[] | null = null
  let places = new Map<string, number>()
  const use = (names: readonly string[]): void => {
    columns = names
    places = new Map(names.map((name, i) => [name, i]))
  }
  return ({ text }): LineOutcome => {
    if (text.startsWith('#')) {
      if (!text.startsWith('#Fields:')) return 'it is a comment'
      const names = text.slice(8).trim().toLowerCase().split(/\s/, 200)
      if (dialect.recognises(names)) use(names)
      else columns = null
      return 'it is a comment'
    }
    // The standard allows both; a blank within a field is never written as one.
    const isTabbed = text.includes('\t')
    const cells = text.split(isTabbed ? '\t' : ' ', 200)
    if (columns === null) {
      const known = /^\d{4}-\d\d-\d\d$/.test(cells[0] ?? '')
        ? dialect.columnsOf(cells.length, isTabbed)
        : null
      if (known === null) return 'no line before it says what the fields are (#Fields:)'
      use(known)
    }
    const field = (name: string): string => cells[places.get(name) ?? -1] ?? '-'
    if (cells.length < places.size) return `it has ${cells.length} fields instead of ${places.size}`
    return readCells(field, stamps, dialect)
  }
}

function readCells(
  field: (name: string) => string,
  stamps: StampReader,
  dialect: W3cDialect,
): LineOutcome {
  const stampText = `${field('date')} ${field('time')}`
  const stamp = stamps.read(stampText)
  const forwarded = FORWARDED.map(field).find((text) => text !== '-') ?? '-'
  return recordOf({
    // By the standard, date and time are in GMT.
    stamp: stamp === null ? null : { ...stamp, hasZone: true },
    stampText,
    client: forwardedClient(decodeBlanks(forwarded)) ?? clientOf(field('c-ip')),
    request: {
      method: field('cs-method'),
      target: field('cs-uri-stem') === '-' ? field('cs-uri') : field('cs-uri-stem'),
      protocol: 'HTTP',
    },
    status: field('sc-status'),
    bytes: field('sc-bytes'),
    took: dialect.took(field),
    target: null,
  })
}

/** A blank within a field is written as `+` or `%20`. */
const decodeBlanks = (text: string): string => text.replaceAll('%20', ' ').replaceAll('+', ' ')
