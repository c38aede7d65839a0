/**
 * What a tab remembers over a reload, written in the moment it goes: which document it shows, and its text, because
 * IndexedDB cannot be waited for then. Each tab has its own (`sessionStorage`), so tabs do not mix.
 */
export interface TabMemory {
  readonly document: string
  /** Of the document, as the tab knew it; 0 when it was never kept. */
  readonly revision: number
  /** False when there are edits that the archive does not have yet. */
  readonly isWritten: boolean
  readonly text: string
  /** The link in the address at that time; it stands for the same scenario. */
  readonly hash: string
}

const KEY = 'ballast.tab'

export function readTabMemory(): TabMemory | null {
  try {
    const memory: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    return isMemory(memory) ? memory : null
  } catch {
    return null
  }
}

const isMemory = (value: unknown): value is TabMemory => {
  if (typeof value !== 'object' || value === null) return false
  const { document, revision, isWritten, text, hash } = value as Record<string, unknown>
  return (
    [document, text, hash].every((each) => typeof each === 'string') &&
    typeof revision === 'number' &&
    typeof isWritten === 'boolean'
  )
}

export function writeTabMemory(memory: TabMemory): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(memory))
  } catch {
    // Forbidden or full: the archive has what was written before, and the keeper says when it has not.
  }
}
