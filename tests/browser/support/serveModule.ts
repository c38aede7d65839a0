/** Serves one module as a page of its own, bundled and minified as the product's modules are. */
import { createServer } from 'node:http'
import { build } from 'vite'

/** `entry` is a path; the page's body is empty but for what the module puts there. */
export async function serveModule(
  entry: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const code = await bundle(entry)
  const html = `<!doctype html><title>module</title><body><script type="module">${code}</script>`
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: entry } },
  })
  if (!('output' in result)) throw new Error('vite gave no single bundle')
  const [chunk] = result.output
  return chunk.code
}
