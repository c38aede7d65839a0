/** What real balancers picked, kept as files: the version, and a digit for each request. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

export interface Recorded {
  readonly version: string
  readonly picks: string
}

const fileOf = (name: string): URL =>
  new URL(`../fixtures/conformance/${name}.json`, import.meta.url)

export const recordingOf = (name: string): Recorded | null =>
  existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : null

export const keepRecording = (name: string, recorded: Recorded): void =>
  writeFileSync(fileOf(name), `${JSON.stringify(recorded, null, 2)}\n`)
