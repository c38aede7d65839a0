/** The page as a person finds it: its parts by role and name, and what it says of itself. */
import { expect, type Locator, type Page } from '@playwright/test'

/** Opens the page, or a link to it, and waits until every lane has run to its end. */
export async function openPage(page: Page, link = '/'): Promise<string> {
  await page.goto(link)
  return await digestOf(page)
}

/** Opens the page and stops it at a moment. Returns the digest. */
export async function openAt(page: Page, seconds: number): Promise<string> {
  const digest = await openPage(page)
  await seek(page, seconds)
  return digest
}

/** Frames in a row that must look alike before what they show counts as settled. */
const CALM_FRAMES = 4
const DIGEST_WAIT_MS = 25_000

/**
 * The digest of the experiment, once every lane has run to its end and nothing is under way. With
 * `before` it is waited for one that is another.
 */
export const digestOf = (page: Page, before = ''): Promise<string> =>
  page.evaluate(
    ({ old, frames, waitMs }) =>
      new Promise<string>((resolve, reject) => {
        const endMs = performance.now() + waitMs
        let [last, alike] = ['', 0]
        const look = (nowMs: number): void => {
          const word = document.querySelector('[data-testid="digest"]')
          const now = word?.getAttribute('data-digest') ?? ''
          const isBusy = document.documentElement.dataset['busy'] === 'true'
          alike = !isBusy && now !== '' && now !== old && now === last ? alike + 1 : 0
          last = now
          if (alike >= frames) resolve(now)
          else if (nowMs < endMs) requestAnimationFrame(look)
          else reject(new Error(`no digest but ${old || 'none'} for ${waitMs} ms`))
        }
        requestAnimationFrame(look)
      }),
    { old: before, frames: CALM_FRAMES, waitMs: DIGEST_WAIT_MS },
  )

/** The digest of one lane, as its canvas carries it. */
export const laneDigestOf = async (page: Page, letter: string): Promise<string> =>
  (await stage(page, letter).getAttribute('data-digest')) ?? ''

/** Waits until the digest is this one again. */
export const expectDigest = (page: Page, digest: string): Promise<void> =>
  expect(page.getByTestId('digest')).toHaveAttribute('data-digest', digest)

export const lane = (page: Page, letter: string): Locator =>
  page.getByRole('article', { name: `Lane ${letter}:` })

export const stage = (page: Page, letter: string): Locator => page.getByTestId(`stage-${letter}`)

/** The table that says what the stage of a lane shows, whether it is on show or not. */
export const stageTable = (page: Page, letter: string): Locator =>
  lane(page, letter).getByRole('table')

/** The row of a target in that table. */
export const targetRow = (page: Page, letter: string, target: string): Locator =>
  stageTable(page, letter).getByRole('row', { name: new RegExp(`^${target} `) })

const TARGET_CELLS = ['group', 'zone', 'state', 'health', 'inService', 'waiting', 'load'] as const

/** A cell of that row, by what its column says. */
export const targetCell = (
  page: Page,
  letter: string,
  of: { readonly target: string; readonly column: (typeof TARGET_CELLS)[number] },
): Locator =>
  targetRow(page, letter, of.target).getByRole('cell').nth(TARGET_CELLS.indexOf(of.column))

/** One of the things on a lane's stage: `Target web-3`, `Balancer node web-a`. */
export const thing = (page: Page, letter: string, name: string): Locator =>
  lane(page, letter).getByRole('button', { name, exact: true })

export const inspector = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Inspector' })

/** Selects a target by its name on the stage, where no request can lie on top. */
export async function selectTarget(page: Page, target: string, letter = 'A'): Promise<void> {
  await thing(page, letter, `Target ${target}`).click({ position: { x: 44, y: 10 } })
  await expect(inspector(page).getByRole('heading', { name: target })).toBeVisible()
}

export const scenarioPanel = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Scenario' })

/** Types a number into a field of the scenario panel. */
export async function setNumber(page: Page, label: string, value: number): Promise<void> {
  const field = scenarioPanel(page).getByLabel(`${label}, as a number`, { exact: true })
  await field.fill(String(value))
  await field.press('Enter')
}

