/**
 * The colours and the typeface of a drawing, as plain strings: whoever draws reads them once from the tokens
 * (CSS custom properties) and hands them in, so that no drawing knows of themes or of the document.
 */
export const paletteNames = {
  font: '--font',
  bg: '--bg',
  bgPanel: '--bg-panel',
  bgZone: '--bg-zone',
  line: '--line',
  lineFaint: '--line-faint',
  lineStrong: '--line-strong',
  control: '--control',
  text: '--text',
  text2: '--text-2',
  text3: '--text-3',
  accent: '--accent',
  path: '--path',
  mark: '--mark',
  slot: '--slot',
  load: '--load',
  laneA: '--lane-a',
  laneB: '--lane-b',
  laneC: '--lane-c',
  laneD: '--lane-d',
  laneE: '--lane-e',
  laneF: '--lane-f',
  ok: '--ok',
  slow: '--slow',
  err: '--err',
  rej: '--rej',
  retry: '--retry',
  okText: '--ok-text',
  slowText: '--slow-text',
  errText: '--err-text',
  drainText: '--drain-text',
  slowWash: '--slow-wash',
  errWash: '--err-wash',
  drainWash: '--drain-wash',
  drain: '--drain',
} as const

export type Palette = { readonly [Name in keyof typeof paletteNames]: string }

/** A palette from a reader of custom properties, such as `getComputedStyle(root).getPropertyValue`. */
export function readPalette(read: (name: string) => string): Palette {
  const palette: Record<string, string> = {}
  for (const [field, name] of Object.entries(paletteNames)) palette[field] = read(name).trim()
  return palette as Palette
}

/** What tells a lane from the others: colour, letter and, from C on, a dash. Six at most. */
export interface LaneStyle {
  readonly letter: string
  readonly colour: string
  /** Lengths of line and gap in pixels; empty for a solid line. */
  readonly dash: readonly number[]
}

const DASHES: readonly (readonly number[])[] = [[], [], [6, 3], [2, 2.5], [8, 3, 2, 3], [4, 2]]

/** The style of a lane by its position: 0 is A, the base. */
export function laneStyle(palette: Palette, position: number): LaneStyle {
  const { laneA, laneB, laneC, laneD, laneE, laneF } = palette
  return {
    letter: String.fromCharCode(65 + position),
    colour: [laneA, laneB, laneC, laneD, laneE, laneF][position] ?? laneA,
    dash: DASHES[position] ?? [],
  }
}
