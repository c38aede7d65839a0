/**
 * A subset of the targets for each that decides, so that not everybody is connected to everybody.
 *
 * Deterministic, as the SRE book has it: those who decide are numbered, and dealt out by rounds of as many as there are
 * subsets. In each round the targets are shuffled anew and cut into subsets, one for each of the round; so in a whole round
 * every target is in as many subsets as every other. Random: everybody takes the first so many of a shuffle of its own,
 * and some targets are taken by many more than others.
 *
 *     subsets = floor(targets / size), round = floor(decider / subsets), subset = decider mod subsets
 *
 * What does not fill a subset is left over, in each round others. Source: Beyer et al., Site Reliability Engineering,
 * 2016, chapter 20; random: gRPC A68 (the first so many by a hash of address and seed).
 */
import { choice, count } from '../base/knobs.ts'
import { defineNarrowing } from './define.ts'

const KNOBS = {
  kind: choice({
    label: 'Subset',
    help: 'Whether each that decides (a node, or each of its workers that decides alone) uses only some of the targets. Deterministic: dealt out so that all targets are used alike. Random: each takes some, and by chance some targets are taken often.',
    options: [
      { id: 'all', label: 'All targets' },
      { id: 'deterministic', label: 'Deterministic' },
      { id: 'random', label: 'Random' },
    ],
    default: 'all',
  }),
  size: count({
    label: 'Subset size',
    help: 'How many targets each uses; where there are no more than that it changes nothing. The SRE book names 20 to 100 as usual.',
    unit: 'targets',
    min: 1,
    max: 5000,
    default: 20,
    where: { kind: ['deterministic', 'random'] },
  }),
} as const

export const subset = defineNarrowing({
  kind: 'narrows',
  id: 'subset',
  label: 'In its subset',
  summary:
    'Each node, or worker that decides alone, uses only some of the targets, healthy or not.',
  source:
    'Beyer, Jones, Petoff, Murphy, Site Reliability Engineering, 2016, chapter 20 (deterministic subsets); gRPC A68 ' +
    '(random). A node probes all targets all the same, and shuffles are by a lot for each target: both are our model',
  knobs: KNOBS,
  because: 'is not in its subset',
  narrow(seen, from, into, { kind, size }) {
    const subsets = Math.floor(from.length / size)
    if (kind === 'all' || from.length <= size) {
      into.push(...from)
      return false
    }
    const { decider } = seen
    const isDealt = kind === 'deterministic'
    const round = isDealt ? Math.floor(decider / subsets) : decider
    const first = isDealt ? (decider % subsets) * size : 0
    const lots = from.map((place) => ({ place, lot: seen.lot(place, round) }))
    const shuffled = lots.sort((a, b) => a.lot - b.lot).map(({ place }) => place)
    into.push(...shuffled.slice(first, first + size).sort((a, b) => a - b))
    return false
  },
})
