/**
 * What the page opens with. A link in the address comes first, then what this tab had on show before it was loaded
 * again, then what was kept last, then the default scenario.
 */
import { oneSlowTarget } from '../../scenario/presets/oneSlowTarget.ts'
import type { Scenario } from '../../scenario/types.ts'
import { type Archive, freshDocumentId, type KeptDocument } from '../documents/archive.ts'
import { readKept } from '../documents/kept.ts'
import { noticeOf, readLink } from '../documents/link.ts'
import type { TabMemory } from '../documents/tabMemory.ts'
import type { PageState } from './state.ts'

export interface Opening {
  readonly scenario: Scenario
  readonly state: Partial<PageState>
  readonly playheadUs: number
  /** The revision of the document that it is; 0 when it is not kept yet. */
  readonly revision: number
  /** A link stands still at the moment that was sent; anything else plays. */
  readonly plays: boolean
  /** The engine's, with which a link was made. */
  readonly engineRevision: number | null
}

interface Sources {
  readonly hash: string
  readonly memory: TabMemory | null
  readonly archive: Promise<Archive>
}

export async function openingOf({ hash, memory, archive }: Sources): Promise<Opening> {
  if (hash.length < 2) return withoutLink(memory, archive)
  const outcome = await readLink(hash)
  if (outcome.kind === 'refused') {
    const opening = await withoutLink(memory, archive)
    const notice = { tone: 'error', text: outcome.text, offer: { kind: 'default' } } as const
    return { ...opening, state: { ...opening.state, notice, announcement: outcome.text } }
  }
  const { scenario, state, playheadUs, engineRevision, notice } = outcome
  // The tab had put the link of its own document into the address.
  const isOwn = memory?.hash === hash
  const document = { id: isOwn ? memory.document : freshDocumentId(), isKept: false }
  return {
    scenario,
    state: { ...state, document, notice: noticeOf(notice) },
    playheadUs,
    plays: false,
    engineRevision,
    revision: isOwn ? memory.revision : 0,
  }
}

async function withoutLink(memory: TabMemory | null, archive: Promise<Archive>): Promise<Opening> {
  const remembered = memory === null ? null : readKept(memory.text)
  if (memory !== null && remembered?.ok === true) {
    return at(remembered.scenario, { id: memory.document, revision: memory.revision })
  }
  const newest = await archive.then(
    async (open) => (await open.list())[0] ?? null,
    () => null,
  )
  return newest === null ? at(oneSlowTarget.scenario) : fromKept(newest)
}

function fromKept({ id, text, revision }: KeptDocument): Opening {
  const kept = readKept(text)
  if (kept.ok) return at(kept.scenario, { id, revision })
  // It stays where it is: what is done from here on is another document.
  const words = `The scenario of your last visit could not be read, so this is the default one. ${kept.why}`
  const opening = at(oneSlowTarget.scenario)
  return { ...opening, state: { ...opening.state, notice: noticeOf(words) } }
}

function at(
  scenario: Scenario,
  { id, revision } = { id: freshDocumentId(), revision: 0 },
): Opening {
  const isDefault = scenario.title === oneSlowTarget.scenario.title
  return {
    scenario,
    state: { document: { id, isKept: false } },
    playheadUs: isDefault ? oneSlowTarget.opensAtMs * 1000 : 0,
    plays: true,
    revision,
    engineRevision: null,
  }
}
