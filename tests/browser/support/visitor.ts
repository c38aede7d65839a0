/** Opens pages and reads them, alike in every engine; what drives the engine is behind it. */
import type { BrowserType, LaunchOptions } from '@playwright/test'

/** One tab of one browser. Waits are bounded: what does not come within `WAIT_MS` is an error. */
export interface Visitor {
  readonly engine: string
  readonly version: string
  /** Loads `url` anew, also where only the part after # differs from the page before. */
  open(url: string): Promise<void>
  /** Text of the first element that `selector` finds, once it is there and has any. */
  text(selector: string): Promise<string>
  /** Value of an attribute of the first such element, once it is there and has one. */
  attribute(selector: string, name: string): Promise<string>
}

export const WAIT_MS = 20_000

export interface StartedVisitor {
  readonly visitor: Visitor
  stop(): Promise<void>
}

export async function startPlaywright(
  type: BrowserType,
  options: LaunchOptions,
): Promise<StartedVisitor> {
  const browser = await type.launch(options)
  const page = await browser.newPage()
  const visitor: Visitor = {
    engine: type.name(),
    version: browser.version(),
    async open(url) {
      await page.goto('about:blank')
      await page.goto(url)
    },
    async text(selector) {
      const element = page.locator(selector).filter({ hasText: /\S/ }).first()
      return (await element.textContent({ timeout: WAIT_MS })) ?? ''
    },
    async attribute(selector, name) {
      const element = page.locator(`${selector}[${name}]:not([${name}=""])`).first()
      return (await element.getAttribute(name, { timeout: WAIT_MS })) ?? ''
    },
  }
  return { visitor, stop: () => browser.close() }
}
