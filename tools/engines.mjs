/**
 * The browsers of this machine that the tests can drive: which are there, and how to get the others.
 *
 * Chromium and Firefox are driven by Playwright. WebKit is WebKitGTK's MiniBrowser, driven by
 * WebKitWebDriver (Playwright's own WebKit is a patched build, and no system package has it).
 */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'

/** @typedef {'chromium' | 'firefox' | 'webkit'} Engine */
/** @type {readonly Engine[]} */
export const ENGINES = ['chromium', 'firefox', 'webkit']

/** Debian's packages for each engine. xvfb gives WebKit's window a screen where there is none. */
const DEBIAN = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'],
}

/** @param {readonly string[]} candidates names on the PATH, or whole paths */
function findProgram(candidates) {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  for (const name of candidates) {
    const isPath = name.includes('/') || name.includes('\\')
    const found = (isPath ? [name] : folders.map((folder) => join(folder, name))).find(isProgram)
    if (found) return found
  }
  return null
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Path of a Chromium or a Chrome, or null. `BALLAST_CHROMIUM` names one outright. */
export function findChromium() {
  const { BALLAST_CHROMIUM: chosen } = process.env
  if (chosen) return findProgram([chosen])
  const programs = process.env['ProgramFiles'] ?? 'C:\\Program Files'
  return findProgram([
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    `${programs}\\Google\\Chrome\\Application\\chrome.exe`,
    ...playwrightChromium(),
  ])
}

/** Where `npx playwright install chromium` puts it; nothing before the packages are installed. */
function playwrightChromium() {
  try {
    return [createRequire(import.meta.url)('@playwright/test').chromium.executablePath()]
  } catch {
    return []
  }
}

/** Path of a Firefox, or null. `BALLAST_FIREFOX` names one outright. */
export function findFirefox() {
  const { BALLAST_FIREFOX: chosen } = process.env
  if (chosen) return findProgram([chosen])
  const mac = '/Applications/Firefox.app/Contents/MacOS/firefox'
  return findProgram(['firefox-esr', 'firefox', mac])
}

/**
 * What drives WebKit here, or null: its driver, its browser and, without a screen, xvfb-run.
 * @returns {{ driver: string, browser: string, screen: string | null } | null}
 */
export function findWebKit() {
  const driver = findProgram(['WebKitWebDriver'])
  const browser = findProgram(miniBrowsers())
  const screen = process.env['DISPLAY'] ? null : findProgram(['xvfb-run'])
  const isSeen = Boolean(process.env['DISPLAY'] || screen)
  return driver && browser && isSeen ? { driver, browser, screen } : null
}

/** Distributions keep MiniBrowser out of the PATH, below a folder of the machine's architecture. */
function miniBrowsers() {
  const roots = ['/usr/lib', '/usr/libexec', '/usr/lib64']
  const folders = roots
    .filter((root) => existsSync(root))
    .flatMap((root) => [
      root,
      ...readdirSync(root)
        .filter((name) => name.includes('linux-gnu'))
        .map((name) => join(root, name)),
    ])
  return folders.flatMap((folder) =>
    ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((name) =>
      join(folder, name, 'MiniBrowser'),
    ),
  )
}

/** @param {Engine} engine */
export function isFound(engine) {
  return { chromium: findChromium, firefox: findFirefox, webkit: findWebKit }[engine]() !== null
}

/**
 * Installs those of `wanted` that are missing, as far as this machine allows, and says what it did.
 * @param {readonly Engine[]} wanted
 * @returns {Promise<string>} one line for each thing tried
 */
export async function installEngines(wanted) {
  const missing = wanted.filter((engine) => !isFound(engine))
  const lines = []
  if (missing.length > 0 && process.getuid?.() === 0 && findProgram(['apt-get'])) {
    const packages = missing.flatMap((engine) => DEBIAN[engine])
    const apt = ['-q', '-o', 'DPkg::Lock::Timeout=120']
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', [...apt, 'update'], { env })
    const { code, text, seconds } = await run(
      'apt-get',
      [...apt, 'install', '-y', '--no-install-recommends', ...packages],
      { env },
    )
    lines.push(`apt-get install ${packages.join(' ')}: exit ${code}, ${seconds.toFixed(0)} s`)
    if (code !== 0) lines.push(text.trim().split('\n').slice(-5).join('\n'))
  }
  if (missing.includes('chromium') && !isFound('chromium')) {
    const { code, text } = await run('npx', ['playwright', 'install', 'chromium'])
    lines.push(`npx playwright install chromium: exit ${code}`)
    if (code !== 0) lines.push(text.trim().split('\n').slice(-5).join('\n'))
  }
  return lines.join('\n')
}

/** What a person can do about an engine that is missing. */
export const ADVICE = {
  chromium:
    'Install Chromium or Chrome (Debian: apt-get install chromium), or name one in BALLAST_CHROMIUM.',
  firefox: 'Install Firefox (Debian: apt-get install firefox-esr), or name one in BALLAST_FIREFOX.',
  webkit: `Install WebKitGTK's driver (Debian: apt-get install ${DEBIAN.webkit.join(' ')}).`,
}
