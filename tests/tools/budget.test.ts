import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkBudget, INITIAL_BYTES_MAX, initialJavaScript } from '../../tools/budget.mjs'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-budget-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Text that gzip cannot make much smaller: 6 bits of chance a character, from a fixed seed. */
function incompressible(length: number): string {
  let state = 1
  let text = ''
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    text += String.fromCharCode(48 + (state >>> 26))
  }
  return text
}

function writePage(html: string, files: Readonly<Record<string, string>>): void {
  writeFileSync(join(folder, 'index.html'), html)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}

test('the script of the page and what it preloads count, the rest does not', () => {
  const html = `<script type="module" crossorigin src="./a.js"></script>
    <link rel="modulepreload" crossorigin href="./b.js">
    <link rel="stylesheet" href="./c.css">`
  writePage(html, { 'a.js': 'a', 'b.js': 'b', 'c.css': 'c', 'later.js': 'd' })
  expect(initialJavaScript(folder).files.map((file) => file.name)).toEqual(['./a.js', './b.js'])
  expect(checkBudget(folder).isRight).toBe(true)
})

test('a page that loads too much is found out, with the file that is too large', () => {
  const html = '<script type="module" src="./a.js"></script>'
  writePage(html, { 'a.js': incompressible(INITIAL_BYTES_MAX * 2) })
  const { isRight, text } = checkBudget(folder)
  expect(isRight).toBe(false)
  expect(text).toContain('./a.js')
})

test('a page without a script, or without the file of its script, is found out', () => {
  writePage('<p>nothing</p>', {})
  expect(checkBudget(folder).isRight).toBe(false)
  writePage('<script type="module" src="./gone.js"></script>', {})
  expect(() => checkBudget(folder)).toThrow('./gone.js')
})
