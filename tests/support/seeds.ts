/**
 * How often what holds by chance is tried: over twenty seeds, or over a few where a run of the tests is to be short
 * (`npm test`, `.ci/run`; `npm run test:all` takes its time).
 */
const isShort = process.env['BALLAST_FEW_SEEDS'] === '1'

/** The seeds over which claims of examples are held. */
export const SEEDS: readonly number[] = Array.from({ length: isShort ? 2 : 20 }, (_, i) => i + 1)

/** Some of all examples, where each is run whole and more than once. */
export const someOf = <T>(examples: readonly T[]): readonly T[] =>
  isShort ? examples.filter((_, i) => i % 5 === 0) : examples

/** So many runs of a model that is held against theory: never fewer than twenty. */
export const runsOf = (all: number): number => (isShort ? Math.max(20, Math.ceil(all / 3)) : all)
/** How much of the mean its standard error may be then. */
export const ERROR_RATIO_MAX = isShort ? 0.01 : 0.005

/** Experiments that are counted. */
export const EXPERIMENTS = isShort ? 40 : 200

/** So many random cases of a property, or links and documents that are changed at random. */
export const casesOf = (all: number): number => (isShort ? Math.ceil(all / 3) : all)