export interface Stat {
  /** The figure in milliseconds, requests per second or percent. */
  readonly figure: number
  /** The line below it: `1 in 100`, `3.7× lower`. */
  readonly line: string
}

/** One of a lane's statistics, by its name: `p99`, `Goodput`, `Failed`. */
export async function statOf(page: Page, letter: string, name: string): Promise<Stat> {
  const term = lane(page, letter)
    .getByRole('term')
    .filter({ hasText: exactly(name) })
  const [text = '', line = ''] = await term
    .locator('xpath=..')
    .getByRole('definition')
    .allTextContents()
  const [, figure, unit] = /^([\d.\s]+)(ms|s|\/s|%)$/.exec(text) ?? []
  if (figure === undefined) throw new Error(`${name} of lane ${letter} says ${text}`)
  return { figure: Number(figure.replace(/\s/g, '')) * (unit === 's' ? 1000 : 1), line }
}

const exactly = (text: string): RegExp => new RegExp(`^${text.replaceAll('.', '\\.')}$`)

export const faultOnTimeline = (page: Page, caption: string): Locator =>
  page.getByRole('slider', { name: `Fault ${caption}, start` })

export const playhead = (page: Page): Locator => page.getByRole('slider', { name: 'Playhead' })

/** Simulated seconds at the playhead, as the timeline says them. */
export const secondsOf = async (page: Page): Promise<number> =>
  Number.parseFloat((await playhead(page).getAttribute('aria-valuetext')) ?? '')

/** Waits until the timeline says this moment: `20.000 s`. */
export const expectMoment = (page: Page, seconds: number): Promise<void> =>
  expect(playhead(page)).toHaveAttribute('aria-valuetext', `${seconds.toFixed(3)} s`)

/** Opens an example by its title, as one finds it: in the gallery. */
export async function chooseExample(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: /^Scenario:/ }).click()
  await page.getByRole('menuitem', { name: /^All scenarios/ }).click()
  const gallery = page.getByRole('dialog', { name: 'Scenarios' })
  await gallery.getByRole('searchbox').fill(title)
  await gallery
    .getByRole('listitem')
    .getByRole('button', { name: new RegExp(`^${title}`) })
    .click()
  await expect(gallery).toBeHidden()
}

/** Stops at a moment, to the tenth of a second, as a person would with the keys of the playhead. */
export async function seek(page: Page, seconds: number): Promise<void> {
  const tenths = Math.round(seconds * 10)
  await playhead(page).press('Home')
  for (let i = 0; i < Math.floor(tenths / 50); i++) await playhead(page).press('PageUp')
  for (let i = 0; i < Math.floor((tenths % 50) / 10); i++)
    await playhead(page).press('Shift+ArrowRight')
  for (let i = 0; i < tenths % 10; i++) await playhead(page).press('ArrowRight')
  await expectMoment(page, tenths / 10)
  await expect(stageTable(page, 'A')).toHaveAccessibleName(
    new RegExp(`at ${(tenths / 10).toFixed(3)} s:`),
  )
}

/** All that the tables say of every lane at the playhead. */
export const describedFrame = async (page: Page): Promise<string> =>
  (await page.getByRole('article').getByRole('table').allInnerTexts()).join('\n')

/** Chooses from a list the first option of that name: `Algorithm of lane B`, `Random`. */
export async function choose(place: Locator, label: string, option: string): Promise<void> {
  await place.getByRole('combobox', { name: `${label}:` }).click()
  const options = place.page().getByRole('option', { name: new RegExp(`^${option} `) })
  await options.first().click()
  await expect(place.getByRole('combobox', { name: `${label}: ${option}` })).toBeVisible()
}

/** Lets the page draw so many frames. */
export const frames = (page: Page, count: number): Promise<void> =>
  page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const next = (left: number): void => {
          if (left === 0) resolve()
          else requestAnimationFrame(() => next(left - 1))
        }
        next(wanted)
      }),
    count,
  )
