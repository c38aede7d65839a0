/** What makes the page come sooner, and changes nothing of what it does. */

/**
 * A chunk that runs as soon as it is there, and not when all that imports it is. It may import nothing: it would wait
 * for that.
 * @param {string} name of the chunk
 * @returns {import('vite').Plugin}
 */
export const runAhead = (name) => ({
  name: 'run-ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      const chunk = Object.values(bundle ?? {}).find((each) => each.name === name)
      const link = `<link rel="modulepreload" crossorigin href="./${chunk?.fileName}">`
      if (chunk?.type !== 'chunk' || !html.includes(link))
        throw new Error(`index.html names no chunk ${name}`)
      if (chunk.imports.length > 0)
        throw new Error(`the chunk ${name} waits for ${chunk.imports.join(', ')}`)
      const attrs = { type: 'module', async: true, crossorigin: true, src: `./${chunk.fileName}` }
      const rest = html.replace(link, '')
      return { html: rest, tags: [{ tag: 'script', attrs, injectTo: 'head-prepend' }] }
    },
  },
})

/**
 * Says of what the page begins with that nearly all of its functions are called while it loads. V8 then compiles them
 * while it reads them, beside the page, and not one by one when each is called for the first time. To others it is a
 * comment.
 * @returns {import('vite').Plugin}
 */
export const compiledAtOnce = () => ({
  name: 'compiled-at-once',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk')
      const entries = chunks.filter(({ isEntry }) => isEntry)
      const first = new Set(entries.flatMap(({ fileName, imports }) => [fileName, ...imports]))
      for (const chunk of chunks)
        if (first.has(chunk.fileName)) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
    },
  },
})
