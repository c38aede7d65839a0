/**
 * What words mean, once the page has loaded it: tips can wait for that, the first picture cannot. A word whose meaning
 * could not be loaded stays plain, and the next one that is shown asks again.
 */
import { useSyncExternalStore } from 'react'
import type { Term } from '../../model/glossary.ts'

type Glossary = Readonly<Record<Term, string>>

let glossary: Glossary | null = null
const words = new Set<() => void>()

async function load(): Promise<void> {
  try {
    glossary = (await import('../../model/glossary.ts')).GLOSSARY
  } catch {
    return
  }
  for (const tell of words) tell()
}

function subscribe(tell: () => void): () => void {
  if (words.size === 0 && glossary === null) void load()
  words.add(tell)
  return () => words.delete(tell)
}

/** The meaning of a word; undefined until it is there. */
export const useMeaning = (of: Term): string | undefined =>
  useSyncExternalStore(subscribe, () => glossary?.[of])
