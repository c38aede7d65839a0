/** The digest of an experiment: a hash over the digests of its lanes, in their order, the base first. */
import { hashText } from '../base/hash.ts'

export const experimentDigest = (laneDigests: readonly string[]): string =>
  hashText(laneDigests.join(' '))
