/**
 * Keeps what is being worked on: the open document is written a moment after each edit, under its own identity. A
 * document that another tab has changed meanwhile is never written over: what is done here goes on as a copy.
 */
import { withoutDefaults } from '../../scenario/document/canonical.ts'
import type { PageState } from '../page/state.ts'
import { notify, openAs, type PageStore } from '../page/store.ts'
import { type Archive, freshDocumentId } from './archive.ts'
import type { TabMemory } from './tabMemory.ts'

/** After this long without an edit it is written. */
const WRITE_AFTER_MS = 400

export class Keeper {
  private readonly store: PageStore
  private readonly archive: Promise<Archive>
  /** Revisions of the documents that this tab has read or written. */
  private readonly revisions = new Map<string, number>()
  /** The document that is still to be written, as it was at its last edit. */
  private unwritten: PageState | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private lastWrite: Promise<void> = Promise.resolve()
  private hasComplained = false

  constructor(store: PageStore, archive: Promise<Archive>) {
    this.store = store
    this.archive = archive
  }

  /** A document was read: what is written from now on follows this revision. */
  hasRead(id: string, revision: number): void {
    this.revisions.set(id, revision)
  }

  /** It is deleted: an edit keeps it anew. */
  hasDeleted(id: string): void {
    this.revisions.delete(id)
  }

  /** Takes up what the tab remembers: what was written in its last moment, and what was not. */
  async resume({ document, text, isWritten }: TabMemory): Promise<void> {
    try {
      const kept = await (await this.archive).read(document)
      if (kept?.text === text) this.hasRead(document, kept.revision)
      else if (!isWritten && this.store.getState().document.id === document) {
        this.put(this.store.getState())
      }
    } catch (error) {
      this.complain(error)
    }
  }

  /** Writes what is edited from now on. */
  start(): void {
    this.store.subscribe((state, before) => {
      if (state.recordings !== before.recordings) void this.keepRecordings(state, before)
      if (state.document !== before.document) {
        // What was edited before is written before another one is on show.
        void this.flush()
        if (state.document.isKept) this.put(state)
        return
      }
      if (state.scenario !== before.scenario) this.put(state)
    })
  }

  /** Writes at once what is still to be written. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    const { unwritten } = this
    this.unwritten = null
    if (unwritten !== null) this.lastWrite = this.lastWrite.then(() => this.write(unwritten))
    return this.lastWrite
  }

  /** What the tab has to remember, so that nothing is lost when it is closed before it is written. */
  memory(): Omit<TabMemory, 'hash'> {
    const { scenario, document } = this.store.getState()
    return {
      document: document.id,
      revision: this.revisions.get(document.id) ?? 0,
      isWritten: this.unwritten === null,
      text: textOf(scenario),
    }
  }

  private put(state: PageState): void {
    this.unwritten = state
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), WRITE_AFTER_MS)
  }

  private async write({ document: { id }, scenario }: PageState): Promise<void> {
    const kept = { id, title: scenario.title, text: textOf(scenario), savedAtMs: Date.now() }
    try {
      const archive = await this.archive
      const revision = await archive.write(kept, this.revisions.get(id) ?? 0)
      if (revision === null) await this.branch(archive, kept)
      else this.revisions.set(id, revision)
    } catch (error) {
      this.complain(error)
    }
  }

  private async branch(archive: Archive, kept: Parameters<Archive['write']>[0]): Promise<void> {
    const id = freshDocumentId()
    const revision = await archive.write({ ...kept, id }, 0)
    this.revisions.set(id, revision ?? 0)
    openAs(this.store, { from: kept.id, to: id })
    if (this.unwritten?.document.id === kept.id) this.unwritten = this.store.getState()
    const text =
      'This scenario was changed or deleted in another tab. What you do here is kept as a copy of its own.'
    notify(this.store, { tone: 'plain', text, offer: null })
  }

  private async keepRecordings(state: PageState, before: PageState): Promise<void> {
    try {
      const archive = await this.archive
      for (const [hash, recording] of Object.entries(state.recordings)) {
        if (!Object.hasOwn(before.recordings, hash)) await archive.writeRecording(recording)
      }
    } catch (error) {
      this.complain(error)
    }
  }

  /** Once: it would be the same for each edit. */
  private complain(error: unknown): void {
    if (this.hasComplained) return
    this.hasComplained = true
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
    const why = isFull ? 'its storage is full' : 'it does not let the page store anything'
    const text = `This browser cannot keep your scenario: ${why}. Save it as a file before you leave.`
    notify(this.store, { tone: 'error', text, offer: { kind: 'save' } })
  }
}

const textOf = (scenario: PageState['scenario']): string =>
  JSON.stringify(withoutDefaults(scenario))
