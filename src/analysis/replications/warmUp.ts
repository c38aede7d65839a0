/**
 * Whether the warm-up that a run leaves out is long enough, by MSER-5: of all cuts the one after which the mean is known
 * best, for what is cut takes bias away and answers with it. It minimises the squared standard error of what is left,
 * sum (y - mean)² / n², over means of batches of five. Where that lies in the second half the run is too short to tell.
 * Sources: White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69(6), 1997;
 * White, Cobb & Spratt, "A comparison of five steady-state truncation heuristics for simulation", WSC 2000 (batches of
 * five); Hoad, Robinson & Davies, "Automating warm-up length estimation", JORS 61(9), 2010 (over runs of several seeds
 * together, and without the last few batches, of which the rule would always keep just those that are alike).
 *
 * Batches are stretches of time with five answers or more, and not five answers that follow each other: a warm-up is a
 * length of time, runs of other seeds and other lanes have to be cut at one moment, and it takes flat memory.
 */
import { studentTails } from '../../base/studentT.ts'
import { type Beginning, pooled } from '../numbers/beginning.ts'
import { differenceInterval } from './interval.ts'

const BATCH_MIN = 5
/** Of fewer there is nothing to be told. */
const BATCHES_MIN = 20
/** The last batches, after which nothing is cut. */
const LAST = 5

/** What is left in differs by so much from what comes after, as a share of it... */
export const APART_RATIO = 0.1
/** ...and moves the mean of all that is counted by so much... */
export const BIAS_RATIO = 0.02
/** ...and chance does that no more often than this, by what runs have in common. */
const CHANCE = 0.001
/** Of so many runs, at least. */
const RUNS_MIN = 5
/**
 * Of fewer it is told by groups of batches within them. A busy queue wanders, so that groups are more alike their
 * neighbours than chance alone would have it: hence so much less.
 */
const CHANCE_WITHIN = 1e-6
const GROUPS = 10

export interface ProposedWarmUp {
  /** After it the run is alike to its end, as far as it was looked at. */
  readonly cutUs: number
  /** Where the warm-up that was configured is clearly shorter: how the stretch that it leaves in compares; else null. */
  readonly leftIn: { readonly latencyRatio: number } | null
}

interface Batch {
  readonly fromUs: number
  readonly answers: number
  readonly mean: number
}

/**
 * Null where it cannot be told: nothing was looked at, or too little of it, or the run is too short to settle.
 * @param runs of one lane, each with a seed of its own
 * @param warmUpUs how much the numbers leave out
 */
export function proposedWarmUp(
  runs: readonly Beginning[],
  warmUpUs: number,
): ProposedWarmUp | null {
  const all = pooled(runs)
  const batches = all === null ? [] : batchesOf(all)
  const cut = mserCut(batches.map(({ mean }) => mean))
  if (cut === null) return null
  const cutUs = cut === 0 ? 0 : (batches[cut] as Batch).fromUs
  const leftIn = batches.filter(({ fromUs }, i) => i < cut && fromUs >= warmUpUs)
  const rest = batches.slice(cut)
  const latencyRatio = ratioIfFar(leftIn, rest)
  if (latencyRatio === null) return { cutUs, leftIn: null }
  const isSure =
    runs.length < RUNS_MIN
      ? chanceWithin(leftIn, rest) < CHANCE_WITHIN
      : chanceAcross(runs, leftIn[0]?.fromUs ?? 0, cutUs) < CHANCE
  return { cutUs, leftIn: isSure ? { latencyRatio } : null }
}

/** So many values are cut from the front; null where there are too few, or it would be more than half of them. */
export function mserCut(values: readonly number[]): number | null {
  if (values.length < BATCHES_MIN) return null
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  let [count, mean, squares] = [0, 0, 0]
  // From the end on, so that each value is added once (Welford).
  for (let at = values.length - 1; at >= 0; at--) {
    const off = (values[at] as number) - mean
    count++
    mean += off / count
    squares += off * ((values[at] as number) - mean)
    const error = squares / (count * count)
    if (count > LAST && error <= least) [best, least] = [at, error]
  }
  return best <= values.length / 2 ? best : null
}

function batchesOf({ bins, answers, latencyUs }: Beginning): readonly Batch[] {
  const batches: Batch[] = []
  let [from, count, sum] = [0, 0, 0]
  for (let bin = 0; bin < bins.count; bin++) {
    count += answers[bin] as number
    sum += latencyUs[bin] as number
    if (count < BATCH_MIN) continue
    batches.push({
      fromUs: bins.fromUs + from * bins.widthUs,
      answers: count,
      mean: sum / count,
    })
    from = bin + 1
    count = 0
    sum = 0
  }
  return batches
}

/** How the first compare with the rest; null where there are none, or that is no matter. */
function ratioIfFar(first: readonly Batch[], rest: readonly Batch[]): number | null {
  if (first.length === 0) return null
  const usual = meanOf(rest)
  const latencyRatio = meanOf(first) / usual
  const biasRatio = meanOf([...first, ...rest]) / usual
  const isFar = Math.abs(latencyRatio - 1) >= APART_RATIO && Math.abs(biasRatio - 1) >= BIAS_RATIO
  return isFar ? latencyRatio : null
}

function meanOf(batches: readonly Batch[]): number {
  const answers = batches.reduce((sum, batch) => sum + batch.answers, 0)
  return batches.reduce((sum, batch) => sum + batch.mean * batch.answers, 0) / answers
}

/** The chance of such a difference if the first were like the rest, from one run to the other: Student's t. */
function chanceAcross(runs: readonly Beginning[], fromUs: number, cutUs: number): number {
  return chanceOf(
    runs.map((run) => meanBetween(run, fromUs, cutUs) - meanBetween(run, cutUs, run.bins.toUs)),
  )
}

/** NaN where nothing was answered. */
function meanBetween(
  { bins, answers, latencyUs }: Beginning,
  fromUs: number,
  toUs: number,
): number {
  let [count, sum] = [0, 0]
  for (let bin = 0; bin < bins.count; bin++) {
    const startUs = bins.fromUs + bin * bins.widthUs
    if (startUs < fromUs || startUs >= toUs) continue
    count += answers[bin] as number
    sum += latencyUs[bin] as number
  }
  return sum / count
}

function chanceWithin(first: readonly Batch[], rest: readonly Batch[]): number {
  const size = rest.length / GROUPS
  const usual = meanOf(rest)
  const means = Array.from({ length: GROUPS }, (_, i) =>
    meanOf(rest.slice(Math.floor(i * size), Math.floor((i + 1) * size))),
  )
  const squares = means.reduce((sum, mean) => sum + (mean - usual) * (mean - usual), 0)
  const error = Math.sqrt((squares / (GROUPS - 1)) * (size / first.length + 1 / GROUPS))
  return studentTails((meanOf(first) - usual) / error, GROUPS - 1)
}

function chanceOf(differences: readonly number[]): number {
  const found = differenceInterval(
    differences,
    differences.map(() => 0),
  )
  return found?.pValue ?? 1
}
