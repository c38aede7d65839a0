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

interface Tables extends DBSchema {
  documents: { key: string; value: KeptDocument; indexes: { savedAtMs: number } }
  recordings: { key: string; value: Recording }
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
}

const NAME = 'ballast'

export async function openArchive(): Promise<Archive> {
  const database = await openDB<Tables>(NAME, 1, {
    upgrade: (fresh) => {
      const documents = fresh.createObjectStore('documents', { keyPath: 'id' })
      documents.createIndex('savedAtMs', 'savedAtMs')
      fresh.createObjectStore('recordings', { keyPath: 'hash' })
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
})

/** For a new document. (`crypto.randomUUID` is not there on a page without TLS.) */
export const freshDocumentId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('-')
