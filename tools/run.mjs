/** Running a command and keeping what it printed; plain Node, for scripts that run before an install. */
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string>} [env] added to this process's environment
 * @property {'keep' | 'show' | 'stderr'} [output] kept and returned (default), shown as it comes,
 *   or shown on standard error
 * @property {number} [timeoutMs] the command is ended after this long
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, text: string, seconds: number }>} `code` is 127 when the
 *   command is missing and 124 when it took too long
 */
export function run(command, args, { env = {}, output = 'keep', timeoutMs } = {}) {
  const began = performance.now()
  const sink = output === 'show' ? process.stdout : process.stderr
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command.startsWith('np'),
    })
    let text = ''
    let isLate = false
    const timer = timeoutMs && setTimeout(() => (isLate = child.kill()), timeoutMs)
    const keep = (/** @type {Buffer} */ part) => {
      text += part
      if (output !== 'keep') sink.write(part)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const finish = (/** @type {number | null} */ code, note = '') => {
      clearTimeout(timer || undefined)
      const late = isLate ? `\n${command} was ended after ${(timeoutMs ?? 0) / 1000} s` : ''
      const seconds = (performance.now() - began) / 1000
      resolve({ code: isLate ? 124 : (code ?? 1), text: text + note + late, seconds })
    }
    child.on('error', (error) => finish(127, error.message))
    child.on('close', (code) => finish(code))
  })
}

/** Runs a tool of node_modules by its own script, which starts faster than npx and needs no shell.
 * @param {string} tool path of the script below node_modules
 * @param {readonly string[]} args
 * @param {RunOptions} [options] */
export const runTool = (tool, args, options) =>
  run(process.execPath, [`${ROOT}/node_modules/${tool}`, ...args], options)
