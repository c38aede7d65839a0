import type { Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { compiledAtOnce, runAhead } from '../../tools/firstLoad.mjs'

const LINK = '<link rel="modulepreload" crossorigin href="./assets/first-1.js">'

/** What the plugin makes of an index.html, with one chunk in the bundle. */
function transformed(html: string, imports: readonly string[] = []) {
  const chunk = { type: 'chunk', name: 'first', fileName: 'assets/first-1.js', imports }
  const bundle = { [chunk.fileName]: chunk } as unknown as Rolldown.OutputBundle
  const hook = runAhead('first').transformIndexHtml
  if (typeof hook !== 'object') throw new Error('the plugin has no hook of the expected kind')
  return Reflect.apply(hook.handler, undefined, [html, { bundle, path: '', filename: '' }])
}

test('a chunk that runs ahead is a script of its own', () => {
  expect(transformed(`<head>${LINK}</head>`)).toEqual({
    html: '<head></head>',
    tags: [
      {
        tag: 'script',
        attrs: { type: 'module', async: true, crossorigin: true, src: './assets/first-1.js' },
        injectTo: 'head-prepend',
      },
    ],
  })
})

test('a build fails when it would wait for something, or is not named', () => {
  expect(() => transformed(LINK, ['assets/second-2.js'])).toThrow('waits for assets/second-2.js')
  expect(() => transformed('')).toThrow('index.html names no chunk first')
})

test('what the page begins with is compiled at once, and nothing else', () => {
  const chunkOf = (fileName: string, isEntry: boolean, imports: readonly string[] = []) => {
    return { type: 'chunk', fileName, isEntry, imports, code: `/* ${fileName} */` }
  }
  const chunks = [chunkOf('page.js', true, ['first.js']), chunkOf('first.js', false)]
  const bundle = Object.fromEntries(
    [...chunks, chunkOf('later.js', false)].map((each) => [each.fileName, each]),
  )
  const hook = compiledAtOnce().generateBundle
  if (typeof hook !== 'object') throw new Error('the plugin has no hook of the expected kind')
  Reflect.apply(hook.handler, undefined, [{}, bundle, true])
  expect(Object.values(bundle).map(({ code }) => code)).toEqual([
    '//# allFunctionsCalledOnLoad\n/* page.js */',
    '//# allFunctionsCalledOnLoad\n/* first.js */',
    '/* later.js */',
  ])
})
