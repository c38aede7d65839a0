/**
 * What this browser keeps: scenarios, each under an identity of its own, and the recorded traffic that they replay. It
 * lies in IndexedDB, which several tabs write at once and which holds more than text. `idb` turns its events into
 * promises and its stores into types; a key-value wrapper could not compare and write in one transaction.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Recording } from '../../model/recording.ts'

export interface KeptDocument {
  readonly id: string
  readonly title: string
  /** The scenario as JSON, as it was written: one that cannot be read is kept, too. */
  readonly text: string
  readonly savedAtMs: number
  /** Grows with every write: who has read an older one does not write over a newer one. */
  readonly revision: number
}

/** Runs of the lanes at many values, as text. */
export interface KeptSweep {
  readonly id: string
  readonly slot: string
  /** What is varied. */
  readonly field: string
  /** Of the scenarios that it belongs to, its own first: see `experimentKey`. */
  readonly keys: readonly string[]
  readonly text: string
  readonly savedAtMs: number
}

interface Tables extends DBSchema {
  documents: { key: string; value: KeptDocument; indexes: { savedAtMs: number } }
  recordings: { key: string; value: Recording }
  sweeps: { key: string; value: KeptSweep; indexes: { savedAtMs: number; keys: string } }
}

export interface Archive {
  /** The newest first. */
  readonly list: () => Promise<readonly KeptDocument[]>
  readonly read: (id: string) => Promise<KeptDocument | null>
  /**
   * Writes a document that was read at `since`, 0 for a new one. Its revision now, or null when another tab has written
   * or deleted it meanwhile: then nothing is changed.
   */
  readonly write: (
    document: Omit<KeptDocument, 'revision'>,
    since: number,
  ) => Promise<number | null>
  readonly remove: (id: string) => Promise<void>
  readonly readRecording: (hash: string) => Promise<Recording | null>
  readonly writeRecording: (recording: Recording) => Promise<void>
  /** Of a scenario, by its key; the newest first. */
  readonly readSweeps: (key: string) => Promise<readonly KeptSweep[]>
  /** The oldest give way. */
  readonly writeSweep: (sweep: KeptSweep) => Promise<void>
}

const NAME = 'ballast'
/** Each may be some megabytes. */
const SWEEPS_MAX = 12

export async function openArchive(): Promise<Archive> {
  const database = await openDB<Tables>(NAME, 2, {
    upgrade: (database, before) => {
      if (before < 1) {
        const documents = database.createObjectStore('documents', { keyPath: 'id' })
        documents.createIndex('savedAtMs', 'savedAtMs')
        database.createObjectStore('recordings', { keyPath: 'hash' })
      }
      const sweeps = database.createObjectStore('sweeps', { keyPath: 'id' })
      sweeps.createIndex('savedAtMs', 'savedAtMs')
      sweeps.createIndex('keys', 'keys', { multiEntry: true })
    },
    // A newer page in another tab wants another layout: this one lets go.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  })
  return archiveIn(database)
}

const archiveIn = (database: IDBPDatabase<Tables>): Archive => ({
  list: async () => (await database.getAllFromIndex('documents', 'savedAtMs')).reverse(),
  read: async (id) => (await database.get('documents', id)) ?? null,
  write: async (document, since) => {
    const { store, done } = database.transaction('documents', 'readwrite')
    const revision = (await store.get(document.id))?.revision ?? 0
    const isOurs = revision === since
    if (isOurs) await store.put({ ...document, revision: revision + 1 })
    await done
    return isOurs ? revision + 1 : null
  },
  remove: (id) => database.delete('documents', id),
  readRecording: async (hash) => (await database.get('recordings', hash)) ?? null,
  writeRecording: async (recording) => {
    await database.put('recordings', recording)
  },
  readSweeps: async (key) => {
    const found = await database.getAllFromIndex('sweeps', 'keys', key)
    return found.sort((a, b) => b.savedAtMs - a.savedAtMs)
  },
  writeSweep: async (sweep) => {
    const { store, done } = database.transaction('sweeps', 'readwrite')
    await store.put(sweep)
    const oldest = await store.index('savedAtMs').getAllKeys()
    for (const id of oldest.slice(0, Math.max(0, oldest.length - SWEEPS_MAX)))
      await store.delete(id)
    await done
  },
})

/** For a new document. (`crypto.randomUUID` is not there on a page without TLS.) */
export const freshDocumentId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('-')
