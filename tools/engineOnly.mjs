/**
 * Leaves out of the page what only the engine calls. The page shows algorithms and never runs one; its worker does,
 * and has a bundle of its own. A bundler cannot see that nobody asks an object for a field; types can: outside of
 * the engine an algorithm is `AlgorithmFacts`, which lacks what is left out here.
 */

/**
 * @param {RegExp} files the modules in which members are defined
 * @param {readonly string[]} fields what the page has no use for, in what is given to `define…(…)`
 * @returns {import('vite').Plugin}
 */
export const engineOnly = (files, fields) => ({
  name: 'engine-only',
  apply: 'build',
  transform: {
    order: 'post',
    filter: { id: files },
    handler(code) {
      return { code: without(code, spansOf(this.parse(code), new Set(fields))), map: null }
    },
  },
})

/** @typedef {{ readonly start: number, readonly end: number }} Span */

/**
 * Where the fields stand, last first.
 * @param {unknown} tree
 * @param {ReadonlySet<string>} fields
 * @returns {Span[]}
 */
function spansOf(tree, fields) {
  /** @type {Span[]} */
  const spans = []
  visit(tree, (node) => {
    if (node.type !== 'CallExpression' || !node.callee.name?.startsWith('define')) return
    for (const property of node.arguments[0]?.properties ?? []) {
      if (fields.has(property.key?.name)) spans.push(property)
    }
  })
  return spans.sort((a, b) => b.start - a.start)
}

/**
 * @param {any} node
 * @param {(node: any) => void} see
 */
function visit(node, see) {
  if (typeof node !== 'object' || node === null) return
  if (typeof node.type === 'string') see(node)
  for (const child of Object.values(node)) visit(child, see)
}

/**
 * The text without these properties and the commas after them.
 * @param {string} code
 * @param {readonly Span[]} spans
 */
const without = (code, spans) =>
  spans.reduce(
    (text, { start, end }) => text.slice(0, start) + text.slice(end).replace(/^\s*,/, ''),
    code,
  )
