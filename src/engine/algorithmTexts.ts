/** What is told of the algorithms on their pages: the page knows them without it, so that it loads sooner. */
import { type AlgorithmId, algorithmAtWork, algorithms } from '../algorithms/index.ts'
import type { AlgorithmTexts } from '../model/algorithmTexts.ts'

export const algorithmTexts = (): Readonly<Record<string, AlgorithmTexts>> =>
  Object.fromEntries(algorithms.map(({ id }) => [id, textsOf(id as AlgorithmId)]))

function textsOf(id: AlgorithmId): AlgorithmTexts {
  const { does, law, goodAt, badAt, source, spelled } = algorithmAtWork(id)
  return { does, law, goodAt, badAt, source, spelled }
}
