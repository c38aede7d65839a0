/** What does not fit on the page that is open, as sentences: it looks as a person does, at what is on show. */
import type { Page } from '@playwright/test'

export interface Fit {
  readonly faults: readonly string[]
  /** Heights of the stages that are on show. */
  readonly stagesPx: readonly number[]
  readonly hasChartsTab: boolean
}

export async function fitOf(page: Page): Promise<Fit> {
  const texts = await textsOf(page)
  const frame = await page.evaluate(() => ({
    isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    stagesPx: [...document.querySelectorAll('[data-testid^="stage-"]')]
      .map((stage) => stage.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .map(({ height }) => Math.round(height)),
    hasChartsTab: [...document.querySelectorAll('[role="tab"]')].some(
      (tab) => tab.textContent === 'Charts',
    ),
  }))
  const cut = texts.filter(({ isCut }) => isCut).map(({ text }) => `"${text}" is cut`)
  const over = texts.flatMap((one, i) =>
    texts
      .slice(i + 1)
      .filter((other) => liesOver(one, other))
      .map((other) => `"${one.text}" and "${other.text}" lie over each other`),
  )
  const wide = frame.isWide ? ['the page scrolls sideways'] : []
  return { ...frame, faults: [...new Set([...cut, ...over, ...wide])] }
}

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

interface ShownText extends Box {
  readonly text: string
  /** Its end is not on show, and neither three dots nor a tip say so. */
  readonly isCut: boolean
}

/** Letters are lower than their line. */
const LEADING_PX = 4
const SLACK_PX = 1.5

const liesOver = (one: ShownText, other: ShownText): boolean =>
  one.text !== other.text &&
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK_PX &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > SLACK_PX + LEADING_PX

/** Every line of text that is on show, as far as it is; in an open dialog only, for that covers the rest. */
const textsOf = (page: Page): Promise<readonly ShownText[]> =>
  page.evaluate(() => {
    const overlap = (a: Box, b: Box): Box => ({
      left: Math.max(a.left, b.left),
      top: Math.max(a.top, b.top),
      right: Math.min(a.right, b.right),
      bottom: Math.min(a.bottom, b.bottom),
    })
    const hasArea = (box: Box): boolean => box.right - box.left > 1 && box.bottom - box.top > 1
    /** What its own box, and those around it, let be seen of a line. */
    const seenOf = (whole: Box, parent: Element): (Box & { isCut: boolean }) | null => {
      let [box, isCut] = [whole, false]
      let seen = overlap(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight })
      for (let at: Element | null = parent; at !== null; at = at.parentElement) {
        const { clipPath, overflowX, textOverflow } = getComputedStyle(at)
        if (clipPath !== 'none') return null
        if (overflowX === 'visible') continue
        const edge = at.getBoundingClientRect()
        const isTold = textOverflow === 'ellipsis' && at.closest('[title], [data-tip]') !== null
        const isOut = box.right > edge.right + 1 || box.left < edge.left - 1
        if (isOut && !isTold && overflowX !== 'auto' && hasArea(seen)) isCut = true
        // What ends in three dots ends there.
        if (isTold) box = overlap(box, edge)
        seen = overlap(seen, edge)
      }
      return hasArea(seen) ? { ...seen, isCut } : null
    }
    const root = document.querySelector('[role="dialog"]') ?? document.body
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: (Box & { text: string; isCut: boolean })[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (parent === null || text === '' || parent.closest('option, script, style')) continue
      if (!parent.checkVisibility({ visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const line of range.getClientRects()) {
        const seen = seenOf(line, parent)
        if (seen !== null) texts.push({ ...seen, text })
      }
    }
    return texts
  })
