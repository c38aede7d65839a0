/** The picture of an example: one figure of each of its lanes over time, small, as lines that were made beforehand. */

export interface Picture {
  /** The digest of each lane that is drawn, in their order: what the picture is of. */
  readonly digests: readonly string[]
  /** What is drawn. */
  readonly figure: 'p99' | 'failed'
  /** By lane and part of the run: heights in hundredths of the picture, null where nothing is known. */
  readonly lanes: readonly (readonly (number | null)[])[]
  /** When something is wrong with the base, in hundredths of the run. */
  readonly faults: readonly (readonly [from: number, to: number])[]
}

export type Pictures = Readonly<Record<string, Picture>>

export const FIGURE_WORDS: Readonly<Record<Picture['figure'], string>> = {
  p99: 'p99, log',
  failed: 'failed',
}

/** The line of a lane as the `d` of an SVG path, in a box of 100 to 100 that hangs from its upper edge. */
export function linePath(heights: readonly (number | null)[]): string {
  let path = ''
  let isDown = false
  heights.forEach((height, i) => {
    if (height !== null) {
      const x = (100 * (i + 0.5)) / heights.length
      path += `${isDown ? 'L' : 'M'}${x.toFixed(1)} ${100 - height}`
    }
    isDown = height !== null
  })
  return path
}
