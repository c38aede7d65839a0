/**
 * A visitor in WebKit: WebKitGTK's MiniBrowser, driven by WebKitWebDriver through selenium, on a
 * screen of its own (xvfb) where the machine has none.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { Builder, By, Capabilities, type WebDriver, type WebElement } from 'selenium-webdriver'
import { findWebKit } from '../../../tools/engines.mjs'
import { type StartedVisitor, type Visitor, WAIT_MS } from './visitor.ts'

export async function startWebKit(): Promise<StartedVisitor> {
  const found = findWebKit()
  if (found === null) throw new Error('WebKit is not on this machine')
  const port = await freePort()
  const command = [found.driver, `--port=${port}`, '--host=127.0.0.1']
  const [program, ...args] = found.screen === null ? command : [found.screen, '-a', ...command]
  // A group of its own, so that the screen, the driver and the browser end together.
  const group = spawn(program as string, args, { stdio: 'ignore', detached: true })
  try {
    await untilListening(port)
    const driver = await openSession(port, found.browser)
    const visitor = await visitorOf(driver)
    return {
      visitor,
      async stop() {
        await driver.quit()
        endGroup(group)
      },
    }
  } catch (error) {
    endGroup(group)
    throw error
  }
}

function openSession(port: number, binary: string): Promise<WebDriver> {
  const capabilities = new Capabilities()
  capabilities.set('browserName', 'MiniBrowser')
  capabilities.set('webkitgtk:browserOptions', { binary, args: ['--automation'] })
  const builder = new Builder().usingServer(`http://127.0.0.1:${port}`)
  return Promise.resolve(builder.withCapabilities(capabilities).build())
}

async function visitorOf(driver: WebDriver): Promise<Visitor> {
  const read = async (
    selector: string,
    what: (element: WebElement) => Promise<string | null>,
  ): Promise<string> => {
    const value = await driver.wait(async () => {
      const [element] = await driver.findElements(By.css(selector))
      return element && (await what(element))
    }, WAIT_MS)
    return String(value)
  }
  const capabilities = await driver.getCapabilities()
  return {
    engine: 'webkit',
    version: capabilities.getBrowserVersion() ?? 'unknown',
    async open(url) {
      await driver.get('about:blank')
      await driver.get(url)
    },
    text: (selector) => read(selector, (element) => element.getText()),
    attribute: (selector, name) => read(selector, (element) => element.getAttribute(name)),
  }
}

/** A port that nothing listens on; the system chooses it. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

async function untilListening(port: number): Promise<void> {
  const end = performance.now() + WAIT_MS
  while (!(await accepts(port))) {
    if (performance.now() > end) throw new Error(`WebKitWebDriver does not answer on port ${port}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(socket.destroy().destroyed))
    socket.on('error', () => resolve(false))
  })
}

function endGroup(started: ChildProcess): void {
  if (started.pid === undefined || started.exitCode !== null) return
  process.kill(-started.pid, 'SIGTERM')
}
