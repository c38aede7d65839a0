/**
 * Links that were published open for ever, as the same experiment: what it says beside its defaults, and what every one
 * of its lanes does, to the microsecond. A digest may change with ENGINE_REVISION only, and the commit says why.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hashText } from '../../src/base/hash.ts'
import { datasetPath } from '../../src/interop/datasets.ts'
import { decodeRecording } from '../../src/interop/recordingJson.ts'
import type { Recordings } from '../../src/model/recording.ts'
import { withoutDefaults } from '../../src/scenario/document/canonical.ts'
import { laneIds, resolveLane } from '../../src/scenario/lanes.ts'
import { decodeLink } from '../../src/scenario/link/link.ts'
import { experimentDigest } from '../../src/trace/digest.ts'
import { bundledSimulate } from '../support/bundled.ts'

interface Published {
  readonly name: string
  readonly link: string
  /** Of the document without its defaults. An upgrade that keeps the meaning may change it. */
  readonly hash: string
  /** Of all lanes; null where the recording does not come with Ballast. */
  readonly digest: string | null
}

const fixture = new URL('../fixtures/links.json', import.meta.url)
const published = JSON.parse(readFileSync(fixture, 'utf8')) as readonly Published[]
const NASA = '29be6350d17ef4cf'
const dataset = new URL(`../../public/${datasetPath(NASA)}`, import.meta.url)
const { simulate } = await bundledSimulate()

function recordings(): Recordings {
  const decoded = decodeRecording(JSON.parse(readFileSync(dataset, 'utf8')))
  if (!decoded.ok) throw new Error('the recording that ships cannot be read')
  return { [NASA]: decoded.recording }
}

async function opened(link: string) {
  const result = await decodeLink(link)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result
}

describe('a link that was published', () => {
  it('is not the only one', () => {
    expect(published.length).toBeGreaterThan(4)
    expect(published.filter(({ digest }) => digest !== null).length).toBeGreaterThan(4)
  })

  it.each(published)('opens as what it was: $name', async ({ link, hash }) => {
    const { scenario, notices } = await opened(link)
    expect([hashText(JSON.stringify(withoutDefaults(scenario))), notices]).toEqual([hash, []])
  })

  const ran = published.filter(({ digest }) => digest !== null)
  it.each(ran)('runs as it ran: $name', async ({ link, digest }) => {
    const { scenario } = await opened(link)
    const digests = laneIds(scenario).map(
      ({ id }) => simulate(resolveLane(scenario, id), recordings()).meta.digest,
    )
    expect(experimentDigest(digests)).toBe(digest)
  }, 60_000)
})
