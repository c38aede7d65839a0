/** The page is built without what only the engine asks an algorithm for. */
import { readFileSync } from 'node:fs'
import { transpileModule } from 'typescript'
import { parseAst } from 'vite'
import { expect, it } from 'vitest'
import { engineOnly } from '../../tools/engineOnly.mjs'

function inPage(code: string, fields: readonly string[]): string {
  const { transform } = engineOnly(/\.ts$/, fields)
  const { handler } = transform as unknown as {
    handler: (this: { parse: typeof parseAst }, code: string) => { code: string }
  }
  return handler.call({ parse: parseAst }, code).code
}

it('leaves fields of a definition out, with the commas after them', () => {
  expect(inPage("defineThing({ id: 'a', pick() { return [1, 2] }, last: 3 })", ['pick'])).toBe(
    "defineThing({ id: 'a',  last: 3 })",
  )
  expect(inPage("defineThing({ id: 'a', score: { of: 1 } })", ['score'])).toBe(
    "defineThing({ id: 'a',  })",
  )
})

it('leaves what stands in a field that is kept, and what defines nothing', () => {
  const code = 'defineThing({ knobs: { pick: 1 } }); other({ pick: 2 })'
  expect(inPage(code, ['pick'])).toBe(code)
})

it('leaves code that runs, of an algorithm', () => {
  const source = readFileSync(
    new URL('../../src/algorithms/roundRobin.ts', import.meta.url),
    'utf8',
  )
  const { outputText } = transpileModule(source, { compilerOptions: { module: 99, target: 99 } })
  const code = inPage(outputText, ['pick', 'changed', 'because', 'state'])
  expect(code).toContain("id: 'round-robin'")
  expect(code).not.toContain('state.pointer')
  expect(() => parseAst(code)).not.toThrow()
})
